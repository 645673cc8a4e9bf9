/** The nightly proof run by run: bounded, resumable, raced, with the shop's word beside the books'. */
import {
  type AccountRecord,
  accountId,
  award,
  type EntryRecord,
  hold,
  openAccount,
} from '../../cloudfunctions/domain/ledger'
import { proveBooks } from '../../cloudfunctions/domain/points'
import { addDays, startOfBusinessDay } from '../../cloudfunctions/kernel/time'
import { type KernelCloud, startKernelCloud } from '../support/kernel-cloud'

const villages = ['411521105204', '411521105205', '411521208208']
const year = { year: '2026', ends: null }

let cloud: KernelCloud
let day = '2026-11-26'
const morning = () => new Date(startOfBusinessDay(day).getTime() + 2 * 3_600_000)

/** A household of each village, with two awards and something set aside in the village's store. */
async function fill(): Promise<void> {
  const at = new Date('2026-11-25T02:00:00Z')
  for (const village of villages) {
    const owner = { kind: 'household' as const, id: `h-${village}` }
    const draft = (cause: string) => ({ cause: `${cause}-${village}`, at, words: { what: '好事' } })
    const empty = openAccount('goods', { owner, name: '一户', areas: ['411521', village.slice(0, 9), village] })
    const one = award(empty, 30, year, draft('a'))
    const two = award(one.account, 5, year, draft('b'))
    const three = hold(two.account, 4, `store:${village}`, draft('c'))
    await cloud.database.bulkInsert('accounts', [three.account])
    await cloud.database.bulkInsert('entries', [one.entry, two.entry, three.entry])
    const storeId = `store:${village}`
    const steps = [{ event: 'reserve', at, byId: 'somebody', words: {} }]
    const redemption = { _id: `r-${village}`, storeId, at, points: 4, byCard: false, steps }
    await cloud.database.bulkInsert('stores', [{ _id: storeId }])
    await cloud.database.bulkInsert('redemptions', [redemption])
  }
}

/** One run; `alarms` are the lines it logged as errors. */
async function runOnce({ budgetMs = 60_000, now = morning() } = {}) {
  const alarms: Record<string, unknown>[] = []
  const log = (level: string, line: Record<string, unknown>) => {
    if (level === 'error') alarms.push(line)
  }
  const proved = await proveBooks(cloud.db, { now, budgetMs, log })
  return { proved, alarms }
}
const proof = () => cloud.db.get<Record<string, unknown>>('proofs', day)

beforeAll(async () => {
  cloud = await startKernelCloud()
  await fill()
})
afterAll(() => cloud.close())
afterEach(() => {
  day = addDays(day, 1)
})

test('one run after the other proves a village each when there is no time for more, and then rests', async () => {
  for (const village of villages) {
    expect(await runOnce({ budgetMs: 0 })).toEqual({ proved: 1, alarms: [] })
    expect(await proof()).toMatchObject({ village })
    expect(await proof()).not.toHaveProperty('finishedAt')
  }
  expect(await runOnce({ budgetMs: 0 })).toEqual({ proved: 0, alarms: [] })
  const finished = await proof()
  expect(finished).toMatchObject({ accounts: 3, entries: 9, sum: 0, findings: [], finishedAt: morning() })
  expect(finished!.held).toEqual(Object.fromEntries(villages.map((village) => [`hold:store:${village}`, 4])))
  expect(await runOnce()).toEqual({ proved: 0, alarms: [] })
  expect(await proof()).toEqual(finished)
})

test('runs at the same time count nothing twice', async () => {
  await Promise.all([runOnce(), runOnce(), runOnce()])
  for (let more = 0; more < villages.length; more += 1) await runOnce()
  expect(await proof()).toMatchObject({ accounts: 3, entries: 9, sum: 0, findings: [], finishedAt: morning() })
})

test('it doesn’t begin before the day’s last entries are surely in', async () => {
  expect(await runOnce({ now: startOfBusinessDay(day) })).toEqual({ proved: 0, alarms: [] })
  expect(await proof()).toBeNull()
})

test('a shop that says something else than the books is a finding, and an alarm', async () => {
  const [, second, third] = villages.map((village) => `r-${village}`) as [string, string, string]
  const handedOver = { event: 'handOver', at: new Date('2026-11-25T02:05:00Z'), byId: 'keeper', words: {} }
  await cloud.db.update('redemptions', second, {}, { points: 7 })
  await cloud.db.update('redemptions', third, {}, { steps: cloud.db.command.push([handedOver]) })
  const { alarms } = await runOnce()
  const findings = [
    { subject: `hold:store:${villages[1]}`, problem: '账上预订 4 分，未领取的兑换单合计 7 分' },
    { subject: `hold:store:${villages[2]}`, problem: '账上预订 4 分，未领取的兑换单合计 0 分' },
  ]
  expect(await proof()).toMatchObject({ findings, more: 0 })
  expect(alarms).toEqual([{ proof: day, findings: 2, first: findings[0] }])
  await cloud.db.update('redemptions', second, {}, { points: 4 })
  await cloud.db.update('redemptions', third, {}, { steps: cloud.db.command.pop() })
})

test('entries of a village that has no account are looked at too', async () => {
  const where = { accountIds: `goods:household:h-${villages[0]}`, kind: 'award' }
  const [entry] = await cloud.db.find<EntryRecord>('entries', { where, limit: 1 })
  await cloud.db.insert('entries', { ...entry!, _id: 'stray', village: '999', accountIds: [] })
  expect((await runOnce()).alarms).toMatchObject([{ proof: day }])
  const { findings } = (await proof()) as { findings: { subject: string; problem: string }[] }
  expect(findings.map(({ subject }) => subject)).toEqual(['stray', 'stray', `goods:household:h-${villages[0]}`])
  await cloud.db.remove('entries', 'stray')
})

test('of many findings fifty are kept and the others counted', async () => {
  const account = await cloud.db.get<AccountRecord>('accounts', `goods:household:h-${villages[0]}`)
  const orphans = Array.from({ length: 60 }, (_, n): AccountRecord => {
    const owner = { kind: 'household' as const, id: `orphan-${n}` }
    return { ...account!, _id: accountId('goods', owner), owner, balance: 0, vintages: [], version: 1 }
  })
  await cloud.db.insertAll('accounts', orphans)
  const { alarms } = await runOnce()
  expect(await proof()).toMatchObject({ accounts: 63, more: 10 })
  expect(alarms).toMatchObject([{ findings: 60, first: { problem: '账户记到第 1 笔，分录只到第 0 笔' } }])
})
