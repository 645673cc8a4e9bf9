/** An award that was wrong: put right together with its claim, its caps and its month's budget, through the real SDK. */
import { v7 } from 'uuid'
import { businessDate } from '#types/business-date'
import type { BudgetRecord } from '../../cloudfunctions/domain/claim/budget'
import type { ClaimRecord } from '../../cloudfunctions/domain/claim/record'
import type { AccountRecord, EntryRecord } from '../../cloudfunctions/domain/ledger'
import type { HouseholdRecord } from '../../cloudfunctions/domain/person'
import { type DemoCloud, hours, startDemoCloud } from '../support/demo'

let cloud: DemoCloud
beforeAll(async () => {
  cloud = await startDemoCloud({ workers: 2 })
}, 60_000)
afterAll(() => cloud?.close())

const village = '411521105204'
const reason = '照片是别家的'
const today = (days = 0) => businessDate(new Date(cloud.now().getTime() + hours(24 * days)))
const on = ({ id: claimId, version }: { id: string; version: number }) => ({ claimId, version })
const get = (who: string, claimId: string) => cloud.ok(who, 'claim.get', { claimId })
const claimOf = (id: string) => cloud.rows<ClaimRecord>('claims', { _id: id })[0]!
const entryOf = (id: string) => cloud.rows<EntryRecord>('entries', { cause: `claim:${id}` })[0]!
const reversalsOf = (id: string) => cloud.rows<EntryRecord>('entries', { reverses: entryOf(id)._id })
const budget = () => cloud.rows<BudgetRecord>('budgets', { _id: village })[0]!
const account = () =>
  cloud.rows<AccountRecord>('accounts', { _id: `goods:household:${cloud.personOf('villager-tian').householdId!}` })[0]!
const putRight = (id: string, request = cloud.freshId()) =>
  cloud.ok('secretary-tian', 'points.reverse', { entryId: entryOf(id)._id, reason }, request)

/** Declared by a household for a day, verified, approved and, once its publicity is over, settled. */
async function settled(date: string, ruleId = 'clean-up-day'): Promise<string> {
  const photos = [`cloud://local-env/u/${v7().replaceAll('-', '')}.jpg`]
  const deed = { ruleId, on: date, words: '和邻居一起打扫了村口', photos }
  const declared = await cloud.ok('villager-tian', 'claim.declare', deed)
  const verified = await cloud.ok('worker-tian', 'claim.verify', on(declared))
  await cloud.ok('secretary-tian', 'claim.approve', on(verified))
  await cloud.pass(hours(4 * 24))
  return declared.id
}

/** Goes to the next such day of a month, and lets the clock run there. */
async function until(day: string): Promise<void> {
  while (today().slice(8) !== day) cloud.advance(hours(24))
  await cloud.pass(60_000)
}

test('the claim says so to whoever reads it, the household has its points and its room back', async () => {
  const day = today()
  const before = account()
  const used = budget()?.used ?? 0
  const wrong = await settled(day)
  expect(await get('villager-tian', wrong)).toMatchObject({ state: 'credited', credited: 3 })
  expect(budget().used).toBe(used + 3)
  // its cap is 3 a day: the next one of that day comes to nothing
  const capped = await settled(day)
  expect((await get('villager-tian', capped)).state).toBe('capped')

  const request = cloud.freshId()
  const answer = await putRight(wrong, request)
  expect(answer).toMatchObject({ moved: 3, owed: 0 })
  expect(await putRight(wrong, request)).toEqual(answer)
  expect(await cloud.refused('secretary-tian', 'points.reverse', { entryId: entryOf(wrong)._id, reason })).toBe(
    'ALREADY_DONE',
  )
  for (const who of ['villager-tian', 'worker-tian', 'secretary-tian']) {
    const seen = await get(who, wrong)
    expect(seen).toMatchObject({ state: 'reversed', credited: 0 })
    expect(seen.steps.at(-1)).toMatchObject({ event: 'reverse', words: { points: '收回 3 分', reason } })
  }
  const { rows } = await cloud.ok('villager-tian', 'claim.list', { view: 'mine' })
  expect(rows.find(({ id }) => id === wrong)).toMatchObject({ state: 'reversed', credited: 0 })
  expect(account()).toMatchObject({ balance: before.balance, used: before.used })
  expect(account().areas).toEqual(before.areas)
  expect(budget().used).toBe(used)
  expect(reversalsOf(wrong)).toMatchObject([{ words: { claimId: wrong }, byId: cloud.personOf('secretary-tian')._id }])

  // the room is there again for what is declared now; what had come to nothing stays so
  const again = await settled(day)
  expect(await get('villager-tian', again)).toMatchObject({ state: 'credited', credited: 3 })
  expect((await get('villager-tian', capped)).state).toBe('capped')
}, 60_000)

