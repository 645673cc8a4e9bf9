/** points.*: the passbook, looking at others', putting entries right, the honour list; who may, who may not. */
import { award, deduct, hold, redeem, release } from '../../cloudfunctions/domain/ledger'
import { addDays, businessDate } from '../../cloudfunctions/kernel/time'
import { emptyBooks, enter, holderOf } from '../support/books'
import { type DemoCloud, startDemoCloud } from '../support/demo'

const village = '411521105204'
const never = { year: '2026', ends: null }

let demo: DemoCloud
let n = 0
/** What a move is made of, by the cloud's time. */
const draft = (what: string) => ({ cause: `test:${what}:${n++}`, at: demo.now(), words: { what } })
const given =
  (points: number, what = '打扫门前', vintage: { year: string; ends: string | null } = never) =>
  (account: Parameters<typeof award>[0]) =>
    award(account, points, vintage, draft(what))

/** The newest entry of somebody's goods account that says this. */
const entryOf = async (who: string, what: string) =>
  (await demo.ok(who, 'points.entries', { unit: 'goods' })).rows.find(({ words }) => words.what === what)!

beforeAll(async () => {
  demo = await startDemoCloud()
  await emptyBooks(demo)
})
afterAll(() => demo.close())

describe('the passbook', () => {
  const store = 'store:411521105204'
  let ends: string
  beforeAll(async () => {
    ends = addDays(businessDate(demo.now()), 10)
    let held: ReturnType<typeof hold>
    await enter(demo, 'goods', holderOf(demo, 'villager-tian'), [
      given(30, '打扫门前'),
      given(20, '调解邻里', { year: '2026', ends }),
      (account) => hold(account, 5, store, draft('肥皂')),
      (account) => (held = hold(account, 10, store, draft('牙膏'))),
      (account) => release(account, held.entry, store, draft('牙膏')),
      (account) => deduct(account, 2, draft('乱倒垃圾')),
    ])
    await enter(demo, 'merit', holderOf(demo, 'villager-tian', 'merit'), [given(7, '值班')])
  })

  test('says what there is, when it ends, and what is set aside', async () => {
    const { household, merit } = await demo.ok('villager-tian', 'points.account', {})
    expect(household).toEqual({
      unit: 'goods',
      name: `${demo.personOf('villager-tian').name}户`,
      balance: 43,
      vintages: [
        { year: '2026', ends, points: 13, endsSoon: true },
        { year: '2026', points: 30, endsSoon: false },
      ],
      ...{ owed: 0, held: 5, earnedThisMonth: 50 },
    })
    expect(merit).toMatchObject({ unit: 'merit', balance: 7, earnedThisMonth: 7 })
  })

  test('belongs to the household, and of merit to the person alone', async () => {
    // somebody else of the same household would see the same; a neighbour has an empty one and no merit
    const { household, merit } = await demo.ok('elder-tian', 'points.account', {})
    expect(household).toMatchObject({ balance: 0, vintages: [], held: 0 })
    expect(merit).toBeUndefined()
    expect((await demo.ok('elder-tian', 'points.entries', { unit: 'goods' })).rows).toEqual([])
    expect(await demo.refused('somebody', 'points.account', {})).toBe('NEEDS_IDENTITY')
    expect(await demo.refused('waiting-tian', 'points.entries', { unit: 'goods' })).toBe('NEEDS_IDENTITY')
  })

  test('has a line for every entry, with the balance after it', async () => {
    const { rows, next } = await demo.ok('villager-tian', 'points.entries', { unit: 'goods' })
    expect(next).toBeUndefined()
    expect(rows.map(({ kind, amount }) => `${kind} ${amount}`).sort()).toEqual(
      ['award 20', 'award 30', 'deduction -2', 'hold -10', 'hold -5', 'release 10'].sort(),
    )
    expect(rows.find(({ kind }) => kind === 'deduction')).toMatchObject({ balance: 43, reversed: false })
    expect(await demo.refused('villager-tian', 'points.entries', { unit: 'gold' })).toBe('BAD_INPUT')
  })

  test('is turned page by page', async () => {
    await enter(demo, 'merit', holderOf(demo, 'member-tian', 'merit'), Array(120).fill(given(1)))
    const ids: string[] = []
    let cursor: string | undefined
    do {
      const page = await demo.ok('member-tian', 'points.entries', { unit: 'merit', ...(cursor ? { cursor } : {}) })
      expect(page.rows.length).toBeLessThanOrEqual(50)
      ids.push(...page.rows.map(({ id }) => id))
      cursor = page.next
    } while (cursor)
    expect(new Set(ids).size).toBe(120)
  })

  test('costs one round trip after the session, two where something was set aside lately', async () => {
    await demo.ok('elder-tian', 'points.account', {})
    const { roundTrips, operations } = demo.calls.at(-1)!
    expect({ roundTrips, operations }).toEqual({ roundTrips: expect.any(Number), operations: 4 })
  })
})

