import { nextRun } from '../../local/run/timers'
import type { TestCloud } from '../support/cloud'
import { act, startFixtureCloud } from '../support/fixture-cloud'

describe('running functions', () => {
  let cloud: TestCloud
  beforeAll(async () => {
    cloud = await startFixtureCloud({ workers: 4, environment: { GREETING: 'hello' } })
  })
  afterAll(() => cloud.close())

  test('40 interleaved calls of 40 people on 4 instances each see their own identity', async () => {
    const openids = Array.from({ length: 40 }, (_, index) => `person-${index}`)
    const seen = await Promise.all(openids.map((openid) => act(cloud, 'whoami', {}, openid)))
    expect(seen).toEqual(
      openids.map((openid) => ({
        ...{ before: openid, openid, source: 'wx_client', appid: 'wx-local' },
        userInfo: { appId: 'wx-local', openId: openid },
      })),
    )
  })

  test('a caller cannot set the userInfo that the platform adds', async () => {
    expect(await act(cloud, 'echo', { userInfo: { openId: 'o-somebody-else' } })).toMatchObject({
      userInfo: { openId: 'o-chen' },
    })
  })

  test('a call by nobody has no openid and is not a client call', async () => {
    expect(await cloud.call('api', { action: 'whoami' })).toEqual({ source: 'wx_devtools', appid: 'wx-local' })
  })

  test('the context tells function, time-out and memory', async () => {
    expect(await act(cloud, 'context')).toMatchObject({
      ...{ function_name: 'api', time_limit_in_ms: 5000, memory_limit_in_mb: 128, namespace: 'local-env' },
    })
  })

  test('a nested call carries the person on and ",scf" in its SOURCE', async () => {
    expect(await act(cloud, 'nested', { name: 'job', data: { day: 1 } })).toEqual({
      ...{ event: { day: 1 }, openid: 'o-chen', source: 'wx_client,scf' },
    })
  })

  test('calls that call their own function do not wait for themselves when every instance is taken', async () => {
    const single = await startFixtureCloud({ workers: 1 })
    const event = { name: 'api', data: { action: 'echo', deep: true } }
    expect(await act(single, 'nested', event)).toMatchObject({ deep: true })
    await single.close()
  })

  test('a function that takes too long is ended, and the next call gets a new instance', async () => {
    await expect(cloud.call('job', { wait: true })).rejects.toMatchObject({
      ...{ code: 'FUNCTIONS_TIME_LIMIT_EXCEEDED', message: 'Invoking task timed out after 1 seconds' },
    })
    expect(await cloud.call('job', { after: true })).toMatchObject({ event: { after: true } })
    expect(cloud.calls.at(-1)).toMatchObject({ coldStart: true })
  })

  test('a function that blocks its thread is ended as well', async () => {
    await expect(act(cloud, 'spin')).rejects.toMatchObject({ code: 'FUNCTIONS_TIME_LIMIT_EXCEEDED' })
  })

  test('a function past its memory is ended, and others are not', async () => {
    const other = act(cloud, 'echo', { quiet: true })
    await expect(act(cloud, 'hoard')).rejects.toMatchObject({ code: 'FUNCTIONS_MEMORY_LIMIT_EXCEEDED' })
    expect(await other).toMatchObject({ quiet: true })
  })

  test('what a function throws reaches its caller, and its console the log', async () => {
    await expect(act(cloud, 'fail')).rejects.toMatchObject({ code: 'FUNCTIONS_EXECUTE_FAIL', message: 'Error: boom' })
    expect(cloud.calls.at(-1)).toMatchObject({ error: 'Error: boom', label: 'fail' })
    expect(cloud.calls.at(-1)!.log[0]).toBe('about to fail')
  })

  test('killed instances fail the calls under way and serve the next', async () => {
    const underWay = cloud.call('job', { wait: true })
    const lost = expect(underWay).rejects.toMatchObject({ code: 'FUNCTIONS_EXECUTE_FAIL' })
    cloud.killWorkers()
    await lost
    expect(await cloud.call('job', { again: true })).toMatchObject({ event: { again: true } })
  })

  test('an event over 100 KB from a client and a result over 1 MB to one are refused', async () => {
    const tooLarge = { code: 'EXCEED_MAX_PAYLOAD_SIZE' }
    await expect(act(cloud, 'echo', { text: 'x'.repeat(100 * 1024) })).rejects.toMatchObject(tooLarge)
    await expect(act(cloud, 'long', { length: 1024 * 1024 })).rejects.toMatchObject(tooLarge)
    expect(await act(cloud, 'long', { length: 1000 })).toHaveLength(1000)
  })

  test('an unknown function is refused by name', async () => {
    await expect(cloud.call('none', {})).rejects.toMatchObject({ code: 'FUNCTIONS_REQUEST_FAIL' })
  })
})

