import { v7 } from 'uuid'
import type { ActivityDetail, ActivityPublishInput } from '#types/activity'
import type { ActivityRecord, SignUpRecord } from '../../cloudfunctions/domain/activity'
import { collections } from '../../cloudfunctions/indexes'
import { type DemoCloud, hours, startDemoCloud } from '../support/demo'
import { upload } from './job-support'

const village = '411521105204'
const minutes = (count: number) => count * 60_000

/** Residents of the village, each of another household. */
const residents = [
  'villager-tian',
  'worker-tian',
  'member-tian',
  'neighbour-tian',
  'elder-tian',
  'leader-tian',
  'volunteer-tian',
  'mediator-tian',
] as const

let cloud: DemoCloud
beforeAll(async () => {
  cloud = await startDemoCloud({ workers: 4 })
}, 60_000)
afterAll(() => cloud?.close())

const requestId = () => v7({ msecs: cloud.now().getTime() })
const from = (ms: number) => new Date(cloud.now().getTime() + ms).toISOString()

const plan = (changed: Partial<ActivityPublishInput> = {}): ActivityPublishInput => ({
  ...{ kind: 'volunteering', areaId: village, title: '清扫河道', text: '请带手套', place: '村头河道' },
  ...{ startsAt: from(hours(3)), endsAt: from(hours(5)), capacity: 20 },
  ...changed,
})
const publish = (changed: Partial<ActivityPublishInput> = {}, who = 'secretary-tian') =>
  cloud.ok(who, 'activity.publish', plan(changed))
const get = (who: string, { id }: { id: string }) => cloud.ok(who, 'activity.get', { activityId: id })
const signUp = (who: string, { id }: { id: string }) =>
  cloud.ok(who, 'activity.signUp', { activityId: id, photoConsent: true })
const stored = ({ id }: { id: string }) => cloud.rows<ActivityRecord>('activities', { _id: id })[0]!
const part = ({ id }: { id: string }, who: string) =>
  cloud.rows<SignUpRecord>('signUps', { activityId: id, personId: cloud.personOf(who)._id })[0]
const code = async ({ id }: { id: string }) =>
  (await cloud.ok('secretary-tian', 'activity.code', { activityId: id })).qrText
const checkIn = async (who: string, activity: ActivityDetail, more = {}) =>
  cloud.by(who, 'activity.checkIn', { activityId: activity.id, code: await code(activity), ...more })
const checkOut = async (who: string, activity: ActivityDetail) =>
  cloud.ok(who, 'activity.checkOut', { activityId: activity.id, code: await code(activity) })
const told = (who: string, words: string) =>
  cloud
    .rows<{ text: string; page: string; at: Date }>('messages', { personId: cloud.personOf(who)._id })
    .filter(({ text }) => text.includes(words))
    .sort((a, b) => a.at.getTime() - b.at.getTime())
/** Lets the clock run as often as one thing leads to another. */
const settle = async () => {
  for (let run = 0; run < 3; run++) await cloud.pass(minutes(1))
}

describe('publishing', () => {
  test('is for those who organize in the area, each in their own', async () => {
    expect(await publish({ title: '村里的' })).toMatchObject({
      state: 'open',
      organizer: '田堰村民委员会',
      areaName: '田堰村',
    })
    expect((await publish({ areaId: village.slice(0, 9) }, 'town-nangan')).organizer).toBe('楠杆镇人民政府')
    const grid = cloud.bindingOf('leader-tian')!.posts[0]!.areaId!
    expect((await publish({ areaId: grid }, 'leader-tian')).organizer).toBe('田堰村民委员会')
    for (const who of [...residents, 'secretary-diao', 'county-officer', 'auditor', 'admin', 'nobody']) {
      expect([who, await cloud.refused(who, 'activity.publish', plan())]).toEqual([who, 'FORBIDDEN'])
    }
    expect(await cloud.refused('secretary-tian', 'activity.publish', plan({ areaId: '999' }))).toBe('FORBIDDEN')
  })

  test('in the name of a volunteer organisation of the place', async () => {
    const organizationId = `organization:${village}:volunteers`
    expect((await publish({ organizationId })).organizer).toBe('田堰村志愿服务队')
    const branch = plan({ organizationId: `organization:${village}:branch` })
    expect(await cloud.refused('secretary-tian', 'activity.publish', branch)).toBe('NOT_FOUND')
    const strange = plan({ organizationId: 'organization:411521208208:volunteers' })
    expect(await cloud.refused('secretary-tian', 'activity.publish', strange)).toBe('FORBIDDEN')
  })

  test('happens once however often the request comes', async () => {
    const id = requestId()
    const input = plan({ title: '只有一次' })
    const send = () => cloud.by('secretary-tian', 'activity.publish', input, id)
    const answers = [...(await Promise.all([send(), send()])), await send()]
    expect(new Set(answers.map((answer) => answer.ok && answer.data.id)).size).toBe(1)
    expect(cloud.rows('activities', { title: '只有一次' })).toHaveLength(1)
    expect(await cloud.refused('secretary-tian', 'activity.publish', { ...input, capacity: 9 }, id)).toBe(
      'REQUEST_REUSED',
    )
  })

  test('refuses words that WeChat finds risky and plans that cannot be', async () => {
    expect(await cloud.refused('secretary-tian', 'activity.publish', plan({ title: '【违规】' }))).toBe(
      'CONTENT_REFUSED',
    )
    const past = plan({ startsAt: from(-hours(1)) })
    expect(await cloud.refused('secretary-tian', 'activity.publish', past)).toBe('BAD_INPUT')
    expect(await cloud.refused('secretary-tian', 'activity.publish', plan({ capacity: 0 }))).toBe('BAD_INPUT')
    expect(await cloud.refused('secretary-tian', 'activity.publish', plan({ mostHours: 1.3 }))).toBe('BAD_INPUT')
  })
})

