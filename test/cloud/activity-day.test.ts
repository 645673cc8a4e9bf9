import type { SignUpRecord } from '../../cloudfunctions/domain/activity'
import { collections } from '../../cloudfunctions/indexes'
import { activityTools, minutes } from '../support/activity'
import { type DemoCloud, hours, startDemoCloud } from '../support/demo'
import { upload } from './job-support'

let cloud: DemoCloud
beforeAll(async () => {
  cloud = await startDemoCloud({ workers: 4 })
}, 60_000)
afterAll(() => cloud?.close())

const { checkIn, checkOut, code, from, get, part, publish, requestId, settle, signUp, told } = activityTools(
  () => cloud,
)

describe('checking in and out', () => {
  const here = { longitude: 114.512345, latitude: 32.204567 }
  const faraway = { longitude: 114.512345, latitude: 32.207654 }

  test('by the code of the moment, at the place, in its time; nothing is left of where somebody was', async () => {
    const activity = await publish({ location: { longitude: 114.5125, latitude: 32.2045 } })
    await signUp('villager-tian', activity)
    const at = (location?: object) => checkIn('villager-tian', activity, location ? { location } : {})
    const refusal = async (location?: object) => {
      const answer = await at(location)
      return answer.ok ? 'ok' : answer.error.code
    }
    expect(await refusal(here)).toBe('CHECK_IN_CLOSED')
    await cloud.pass(hours(3) - minutes(10))
    expect(await refusal()).toBe('PLACE_NEEDED')
    expect(await refusal(faraway)).toBe('TOO_FAR')
    const notSignedUp = { activityId: activity.id, code: await code(activity), location: here }
    expect(await cloud.refused('elder-tian', 'activity.checkIn', notSignedUp)).toBe('NOT_SIGNED_UP')

    const old = await code(activity)
    cloud.advance(minutes(1))
    const late = { activityId: activity.id, code: old, location: here }
    expect(await cloud.refused('villager-tian', 'activity.checkIn', late)).toBe('CHECK_IN_CODE_WRONG')

    const id = requestId()
    const good = { activityId: activity.id, code: await code(activity), location: here }
    const send = () => cloud.by('villager-tian', 'activity.checkIn', good, id)
    const answers = await Promise.all([send(), send()])
    expect(answers.every((answer) => answer.ok && answer.data.mine?.checkedInAt !== undefined)).toBe(true)
    // a repeat gets its answer although the code is long over
    cloud.advance(minutes(5))
    expect((await send()).ok).toBe(true)
    // where the phone is by then is no part of it
    expect(await cloud.refused('villager-tian', 'activity.checkIn', { ...good, location: faraway }, id)).toBe('ok')
    const other = { ...good, code: '000000' }
    expect(await cloud.refused('villager-tian', 'activity.checkIn', other, id)).toBe('REQUEST_REUSED')
    expect(await refusal(here)).toBe('ALREADY_DONE')
    expect(part(activity, 'villager-tian')?.checkedIn).toEqual({ at: expect.any(Date), within: true })

    const everything = JSON.stringify(collections.map((name) => cloud.rows(name)))
    for (const trace of ['114.512345', '32.204567', '32.207654']) expect(everything).not.toContain(trace)
  })

  test('six digits do as well, but not to be guessed: five wrong ones lock', async () => {
    const activity = await publish()
    await signUp('elder-tian', activity)
    await cloud.pass(hours(3))
    const shown = await cloud.ok('secretary-tian', 'activity.code', { activityId: activity.id })
    expect(shown.qrText).toContain(activity.id)
    const wrong = String((Number(shown.code) + 1) % 1_000_000).padStart(6, '0')
    const attempt = (typed: string) =>
      cloud.refused('elder-tian', 'activity.checkIn', { activityId: activity.id, code: typed })
    for (let n = 0; n < 5; n++) expect(await attempt(wrong)).toBe('CHECK_IN_CODE_WRONG')
    const { code: good } = await cloud.ok('secretary-tian', 'activity.code', { activityId: activity.id })
    expect(await attempt(good)).toBe('LOCKED')
    cloud.advance(minutes(16))
    const { code: later } = await cloud.ok('secretary-tian', 'activity.code', { activityId: activity.id })
    expect(await attempt(later)).toBe('ok')
  })
})