test('many at once, and a function killed in the middle: put right once, with everything that goes with it', async () => {
  const wrong = await settled(today())
  const before = { balance: account().balance, used: budget().used }
  const entryId = entryOf(wrong)._id
  const codes = await Promise.all(
    Array.from({ length: 6 }, () => cloud.refused('secretary-tian', 'points.reverse', { entryId, reason })),
  )
  expect(codes.filter((code) => code === 'ok')).toHaveLength(1)
  expect(codes.filter((code) => code === 'ALREADY_DONE')).toHaveLength(5)
  expect(reversalsOf(wrong)).toHaveLength(1)
  expect({ balance: account().balance, used: budget().used }).toEqual({
    balance: before.balance - 3,
    used: before.used - 3,
  })

  const next = await settled(today())
  const request = cloud.freshId()
  const killed = putRight(next, request).catch(() => undefined)
  await new Promise((resolve) => setImmediate(resolve))
  cloud.killWorkers()
  await killed
  await putRight(next, request)
  expect(reversalsOf(next)).toHaveLength(1)
  expect(claimOf(next)).toMatchObject({ state: 'reversed' })
  expect(claimOf(next).steps.filter(({ event }) => event === 'reverse')).toHaveLength(1)
  expect(account().balance).toBe(before.balance - 3)
}, 60_000)

test('takes six round trips one after another: entry, account, and the transaction', async () => {
  const wrong: string[] = []
  for (let n = 0; n < 4; n++) wrong.push(await settled(today()))
  for (const id of wrong) await putRight(id)
  // the first of each instance reads what it keeps: rules and templates
  const costs = cloud.calls.filter(({ label }) => label === 'points.reverse').slice(-wrong.length)
  expect(Math.min(...costs.map(({ sequence }) => sequence))).toBe(6)
}, 60_000)

test('what waits for the budget is let through by the next run of the clock, in order, and no more than fits', async () => {
  const table = await cloud.ok('villager-tian', 'rule.table', { areaId: village })
  await cloud.ok('secretary-tian', 'rule.propose', {
    ...{ areaId: village, basedOn: table.versions[0]!.version, items: table.items },
    ...{ policy: { ...table.policy, monthlyBudget: 12 }, publicityDays: 3 },
    meeting: { on: today(), words: '村民代表会议通过，到会 31 人' },
  })
  await until('02')
  const home = cloud.personOf('worker-tian')
  const houses = cloud
    .rows<HouseholdRecord>('households', { areas: home.areas.at(-1) })
    .filter(({ _id }) => _id !== home.householdId)
    .map(({ number }) => number)
    .sort()
  const rows = houses.slice(0, 5).map((household) => ({ ruleId: 'land-tilled', household }))
  const round = { areaId: home.areas.at(-1)!, on: today(), words: '月评', dryRun: false, rows }
  await cloud.ok('worker-tian', 'claim.bulk', round)
  const mine = () =>
    cloud.rows<ClaimRecord>('claims', { 'rule.id': 'land-tilled' }).sort((a, b) => a.at.getTime() - b.at.getTime())
  const stateOf = (id: string) => claimOf(id).state
  const claims = mine().map(({ _id: claimId, version }) => ({ claimId, version }))
  await cloud.ok('secretary-tian', 'claim.approveRound', { claims })
  await cloud.pass(hours(4 * 24))
  expect(budget()).toMatchObject({ limit: 12, used: 10, waiting: 3 })
  const queue = mine()
    .filter(({ state }) => state === 'deferred')
    .sort((a, b) => a.queue! - b.queue!)
    .map(({ _id }) => _id)
  const [wrong] = mine().filter(({ state }) => state === 'credited')

  await putRight(wrong!._id)
  expect(stateOf(wrong!._id)).toBe('reversed')
  expect(budget()).toMatchObject({ used: 5, waiting: 3, nextLook: today() })
  await cloud.pass(60_000)
  expect(queue.map(stateOf)).toEqual(['credited', 'deferred', 'deferred'])
  expect(budget()).toMatchObject({ used: 10, waiting: 2 })
  // of a month that is over nothing comes back to the new one
  const [first] = mine().filter(({ state }) => state === 'credited')
  await until('01')
  const { month, used } = budget()
  await putRight(first!._id)
  expect(budget()).toMatchObject({ month, used })
  const postings = cloud.rows<EntryRecord>('entries').flatMap((entry) => entry.postings)
  expect(postings.reduce((total, { amount }) => total + amount, 0)).toBe(0)
}, 60_000)
