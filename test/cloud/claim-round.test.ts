/** Rounds of a worker, rules that a village decides, and the month's budget with its queue, through the real SDK. */
import { v7 } from 'uuid'
import { businessDate } from '#types/business-date'
import type { RuleTableOutput } from '#types/rule'
import type { BudgetRecord } from '../../cloudfunctions/domain/claim/budget'
import type { ClaimRecord } from '../../cloudfunctions/domain/claim/record'
import type { EntryRecord } from '../../cloudfunctions/domain/ledger'
import type { HouseholdRecord } from '../../cloudfunctions/domain/person'
import { type DemoCloud, hours, startDemoCloud } from '../support/demo'

let cloud: DemoCloud
beforeAll(async () => {
  cloud = await startDemoCloud({ workers: 2 })
}, 60_000)
afterAll(() => cloud?.close())

const village = '411521105204'
const today = (days = 0) => businessDate(new Date(cloud.now().getTime() + hours(24 * days)))
/** House numbers of the worker's grid, without the worker's own. */
function houses(): string[] {
  const worker = cloud.personOf('worker-tian')
  return cloud
    .rows<HouseholdRecord>('households', { areas: worker.areas.at(-1) })
    .filter(({ _id }) => _id !== worker.householdId)
    .map(({ number }) => number)
    .sort()
}
const round = (rows: object[], more: object = {}) => ({
  ...{ areaId: cloud.personOf('worker-tian').areas.at(-1)!, on: today(), words: '十一月入户评分', dryRun: false, rows },
  ...more,
})
const tidy = (household: string) => ({ ruleId: 'yard-tidy', household })
const entered = () => cloud.rows<ClaimRecord>('claims', { origin: 'bulk' })
const own = () =>
  cloud.rows<HouseholdRecord>('households', { _id: cloud.personOf('worker-tian').householdId })[0]!.number

describe('a round', () => {
  test('dry: says for each row what would be, and writes nothing', async () => {
    const [first = '', second = ''] = houses()
    const rows = [tidy(first), tidy(first), tidy('9组999号'), tidy(own()), { ...tidy(second), ruleId: 'model-yard' }]
    const said = await cloud.ok('worker-tian', 'claim.bulk', round(rows, { dryRun: true }))
    expect(said).toMatchObject({ dryRun: true, total: 5, entered: 0, budget: { limit: 3000 } })
    expect(said.rows.map(({ problem }) => problem ?? 'ok')).toEqual([
      'ok',
      '与第 1 行重复',
      '名册上没有这个户号',
      expect.stringContaining('本户'),
      expect.stringContaining('照片'),
    ])
    expect(entered()).toEqual([])
    expect(await cloud.refused('worker-tian', 'claim.bulk', round(rows))).toBe('BAD_INPUT')
    expect(entered()).toEqual([])
  })

  test('is entered once, verified, however often it is sent; approved in one go by another', async () => {
    const rows = houses().slice(0, 3).map(tidy)
    const id = cloud.freshId()
    const answers = await Promise.all([
      cloud.ok('worker-tian', 'claim.bulk', round(rows), id),
      cloud.ok('worker-tian', 'claim.bulk', round(rows), id),
    ])
    expect(answers[0]).toMatchObject({ entered: 3, total: 15 })
    expect(await cloud.ok('worker-tian', 'claim.bulk', round(rows), id)).toEqual(answers[0])
    expect(await cloud.refused('worker-tian', 'claim.bulk', round(rows.slice(1)), id)).toBe('REQUEST_REUSED')
    expect(entered()).toHaveLength(3)

    const { rows: waiting } = await cloud.ok('secretary-tian', 'claim.list', { view: 'toApprove' })
    expect(waiting).toHaveLength(3)
    const claims = waiting.map(({ id: claimId, version }) => ({ claimId, version }))
    expect(await cloud.refused('worker-tian', 'claim.approveRound', { claims })).toBe('FORBIDDEN')
    const stale = [...claims.slice(0, 2), { ...claims[2]!, version: 99 }]
    const approved = await cloud.ok('secretary-tian', 'claim.approveRound', { claims: stale })
    expect(approved).toMatchObject({ approved: 2 })
    expect(approved.rows[2]).toMatchObject({ approved: false, problem: expect.any(String) })
    await cloud.pass(hours(4 * 24))
    expect(
      entered()
        .map(({ state }) => state)
        .sort(),
    ).toEqual(['credited', 'credited', 'verified'])
  })

  test.each([
    ['more than fifty rows', () => round(Array.from({ length: 51 }, () => tidy('1组1号'))), 'BAD_INPUT'],
    ['no row', () => round([]), 'BAD_INPUT'],
    ['fractional times', () => round([{ ...tidy(houses()[0]!), times: 0.5 }]), 'BAD_INPUT'],
    ['another village', () => round([tidy('1组1号')], { areaId: '411521208208' }), 'FORBIDDEN'],
  ])('%s: refused', async (_name, input, code) => {
    expect(await cloud.refused('worker-tian', 'claim.bulk', input())).toBe(code)
  })

  test('is not for residents', async () => {
    expect(await cloud.refused('villager-tian', 'claim.bulk', round([tidy('1组1号')]))).toBe('FORBIDDEN')
  })
})