describe('points.look', () => {
  const householdId = () => demo.personOf('villager-tian').householdId!

  test('shows a household to those who answer for it, and the household who looked', async () => {
    for (const who of ['worker-tian', 'secretary-tian']) {
      const { account, rows } = await demo.ok(who, 'points.look', { householdId: householdId() })
      expect(account).toMatchObject({ balance: 43, held: 5 })
      expect(rows).toHaveLength(6)
    }
    const looks = demo.looksAt(demo.personOf('villager-tian')._id)
    expect(looks.map(({ what, action }) => `${action} ${what}`)).toEqual(Array(2).fill('points.look 积分账户'))
  })

  test('shows a person’s merit', async () => {
    const personId = demo.personOf('villager-tian')._id
    expect(await demo.ok('worker-tian', 'points.look', { personId })).toMatchObject({
      account: { unit: 'merit', balance: 7 },
    })
    expect(await demo.refused('worker-tian', 'points.look', { personId, householdId: householdId() })).toBe('BAD_INPUT')
  })

  test.each(['secretary-diao', 'villager-tian', 'member-tian', 'auditor', 'admin', 'town-nangan'])(
    'is not for %s',
    async (who) => {
      expect(await demo.refused(who, 'points.look', { householdId: householdId() })).toBe('FORBIDDEN')
      expect(await demo.refused(who, 'points.look', { personId: demo.personOf('villager-tian')._id })).toBe('FORBIDDEN')
    },
  )

  test('tells nobody whether somebody is there', async () => {
    expect(await demo.refused('secretary-tian', 'points.look', { householdId: 'nowhere' })).toBe('FORBIDDEN')
  })
})

describe('points.reverse', () => {
  const reason = '照片是别家的'
  beforeAll(async () => {
    await enter(demo, 'goods', holderOf(demo, 'neighbour-tian'), [
      given(30, '绿化'),
      (account) => redeem(account, 25, 'store:411521105204', draft('大米')),
      given(10, '清沟'),
      (account) => deduct(account, 4, draft('占道')),
      given(6, '守夜'),
      given(8, '宣传'),
    ])
    await enter(demo, 'goods', holderOf(demo, 'secretary-tian'), [given(9, '开会')])
  })
  const account = () => demo.ok('neighbour-tian', 'points.account', {})

  test('takes an award back by a new entry, owes what is spent, and tells the household why', async () => {
    const before = (await account()).household!
    const wrong = await entryOf('neighbour-tian', '绿化')
    const requestId = demo.freshId()
    const answer = await demo.ok('secretary-tian', 'points.reverse', { entryId: wrong.id, reason }, requestId)
    expect(answer).toEqual({ entryId: expect.any(String), moved: before.balance, owed: 30 - before.balance })
    expect((await account()).household).toMatchObject({ balance: 0, owed: 30 - before.balance, earnedThisMonth: 24 })
    // again, with a lost answer: the same; by another request: not again
    expect(await demo.ok('secretary-tian', 'points.reverse', { entryId: wrong.id, reason }, requestId)).toEqual(answer)
    expect(
      await demo.refused('secretary-tian', 'points.reverse', { entryId: wrong.id, reason: '别的理由' }, requestId),
    ).toBe('REQUEST_REUSED')
    expect(await demo.refused('secretary-tian', 'points.reverse', { entryId: wrong.id, reason })).toBe('ALREADY_DONE')
    const line = await entryOf('neighbour-tian', '绿化')
    const { rows } = await demo.ok('neighbour-tian', 'points.entries', { unit: 'goods' })
    expect(rows.filter(({ reverses }) => reverses === wrong.id)).toMatchObject([
      { kind: 'reversal', words: { reason } },
    ])
    expect(rows.find(({ id }) => id === wrong.id)).toMatchObject({ reversed: true, amount: 30 })
    expect(line).toBeDefined()
    const told = demo.rows<{ text: string; kind: string }>('messages', {
      personId: demo.personOf('neighbour-tian')._id,
    })
    const mine = told.filter(({ kind }) => kind === 'points')
    expect(mine).toHaveLength(1)
    expect(mine[0]!.text).toContain(reason)
  })

  test('many at once: the entry is put right once', async () => {
    const { id: entryId } = await entryOf('neighbour-tian', '守夜')
    const codes = await Promise.all(
      Array.from({ length: 6 }, () => demo.refused('secretary-tian', 'points.reverse', { entryId, reason })),
    )
    expect(codes.filter((code) => code === 'ok')).toHaveLength(1)
    expect(codes.filter((code) => code === 'ALREADY_DONE')).toHaveLength(5)
    expect(demo.rows('entries', { reverses: entryId })).toHaveLength(1)
  })

  test('one request twice at the same moment gets one answer', async () => {
    const { id: entryId } = await entryOf('neighbour-tian', '宣传')
    const requestId = demo.freshId()
    const both = await Promise.all(
      [1, 2].map(() => demo.ok('secretary-tian', 'points.reverse', { entryId, reason }, requestId)),
    )
    expect(both[0]).toEqual(both[1])
  })

  test('is the village secretary’s, of the village, and never of one’s own household', async () => {
    const { id: entryId } = await entryOf('neighbour-tian', '清沟')
    for (const who of [
      'worker-tian',
      'leader-tian',
      'secretary-diao',
      'neighbour-tian',
      'auditor',
      'admin',
      'town-nangan',
    ])
      expect(await demo.refused(who, 'points.reverse', { entryId, reason })).toBe('FORBIDDEN')
    const own = await entryOf('secretary-tian', '开会')
    expect(await demo.refused('secretary-tian', 'points.reverse', { entryId: own.id, reason })).toBe('OWN_HOUSEHOLD')
    expect(demo.rows('entries', { reverses: { $in: [entryId, own.id] } })).toEqual([])
  })

  test('what the shop entered has its own way back', async () => {
    const bought = (await demo.ok('neighbour-tian', 'points.entries', { unit: 'goods' })).rows.find(
      ({ kind }) => kind === 'redeem',
    )!
    expect(await demo.refused('secretary-tian', 'points.reverse', { entryId: bought.id, reason })).toBe(
      'EVENT_NOT_ALLOWED',
    )
    expect(await demo.refused('secretary-tian', 'points.reverse', { entryId: 'nothing', reason })).toBe('FORBIDDEN')
    expect(await demo.refused('secretary-tian', 'points.reverse', { entryId: bought.id, reason: '' })).toBe('BAD_INPUT')
  })

  test('a deduction that was wrong comes back', async () => {
    const { id: entryId } = await entryOf('neighbour-tian', '占道')
    const before = (await account()).household!
    await demo.ok('secretary-tian', 'points.reverse', { entryId, reason })
    const after = (await account()).household!
    expect(after.balance - after.owed).toBe(before.balance - before.owed + 4)
    expect(after.earnedThisMonth).toBe(before.earnedThisMonth)
  })
})

