/** What becomes of a village's rules and of its month's budget when it is renamed or merged, through the real SDK. */
import { v7 } from 'uuid'
import { businessDate } from '#types/business-date'
import type { AreaRecord } from '../../cloudfunctions/domain/area/record'
import type { BudgetRecord } from '../../cloudfunctions/domain/claim/budget'
import type { ClaimRecord } from '../../cloudfunctions/domain/claim/record'
import type { AccountRecord, EntryRecord } from '../../cloudfunctions/domain/ledger'
import type { MessageRecord } from '../../cloudfunctions/domain/message'
import type { PostRecord } from '../../cloudfunctions/domain/post/record'
import type { RuleTableRecord } from '../../cloudfunctions/domain/rule/record'
import { type DemoCloud, hours, startDemoCloud } from '../support/demo'
import { ended } from './job-support'

const town = '411521105'
const village = '411521105204'
const newId = '411521105299'

let demo: DemoCloud
beforeEach(async () => {
  demo = await startDemoCloud()
}, 60_000)
afterEach(() => demo.close())

const today = () => businessDate(demo.now())
const photo = () => `cloud://local-env/u/${v7().replaceAll('-', '')}.jpg`
const on = ({ id: claimId, version }: { id: string; version: number }) => ({ claimId, version })
const tablesOf = (id: string) =>
  demo.rows<RuleTableRecord>('ruleTables', { village: id }).sort((a, b) => a.version - b.version)
const budgetOf = (id: string) => demo.rows<BudgetRecord>('budgets', { _id: id })[0]
const claimOf = (id: string) => demo.rows<ClaimRecord>('claims', { _id: id })[0]!

/** Goes to the next such day of a month, and lets the clock run there. */
async function until(day: string): Promise<void> {
  while (today().slice(8) !== day) demo.advance(hours(24))
  await demo.pass(60_000)
}

async function runJobs(): Promise<void> {
  for (const { _id } of demo.rows<{ _id: string }>('jobs')) await ended(demo, 'admin', _id)
}

/** The demo's village decides its second version: a meeting is worth 7, with the month's budget as told. */
async function decide(monthlyBudget = 3000) {
  const table = await demo.ok('villager-tian', 'rule.table', { areaId: village })
  const items = table.items.map((rule) =>
    rule.id === 'meeting' ? { ...rule, points: 7, caps: { month: 14, per: 'household' } } : rule,
  )
  await demo.ok('secretary-tian', 'rule.propose', {
    ...{ areaId: village, basedOn: 1, items: JSON.parse(JSON.stringify(items)), publicityDays: 3 },
    policy: { ...table.policy, monthlyBudget },
    meeting: { on: today(), words: '村民代表会议通过，到会 31 人' },
  })
  await demo.pass(hours(4 * 24))
}

const declare = (who = 'villager-tian') =>
  demo.ok(who, 'claim.declare', { ruleId: 'meeting', on: today(), words: '参加了村民会议', photos: [photo()] })

/** Declared, verified, approved; settled once its publicity is over. */
async function settled(): Promise<string> {
  const declared = await declare()
  const verified = await demo.ok('worker-tian', 'claim.verify', on(declared))
  await demo.ok('secretary-tian', 'claim.approve', on(verified))
  await demo.pass(hours(4 * 24))
  return declared.id
}

