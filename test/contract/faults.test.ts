import type { CallRecord, FaultOptions } from '../../local/main'
import type { TestCloud } from '../support/cloud'
import { act, startFixtureCloud } from '../support/fixture-cloud'

let cloud: TestCloud
const start = async (faults: Partial<FaultOptions>) => {
  cloud = await startFixtureCloud({ faults: { seed: 1, call: {}, request: {}, ...faults } })
}
afterEach(() => cloud.close())

const things = (name: string) => cloud.database.read('things', { limit: 100, skip: 0, filter: { name } })
const codes = ({ requests }: CallRecord) => requests.map(({ code }) => code)

describe('what befalls a call', () => {
  test('an answer that gets lost: the call was carried out, the caller hears nothing', async () => {
    await start({ call: { unanswered: 1 } })
    await expect(act(cloud, 'add', { name: 'lost' })).rejects.toMatchObject({ code: 'UNANSWERED' })
    expect(things('lost')).toHaveLength(1)
  })

  test('at the door, a lost answer is a connection that breaks off', async () => {
    await start({ call: { unanswered: 1 } })
    const post = (path: string, body: object, headers = {}) =>
      fetch(cloud.url + path, { method: 'POST', body: JSON.stringify(body), headers })
    const { token } = (await (await post('/login', { persona: 'chen' })).json()) as { token: string }
    const called = post('/call/api', { action: 'add', name: 'door' }, { authorization: `Bearer ${token}` })
    await expect(called).rejects.toThrow('fetch failed')
    expect(things('door')).toHaveLength(1)
  })

  test.each([['repeated'], ['doubled']] as const)('%s: it is carried out twice and answered once', async (fault) => {
    await start({ call: { [fault]: 1 } })
    expect(await act(cloud, 'add', { name: fault })).toMatchObject({ _id: expect.any(String) })
    expect(cloud.calls.map(({ label }) => label)).toEqual(['add', 'add'])
  })

  test('a timer waits for no answer, and comes twice like any call', async () => {
    await start({ call: { unanswered: 1 } })
    expect(await cloud.fire('clock')).toMatchObject({ total: 0 })
    await cloud.close()
    await start({ call: { repeated: 1 } })
    await cloud.fire('clock')
    expect(cloud.calls.map(({ functionName }) => functionName)).toEqual(['clock', 'clock'])
  })
})

describe('what befalls a request of the SDK', () => {
  test('an answer that gets lost: it was carried out, and the unmodified SDK throws what its network throws', async () => {
    await start({ request: { unanswered: 1 } })
    const { thrown } = (await act(cloud, 'add', { name: 'lost' })) as { thrown: { message: string } }
    expect(thrown.message).toMatch(/socket hang up|ECONNRESET/)
    expect(things('lost')).toHaveLength(1)
    expect(cloud.calls.map(codes)).toEqual([['UNANSWERED']])
  })

  test('an instance that dies: its request was carried out, the call fails, nothing after it runs', async () => {
    await start({ request: { killed: 1 } })
    await expect(act(cloud, 'chain')).rejects.toMatchObject({ code: 'FUNCTIONS_EXECUTE_FAIL' })
    expect(things('a')).toHaveLength(1)
    expect(cloud.calls[0]!.requests.map(({ action }) => action)).not.toContain('database.getDocument')
    expect(await act(cloud, 'echo', { next: true })).toMatchObject({ next: true })
  })

  test('only the instance of that call dies', async () => {
    await start({ request: { killed: 1 } })
    const other = cloud.call('job', { other: true })
    await expect(act(cloud, 'add', { name: 'mine' })).rejects.toMatchObject({ code: 'FUNCTIONS_EXECUTE_FAIL' })
    expect(await other).toMatchObject({ event: { other: true } })
  })

  test('late: it takes longer, and is answered', async () => {
    await start({ request: { late: 1 } })
    expect(await act(cloud, 'read', { name: 'none' })).toEqual([])
    expect(cloud.calls[0]!.requests[0]!.durationMs).toBeGreaterThanOrEqual(19)
  })

  test('a call of another function fares as the request that carries it', async () => {
    await start({ call: { repeated: 1 }, request: {} })
    await act(cloud, 'nested', { name: 'job', data: { day: 1 } })
    expect(cloud.calls.map(({ functionName }) => functionName)).toEqual(['job', 'api', 'job', 'api'])
  })
})

test('the same seed has the same faults befall the same calls, whatever else was called', async () => {
  const faults = { seed: 5, call: { unanswered: 0.3 }, request: { unanswered: 0.3 } }
  const outcomes = async (others: number) => {
    await start(faults)
    const outcome = async (n: number) =>
      cloud.call('api', { action: 'add', name: `n${n}` }, { openid: 'o-chen', name: `add ${n}` }).then(
        (answer) => ('thrown' in (answer as object) ? 'failed inside' : 'answered'),
        ({ code }) => code,
      )
    for (let n = 0; n < others; n++) await act(cloud, 'echo').catch(() => undefined)
    const seen = []
    for (let n = 0; n < 20; n++) seen.push(await outcome(n))
    return seen
  }
  const seen = await outcomes(0)
  await cloud.close()
  expect(new Set(seen)).toEqual(new Set(['answered', 'failed inside', 'UNANSWERED']))
  expect(await outcomes(7)).toEqual(seen)
})