describe('from reminder to record', () => {
  test('the clock reminds once a day before and once two hours before', async () => {
    const activity = await publish({ startsAt: from(hours(30)), endsAt: from(hours(32)), title: '提醒两次' })
    await signUp('villager-tian', activity)
    await cloud.pass(hours(7))
    expect(told('villager-tian', '提醒两次').map(({ text }) => text.slice(0, 2))).toEqual(['明天'])
    await cloud.pass(hours(22))
    await cloud.pass(minutes(2))
    expect(told('villager-tian', '提醒两次').map(({ text }) => text.slice(0, 4))).toEqual(['明天有活', '活动快开'])
  })

  test('who came gets the hours; who forgot to check out too; who did not come gets none; each owes its points once', async () => {
    const activity = await publish({ title: '修路', capacity: 5 })
    for (const who of ['villager-tian', 'elder-tian', 'neighbour-tian']) await signUp(who, activity)
    await cloud.pass(hours(3) + minutes(1))
    await checkIn('villager-tian', activity)
    await checkIn('elder-tian', activity)
    cloud.advance(minutes(60))
    await checkOut('villager-tian', activity)
    const { version } = await get('secretary-tian', activity)
    const input = { activityId: activity.id, version, summary: '修好了三十米' }
    expect(await cloud.refused('secretary-tian', 'activity.finish', input)).toBe('EVENT_NOT_ALLOWED')
    await cloud.pass(hours(1))
    expect(await cloud.refused('villager-tian', 'activity.finish', input)).toBe('FORBIDDEN')
    const id = requestId()
    const finished = await cloud.ok('secretary-tian', 'activity.finish', input, id)
    expect(finished).toMatchObject({ state: 'finished', summary: '修好了三十米' })
    expect((await cloud.ok('secretary-tian', 'activity.finish', input, id)).version).toBe(finished.version)
    await settle()
    expect(part(activity, 'villager-tian')?.hours).toBe(1)
    expect(part(activity, 'elder-tian')?.hours).toBe(2)
    expect(part(activity, 'neighbour-tian')?.hours).toBe(0)
    expect(told('villager-tian', '“修路”记了 1 小时')).toHaveLength(1)
    expect(told('neighbour-tian', '“修路”记了')).toHaveLength(0)
    const own = new RegExp(`^activity:${activity.id}:`)
    const claims = cloud.rows<{ cause: string; state: string; unit: string; points: number }>('claims')
    const awards = claims.filter(({ cause }) => own.test(cause))
    // two points an hour, each credited once
    expect(awards.map(({ state, unit, points }) => [state, unit, points]).sort()).toEqual([
      ['credited', 'goods', 2],
      ['credited', 'goods', 4],
    ])
    expect(cloud.rows<SignUpRecord>('signUps', { activityId: activity.id }).flatMap(({ outbox }) => outbox)).toEqual([])
  })

  test('one that nobody finishes ends and is finished by the clock, so that hours are recorded', async () => {
    const activity = await publish({ title: '没有总结' })
    await signUp('villager-tian', activity)
    await cloud.pass(hours(3) + minutes(1))
    expect((await get('villager-tian', activity)).state).toBe('running')
    await checkIn('villager-tian', activity)
    await cloud.pass(hours(3) + minutes(1))
    expect((await get('villager-tian', activity)).state).toBe('ended')
    await cloud.pass(hours(24 * 7))
    expect((await get('villager-tian', activity)).state).toBe('finished')
    await settle()
    expect(part(activity, 'villager-tian')?.hours).toBe(2)
  })

  test('finished by two at once it is finished once, and a request that comes twice gets its answer twice', async () => {
    const activity = await publish({ title: '两人总结' })
    await signUp('villager-tian', activity)
    await cloud.pass(hours(5) + minutes(1))
    const { version } = await get('secretary-tian', activity)
    const input = (summary: string) => ({ activityId: activity.id, version, summary })
    const answers = await Promise.all([
      cloud.refused('secretary-tian', 'activity.finish', input('村里写的')),
      cloud.refused('town-nangan', 'activity.finish', input('镇里写的')),
    ])
    expect(answers.sort()).toEqual(['CONFLICT', 'ok'])
    expect((await get('villager-tian', activity)).summary).toMatch(/^[村镇]里写的$/)

    const other = await publish({ title: '来了两次' })
    await cloud.pass(hours(5) + minutes(1))
    const now = await get('secretary-tian', other)
    const again = { activityId: other.id, version: now.version, summary: '很好' }
    const id = requestId()
    const twice = await Promise.all([1, 2].map(() => cloud.by('secretary-tian', 'activity.finish', again, id)))
    expect(twice.map((answer) => answer.ok && answer.data.version)).toEqual([now.version + 1, now.version + 1])
  })

  test('photos need the word that those on them consented, are checked, and are seen by the people of the place', async () => {
    const activity = await publish({ title: '有照片' })
    await signUp('villager-tian', activity)
    await cloud.pass(hours(5) + minutes(1))
    const photo = (await upload(cloud, 'secretary-tian', '0123456789abcdef-activity.jpg', Buffer.from('photo')))!
    const { version } = await get('secretary-tian', activity)
    const input = { activityId: activity.id, version, summary: '见照片', photos: [photo] }
    expect(await cloud.refused('secretary-tian', 'activity.finish', input)).toBe('PHOTO_CONSENT')
    const somebodys = { ...input, photos: ['cloud://e/backup/people.xlsx'], onlyConsenting: true }
    expect(await cloud.refused('secretary-tian', 'activity.finish', somebodys)).toBe('FILE_REFUSED')
    await cloud.ok('secretary-tian', 'activity.finish', { ...input, onlyConsenting: true })
    await settle()
    await cloud.idle()
    expect((await get('elder-tian', activity)).photos).toHaveLength(1)
    for (const stranger of ['villager-diao', 'anybody']) expect((await get(stranger, activity)).photos).toEqual([])
  })
})