describe('under another code', () => {
  const rename = () => demo.ok('admin', 'area.rename', { areaId: village, newId, name: '田堰新村' })

  test('the village goes on with every version it has decided, and its people with their caps', async () => {
    await decide()
    // into a month that has only just begun, so that all is declared in it
    await until('02')
    const before = tablesOf(village)
    expect(claimOf(await settled())).toMatchObject({ state: 'credited', granted: 7, village })
    await rename()
    await runJobs()
    const carried = tablesOf(newId)
    expect(carried.map(({ version }) => version)).toEqual([1, 2])
    expect(carried.map(({ items, policy, validFrom }) => ({ items, policy, validFrom }))).toEqual(
      before.map(({ items, policy, validFrom }) => ({ items, policy, validFrom })),
    )
    expect(tablesOf(village)).toEqual(before)
    const table = await demo.ok('villager-tian', 'rule.table', { areaId: newId })
    expect(table).toMatchObject({ version: 2, state: 'inForce', villageName: '田堰新村' })
    // 14 a month: one more fits
    const later = await settled()
    expect(claimOf(later)).toMatchObject({ state: 'credited', granted: 7, village: newId, rule: { version: 2 } })
    expect(claimOf(await settled()).state).toBe('capped')
    // its meeting decides on, under the new code
    await demo.ok('secretary-tian', 'rule.propose', {
      ...{ areaId: newId, basedOn: 2, items: table.items, policy: table.policy, publicityDays: 3 },
      meeting: { on: today(), words: '村民代表会议通过，到会 30 人' },
    })
    expect(tablesOf(newId).map(({ version }) => version)).toEqual([1, 2, 3])
  }, 60_000)

  test('the month goes on: what was issued stays issued, what waits is paid by the old queue', async () => {
    await decide(8)
    await until('02')
    const first = await settled()
    const waits = await settled()
    expect([claimOf(first).state, claimOf(waits).state]).toEqual(['credited', 'deferred'])
    const { month, used } = budgetOf(village)!
    await rename()
    await runJobs()
    expect(budgetOf(newId)).toMatchObject({ month, used, waiting: 0 })
    expect(budgetOf(village)).toMatchObject({ month, used, waiting: 1 })
    const account = () =>
      demo.rows<AccountRecord>('accounts', {
        _id: `goods:household:${demo.personOf('villager-tian').householdId!}`,
      })[0]!
    expect(account().areas).toContain(newId)
    await until('01')
    expect(claimOf(waits)).toMatchObject({ state: 'credited', village })
    // paying what waited under the old code doesn't send the household back there
    expect(account().areas).toContain(newId)
    // and the new secretary's corrections reach what was credited under the old code
    const [entry] = demo.rows<EntryRecord>('entries', { cause: `claim:${waits}` })
    await demo.ok('secretary-tian', 'points.reverse', { entryId: entry!._id, reason: '那天没有到会' })
    expect(claimOf(waits).state).toBe('reversed')
    expect(account().areas).toContain(newId)
    expect(budgetOf(village)).toMatchObject({ used: 0 })
  }, 60_000)

  test('a household’s card stays in its worker’s hands', async () => {
    const householdId = demo.personOf('villager-tian').householdId!
    const { card } = await demo.ok('worker-tian', 'card.issue', { householdId, pin: '4711' })
    await rename()
    await runJobs()
    const { rows } = await demo.ok('worker-tian', 'card.list', {})
    expect(rows.map(({ id }) => id)).toContain(card.id)
    expect(await demo.ok('worker-tian', 'card.revoke', { cardId: card.id })).toMatchObject({ state: 'revoked' })
  }, 60_000)

  test('so do the villages of a town that is renamed', async () => {
    await demo.ok('admin', 'area.rename', { areaId: town, newId: '411521999', name: '楠杆新镇' })
    await runJobs()
    expect(tablesOf('411521999204')).toMatchObject([{ version: 1, areas: ['411521', '411521999', '411521999204'] }])
  }, 60_000)
})

describe('merged into another', () => {
  const into = '411521105201'
  const inbox = () =>
    demo.rows<MessageRecord>('messages', { kind: 'points' }).filter(({ text }) => text.includes('并入'))

  test('its people come under that village’s rules, and whoever works with them is told once', async () => {
    await decide()
    const workers = demo
      .rows<PostRecord>('posts', { areas: village })
      .filter(({ role }) => ['villageSecretary', 'gridLeader', 'gridWorker'].includes(role))
      .map(({ personId }) => personId)
    const job = await demo.ok('admin', 'area.merge', { areaId: village, intoId: into })
    expect(await ended(demo, 'admin', job.id)).toMatchObject({ state: 'done' })
    expect(tablesOf(into)).toEqual([])
    expect(budgetOf(into)).toBeUndefined()
    expect(await declare()).toMatchObject({ points: 3, ruleVersion: 0 })
    const name = demo.rows<AreaRecord>('areas', { _id: into })[0]!.name
    expect(new Set(inbox().map(({ personId }) => personId))).toEqual(new Set(workers))
    expect(inbox()).toHaveLength(new Set(workers).size)
    expect(inbox()[0]!.text).toContain(`田堰村并入${name}`)
    expect(inbox()[0]!.text).toContain('系统自带')
  }, 60_000)

  test('what that village has decided counts, and is named', async () => {
    await decide()
    const from = '411521105201'
    const job = await demo.ok('admin', 'area.merge', { areaId: from, intoId: village })
    expect(await ended(demo, 'admin', job.id)).toMatchObject({ state: 'done' })
    expect(tablesOf(village).map(({ version }) => version)).toEqual([1, 2])
    expect(inbox().length).toBeGreaterThan(0)
    expect(inbox()[0]!.text).toContain('第 2 版')
  }, 60_000)
})
