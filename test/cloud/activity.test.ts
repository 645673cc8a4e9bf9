import type { SignUpRecord } from '../../cloudfunctions/domain/activity'
import { activityTools, minutes, village } from '../support/activity'
import { type DemoCloud, hours, startDemoCloud } from '../support/demo'

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

const { from, get, plan, publish, requestId, settle, signUp, stored, told } = activityTools(() => cloud)

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

  test('mine, page by page, newest first, each row as its activity stands', async () => {
    const activity = await publish({ title: '翻页', capacity: 7 })
    await signUp('mediator-tian', activity)
    const [record, part] = [stored(activity), cloud.rows<SignUpRecord>('signUps', { activityId: activity.id })[0]!]
    const copies = Array.from({ length: 60 }, (_, n) => ({
      id: `page-${String(n).padStart(2, '0')}`,
      startsAt: new Date(record.startsAt.getTime() - minutes(n + 1)),
    }))
    await cloud.database.bulkInsert(
      'activities',
      copies.map(({ id, startsAt }) => ({ ...record, _id: id, startsAt })),
    )
    await cloud.database.bulkInsert(
      'signUps',
      copies.map(({ id, startsAt }) => ({ ...part, _id: `${id}:${part.personId}`, activityId: id, startsAt })),
    )
    const first = await cloud.ok('mediator-tian', 'activity.list', { view: 'mine' })
    expect(first.rows[0]).toMatchObject({
      ...{ id: activity.id, title: '翻页', state: 'open', capacity: 7, taken: 1, organizer: '田堰村民委员会' },
      mine: { status: 'placed', photoConsent: true, filledIn: false },
    })
    const second = await cloud.ok('mediator-tian', 'activity.list', { view: 'mine', cursor: first.next })
    expect([first.rows.length, second.rows.length, second.next]).toEqual([50, 11, undefined])
    expect([...first.rows, ...second.rows].map(({ id }) => id)).toEqual([activity.id, ...copies.map(({ id }) => id)])
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
    await settle()
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
    await settle()
    const heard = told('elder-tian', '村部门口').map(({ text }) => text.slice(0, 5))
    expect(heard.sort()).toEqual(['您候补的活', '您报名的活'])
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
    await settle()
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