describe('lists', () => {
  test('open ones of the own village soonest first, mine, and those one may manage', async () => {
    const later = await publish({ startsAt: from(hours(9)), endsAt: from(hours(10)), title: '晚一点' })
    const sooner = await publish({ startsAt: from(hours(1)), endsAt: from(hours(2)), title: '早一点' })
    await signUp('elder-tian', later)
    const open = (await cloud.ok('elder-tian', 'activity.list', { view: 'open' })).rows
    const ids = open.map(({ id }) => id)
    expect(ids.indexOf(sooner.id)).toBeLessThan(ids.indexOf(later.id))
    expect(open.find(({ id }) => id === later.id)?.mine).toMatchObject({ status: 'placed', photoConsent: true })
    expect((await cloud.ok('elder-tian', 'activity.list', { view: 'mine' })).rows.map(({ id }) => id)).toEqual([
      later.id,
    ])
    const strangers = (await cloud.ok('villager-diao', 'activity.list', { view: 'open' })).rows.map(({ id }) => id)
    expect(strangers).not.toContain(sooner.id)
    for (const who of ['secretary-tian', 'town-nangan']) {
      const { rows } = await cloud.ok(who, 'activity.list', { view: 'organized' })
      expect(rows.map(({ id }) => id)).toEqual(expect.arrayContaining([sooner.id, later.id]))
    }
    expect((await cloud.ok('secretary-diao', 'activity.list', { view: 'organized' })).rows).toEqual([])
    expect((await cloud.ok('villager-tian', 'activity.list', { view: 'organized' })).rows).toEqual([])
    expect((await cloud.ok('anybody', 'activity.list', { view: 'open' })).rows).toEqual([])
  })
})

describe('signing up', () => {
  test('is for confirmed people of the place; a party day for its members', async () => {
    const open = await publish()
    const party = await publish({ kind: 'partyDay' })
    const ask = (who: string, { id }: { id: string }) =>
      cloud.refused(who, 'activity.signUp', { activityId: id, photoConsent: false })
    expect(await ask('villager-tian', open)).toBe('ok')
    expect(await ask('villager-diao', open)).toBe('NOT_FOR_YOU')
    expect(await ask('waiting-tian', open)).toBe('NEEDS_IDENTITY')
    expect(await ask('anybody', open)).toBe('NEEDS_IDENTITY')
    expect(await ask('villager-tian', party)).toBe('NOT_FOR_YOU')
    expect(await ask('member-tian', party)).toBe('ok')
    expect(await ask('villager-tian', { id: 'nothing' })).toBe('NOT_FOUND')
  })

  test('many at once on the last places: nobody too many, nobody twice, the rest wait in one order', async () => {
    const activity = await publish({ capacity: 2 })
    await Promise.all(residents.map((who) => signUp(who, activity)))
    const { placed, waiting, taken, queue } = stored(activity)
    expect([placed.length, waiting.length, taken, queue]).toEqual([2, 6, 2, 6])
    expect(new Set([...placed, ...waiting]).size).toBe(8)
    const statuses = cloud.rows<SignUpRecord>('signUps', { activityId: activity.id })
    for (const { personId, status } of statuses) expect(status).toBe(placed.includes(personId) ? 'placed' : 'waiting')

    const leaving = residents.find((who) => placed.includes(cloud.personOf(who)._id))!
    const first = residents.find((who) => cloud.personOf(who)._id === waiting[0])!
    const before = told(first, '有名额了').length
    expect((await get(first, activity)).mine).toMatchObject({ status: 'waiting', waitingPlace: 1 })
    const off = await cloud.ok(leaving, 'activity.signOff', { activityId: activity.id })
    expect([off.mine, off.taken, off.waiting]).toEqual([undefined, 2, 5])
    expect((await get(first, activity)).mine?.status).toBe('placed')
    expect(told(first, '有名额了')).toHaveLength(before + 1)
    expect(told(first, '有名额了').at(-1)?.page).toBe(`packages/activity/detail/index?id=${activity.id}`)
    // back again: behind all who wait
    expect((await signUp(leaving, activity)).mine).toMatchObject({ status: 'waiting', waitingPlace: 6 })
  })

  test('signing off at once with others frees each place once', async () => {
    const activity = await publish({ capacity: 3 })
    for (const who of residents) await signUp(who, activity)
    const leaving = residents.slice(0, 3)
    await Promise.all(leaving.map((who) => cloud.ok(who, 'activity.signOff', { activityId: activity.id })))
    const moved = residents.slice(3, 6).map((who) => cloud.personOf(who)._id)
    expect([...stored(activity).placed].sort()).toEqual([...moved].sort())
    expect(stored(activity).queue).toBe(2)
  })

  test('twice is once, by the same request or by another', async () => {
    const activity = await publish()
    const id = requestId()
    const input = { activityId: activity.id, photoConsent: false }
    const send = () => cloud.by('elder-tian', 'activity.signUp', input, id)
    const answers = [...(await Promise.all([send(), send()])), await send()]
    expect(answers.every((answer) => answer.ok)).toBe(true)
    expect(stored(activity).taken).toBe(1)
    expect(await cloud.refused('elder-tian', 'activity.signUp', input)).toBe('ALREADY_DONE')
    expect(await cloud.refused('elder-tian', 'activity.signUp', { ...input, photoConsent: true }, id)).toBe(
      'REQUEST_REUSED',
    )
    const off = requestId()
    for (let time = 0; time < 2; time++)
      await cloud.ok('elder-tian', 'activity.signOff', { activityId: activity.id }, off)
    expect(await cloud.refused('elder-tian', 'activity.signOff', { activityId: activity.id })).toBe('NOT_SIGNED_UP')
    expect(stored(activity).taken).toBe(0)
  })
})