describe('rules', () => {
  const propose = (table: RuleTableOutput, more: object = {}) => ({
    ...{ areaId: village, basedOn: table.versions[0]!.version, items: table.items, policy: table.policy },
    ...{ meeting: { on: today(), words: '村民代表会议通过，到会 31 人' }, publicityDays: 3 },
    ...more,
  })
  const table = (who = 'villager-tian', version?: number) =>
    cloud.ok(who, 'rule.table', { areaId: village, ...(version === undefined ? {} : { version }) })

  test('ship with every village, for everybody to read', async () => {
    const shipped = await cloud.ok('somebody-new', 'rule.table', { areaId: '411521105205' })
    expect(shipped).toMatchObject({ version: 0, state: 'inForce' })
    expect(shipped.items.length).toBeGreaterThanOrEqual(60)
    expect(await cloud.refused('villager-tian', 'rule.table', { areaId: '411521105' })).toBe('BAD_INPUT')
    expect(await cloud.refused('villager-tian', 'rule.table', { areaId: village, version: 99 })).toBe('NOT_FOUND')
  })

  test('are changed by the secretary of the village, once, after publicity; old claims keep the old version', async () => {
    const before = await table()
    const items = before.items.map((rule) => (rule.id === 'meeting' ? { ...rule, points: 4, caps: undefined } : rule))
    const input = propose(before, { items: items.map((item) => JSON.parse(JSON.stringify(item))) })
    for (const who of ['villager-tian', 'worker-tian', 'admin']) {
      expect(await cloud.refused(who, 'rule.propose', input)).toBe('FORBIDDEN')
    }
    expect(await cloud.refused('secretary-diao', 'rule.propose', input)).toBe('FORBIDDEN')
    const id = cloud.freshId()
    const made = await cloud.ok('secretary-tian', 'rule.propose', input, id)
    expect(made).toMatchObject({ version: before.version + 1, state: 'published', validFrom: today(3) })
    expect(await cloud.ok('secretary-tian', 'rule.propose', input, id)).toEqual(made)
    expect(await cloud.refused('secretary-tian', 'rule.propose', input)).toBe('CONFLICT')
    expect((await table()).version).toBe(before.version)

    const file = `cloud://local-env/u/${v7().replaceAll('-', '')}.jpg`
    const deed = { ruleId: 'meeting', on: today(), words: '参加了村民会议', photos: [file] }
    const declared = await cloud.ok('villager-tian', 'claim.declare', deed)
    expect(declared).toMatchObject({ points: 3, ruleVersion: before.version })
    await cloud.pass(hours(4 * 24))
    expect(await table()).toMatchObject({ version: before.version + 1, state: 'inForce' })
    const photos = [`cloud://local-env/u/${v7().replaceAll('-', '')}.jpg`]
    const later = await cloud.ok('villager-tian', 'claim.declare', { ...deed, on: today(), photos })
    expect(later).toMatchObject({ points: 4, ruleVersion: before.version + 1 })
    // a deed of before is reckoned by the rules of its day
    const late = await cloud.ok('villager-tian', 'claim.declare', {
      ...deed,
      on: today(-4),
      photos: [photos[0]!.replace('/u/', '/u/x')],
    })
    expect(late).toMatchObject({ points: 3, ruleVersion: before.version })
  })

  test.each([
    ['negative points', { points: -5 }],
    ['fractional points', { points: 2.5 }],
    ['a huge number', { points: 1e12 }],
    ['points beyond the own cap', { points: 50, caps: { day: 3, per: 'household' } }],
    ['goods to a person', { earner: 'person' }],
    ['nobody who approves', { approvers: [] }],
    ['a role that may not approve', { approvers: ['storeKeeper'] }],
    ['no publicity', { publicityDays: 0 }],
  ])('with %s are refused', async (_name, wrong) => {
    const now = await table()
    const [first, ...others] = now.items
    const input = propose(now, { items: [{ ...first, ...wrong }, ...others] })
    expect(await cloud.refused('secretary-tian', 'rule.propose', input)).toBe('BAD_INPUT')
  })

  test('shown for less than three days, or decided by a meeting to come, are refused', async () => {
    const now = await table()
    const soon = propose(now, { publicityDays: 1 })
    const ahead = propose(now, { meeting: { on: today(3), words: '还没有开的会' } })
    for (const input of [soon, ahead])
      expect(await cloud.refused('secretary-tian', 'rule.propose', input)).toBe('BAD_INPUT')
  })

  test('two at once: one version, the other is told', async () => {
    const now = await table()
    const codes = await Promise.all(
      [5000, 6000].map((monthlyBudget) =>
        cloud.refused('secretary-tian', 'rule.propose', propose(now, { policy: { ...now.policy, monthlyBudget } })),
      ),
    )
    expect(codes.sort()).toEqual(['CONFLICT', 'ok'])
  })
})