describe('what a call costs', () => {
  let cloud: TestCloud
  beforeAll(async () => {
    cloud = await startFixtureCloud({ latency: 5 })
  })
  afterAll(() => cloud.close())

  test('requests at once are one level of the sequence', async () => {
    await act(cloud, 'chain')
    expect(cloud.calls.at(-1)).toMatchObject({
      ...{ label: 'chain', roundTrips: 3, sequence: 2, operations: 3, documentsRead: 1, documentsWritten: 2 },
    })
    expect(cloud.calls.at(-1)!.requests.map(({ action, target }) => [action, target])).toEqual([
      ['database.insertDocument', 'things'],
      ['database.insertDocument', 'things'],
      ['database.getDocument', 'things'],
    ])
  })

  test('every request takes the latency that was asked for', async () => {
    await act(cloud, 'read', { name: 'a' })
    expect(cloud.calls.at(-1)!.requests[0]!.durationMs).toBeGreaterThanOrEqual(4)
  })

  test('the counts of one call do not leak into the next', async () => {
    await act(cloud, 'echo')
    expect(cloud.calls.at(-1)).toMatchObject({ roundTrips: 0, sequence: 0, operations: 0 })
  })
})

describe('time and timers', () => {
  const hour = 3_600_000
  let cloud: TestCloud
  beforeAll(async () => {
    cloud = await startFixtureCloud({ clock: { offsetMs: 48 * hour } })
  })
  afterAll(() => cloud.close())

  test('functions live in the time that the cloud was moved to, before and after it moves again', async () => {
    const today = async () =>
      (await act(cloud, 'today')) as { now: number; made: string; isDate: boolean; zero: string }
    const first = await today()
    expect(first.now - Date.now()).toBeGreaterThan(47 * hour)
    expect(Date.parse(first.made)).toBeGreaterThanOrEqual(first.now)
    expect(first).toMatchObject({ isDate: true, zero: '1970-01-01T00:00:00.000Z' })
    cloud.advance(24 * hour)
    expect((await today()).now - first.now).toBeGreaterThanOrEqual(24 * hour)
    expect(cloud.now().getTime() - Date.now()).toBeGreaterThan(71 * hour)
  })

  test('a timer fired by hand has the event, SOURCE and token of a timer, and no person', async () => {
    const { event, context, total } = (await cloud.fire('clock')) as {
      event: { Time: string }
      context: Record<string, unknown>
      total: number
    }
    expect(event).toEqual({ Type: 'Timer', TriggerName: 'nightly', Time: expect.any(String), Message: '' })
    expect(Math.abs(Date.parse(event.Time) - cloud.now().getTime())).toBeLessThan(hour)
    expect(context).toEqual({ SOURCE: 'wx_trigger', APPID: 'wx-local', ENV: 'local-env' })
    expect(total).toBe(0)
  })

  test('a function without a timer cannot be fired', async () => {
    await expect(cloud.fire('job')).rejects.toMatchObject({ code: 'FUNCTIONS_REQUEST_FAIL' })
  })

  test('a clock that leaps over a due moment fires that timer once', async () => {
    const timed = await startFixtureCloud({ timers: true })
    const fired = () => timed.calls.filter(({ source }) => source === 'wx_trigger')
    timed.advance(3 * 24 * hour)
    const deadline = Date.now() + 20_000
    while (fired().length === 0 && Date.now() < deadline) await new Promise(setImmediate)
    expect(fired()).toMatchObject([{ functionName: 'clock' }])
    await timed.close()
  })

  test.each([
    ['every night at 2:30 in China', '0 30 2 * * * *', '2026-11-21T18:30:00.000Z'],
    ['every minute', '0 * * * * * *', '2026-11-21T12:01:00.000Z'],
    ['the 15th or a Monday', '0 0 8 15 * 1 *', '2026-11-23T00:00:00.000Z'],
    ['new year of a later year', '0 0 0 1 1 * 2028-2029', '2027-12-31T16:00:00.000Z'],
    ['weekday 0 is Sunday', '0 0 9 * * 0 *', '2026-11-22T01:00:00.000Z'],
  ])('%s', (_what, pattern, expected) => {
    expect(nextRun(pattern, new Date('2026-11-21T12:00:00.000Z'))?.toISOString()).toBe(expected)
  })

  test('years that are over never come; 6 fields are not the platform’s cron', () => {
    expect(nextRun('0 0 0 1 1 * 2025', new Date('2026-11-21T12:00:00.000Z'))).toBeNull()
    expect(() => nextRun('0 0 0 1 1 *', new Date())).toThrow('7 cron fields')
  })
})