describe('the organizer', () => {
  test('changes the plan on the version shown: those concerned are told, those who wait move up', async () => {
    const activity = await publish({ capacity: 1 })
    await signUp('villager-tian', activity)
    await signUp('elder-tian', activity)
    const { version } = await get('secretary-tian', activity)
    const { kind: _k, areaId: _a, ...rest } = plan({ capacity: 2, place: '村部门口' })
    const input = { ...rest, activityId: activity.id, version }
    for (const who of ['villager-tian', 'secretary-diao', 'leader-tian']) {
      expect(await cloud.refused(who, 'activity.change', input)).toBe('FORBIDDEN')
    }
    const id = requestId()
    const changed = await cloud.ok('secretary-tian', 'activity.change', input, id)
    expect(changed).toMatchObject({ place: '村部门口', taken: 2, waiting: 0 })
    expect((await cloud.ok('secretary-tian', 'activity.change', input, id)).version).toBe(changed.version)
    expect(told('elder-tian', '村部门口').map(({ text }) => text.slice(0, 5))).toEqual(['您报名的活', '您候补的活'])
    expect(told('villager-tian', '村部门口')).toHaveLength(1)
    expect(await cloud.refused('secretary-tian', 'activity.change', input)).toBe('CONFLICT')
    const small = { ...input, version: changed.version, capacity: 1 }
    expect(await cloud.refused('secretary-tian', 'activity.change', small)).toBe('CAPACITY_TOO_SMALL')
  })

  test('two change at once: one of them sees that it has moved on', async () => {
    const activity = await publish()
    const { kind: _k, areaId: _a, ...rest } = plan()
    const change = (who: string, capacity: number) =>
      cloud.refused(who, 'activity.change', { ...rest, capacity, activityId: activity.id, version: activity.version })
    const answers = await Promise.all([change('secretary-tian', 7), change('town-nangan', 8)])
    expect(answers.sort()).toEqual(['CONFLICT', 'ok'])
  })

  test('calls it off: everybody hears why, nothing is possible any more', async () => {
    const activity = await publish()
    await signUp('villager-tian', activity)
    const input = { activityId: activity.id, version: activity.version, reason: '明天有大雨' }
    expect(await cloud.refused('villager-tian', 'activity.cancel', input)).toBe('FORBIDDEN')
    expect(await cloud.ok('secretary-tian', 'activity.cancel', input)).toMatchObject({ state: 'cancelled', events: [] })
    expect(told('villager-tian', '明天有大雨')).toHaveLength(1)
    expect(await cloud.refused('elder-tian', 'activity.signUp', { activityId: activity.id, photoConsent: true })).toBe(
      'EVENT_NOT_ALLOWED',
    )
  })

  test('reads the list of those who come, and nobody else does; the look is recorded', async () => {
    const activity = await publish()
    await signUp('villager-tian', activity)
    const { rows } = await cloud.ok('secretary-tian', 'activity.attendees', { activityId: activity.id })
    const { _id, name } = cloud.personOf('villager-tian')
    expect(rows).toEqual([{ personId: _id, name, status: 'placed', photoConsent: true }])
    expect(cloud.looksAt(_id).at(-1)).toMatchObject({ what: '活动报名', actorRole: 'villageSecretary' })
    for (const who of ['villager-tian', 'member-tian', 'secretary-diao', 'anybody']) {
      for (const action of ['activity.attendees', 'activity.code'] as const) {
        expect(await cloud.refused(who, action, { activityId: activity.id })).toBe('FORBIDDEN')
      }
    }
  })
})

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