test('the month is full: what comes after waits in order, and is paid on the first until it is full again', async () => {
  const now = await cloud.ok('villager-tian', 'rule.table', { areaId: village })
  const budget = () => cloud.rows<BudgetRecord>('budgets', { _id: village })[0]!
  await cloud.ok('secretary-tian', 'rule.propose', {
    ...{ areaId: village, basedOn: now.versions[0]!.version, items: now.items },
    ...{ policy: { ...now.policy, monthlyBudget: 12 }, publicityDays: 3 },
    meeting: { on: today(), words: '村民代表会议通过，到会 31 人' },
  })
  // into a month that has only just begun, so that the round is credited in it
  while (today().slice(8) !== '02') await cloud.pass(hours(24))
  const rows = houses().map((household) => ({ ruleId: 'land-tilled', household }))
  await cloud.ok('worker-tian', 'claim.bulk', round(rows.slice(0, 5)))
  const mine = () => cloud.rows<ClaimRecord>('claims', { 'rule.id': 'land-tilled' })
  const states = () =>
    mine()
      .map(({ state }) => state)
      .sort()
  const claims = mine().map(({ _id: claimId, version }) => ({ claimId, version }))
  expect(await cloud.ok('secretary-tian', 'claim.approveRound', { claims })).toMatchObject({ approved: 5 })
  await cloud.pass(hours(4 * 24))

  expect(states()).toEqual(['credited', 'credited', 'deferred', 'deferred', 'deferred'])
  expect(budget()).toMatchObject({ limit: 12, used: 10, waiting: 3 })
  const places = mine().flatMap(({ _id, queue }) => (queue === undefined ? [] : [{ _id, queue }]))
  const inOrder = places.sort((a, b) => a.queue - b.queue).map(({ _id }) => _id)
  const shown = await cloud.ok('villager-tian', 'claim.list', { view: 'deferred' })
  expect(shown.rows.map(({ id }) => id)).toEqual(inOrder)
  expect(shown.budget).toMatchObject({ limit: 12, used: 10, left: 2 })

  while (today().slice(8) !== '01') await cloud.pass(hours(24))
  expect(states()).toEqual(['credited', 'credited', 'credited', 'credited', 'deferred'])
  expect(mine().find(({ state }) => state === 'deferred')?._id).toBe(inOrder[2])
  expect(budget()).toMatchObject({ limit: 12, used: 10, waiting: 1 })
  const postings = cloud.rows<EntryRecord>('entries').flatMap((entry) => entry.postings)
  expect(postings.reduce((total, { amount }) => total + amount, 0)).toBe(0)
}, 60_000)