describe('points.honour', () => {
  beforeAll(async () => {
    await enter(demo, 'goods', holderOf(demo, 'member-tian'), [given(50, '救火')])
    await enter(demo, 'goods', holderOf(demo, 'member-diao'), [given(99, '救火')])
  })

  test('lists the village’s households by what they earned, masked; equal points share a rank', async () => {
    const { rows, areaId, areaName, period } = await demo.ok('villager-tian', 'points.honour', {})
    expect({ areaId, areaName, period }).toEqual({
      areaId: village,
      areaName: '田堰村',
      period: businessDate(demo.now()).slice(0, 7),
    })
    expect(rows.slice(0, 2).map(({ rank, points }) => [rank, points])).toEqual([
      [1, 50],
      [1, 50],
    ])
    expect(rows[2]!.rank).toBe(3)
    expect(rows.every(({ name }) => /^.\*+户$/.test(name))).toBe(true)
    expect(rows.filter(({ mine }) => mine).map(({ points }) => points)).toEqual([50])
    const year = await demo.ok('villager-tian', 'points.honour', { period: 'year' })
    expect(year).toMatchObject({
      period: businessDate(demo.now()).slice(0, 4),
      rows: rows.map(({ rank, points }) => ({ rank, points })),
    })
  })

  test('is for those who live or work there', async () => {
    expect((await demo.ok('town-nangan', 'points.honour', { areaId: village })).rows).not.toEqual([])
    expect((await demo.ok('auditor', 'points.honour', { areaId: village })).rows).not.toEqual([])
    expect(await demo.refused('villager-diao', 'points.honour', { areaId: village })).toBe('FORBIDDEN')
    expect(await demo.refused('somebody', 'points.honour', {})).toBe('NEEDS_IDENTITY')
    expect(await demo.refused('villager-tian', 'points.honour', { areaId: '411521' })).toBe('BAD_INPUT')
    expect(await demo.refused('villager-tian', 'points.honour', { areaId: '999999999999' })).toBe('NOT_FOUND')
  })
})
