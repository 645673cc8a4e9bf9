/** What happens to points by itself: the announcement of their end, the end, the nightly proof, and what leaves with a person. */
import { type AccountRecord, award, deduct, type EntryRecord, redeem } from '../../cloudfunctions/domain/ledger'
import { addDays, businessDate } from '../../cloudfunctions/kernel/time'
import { emptyBooks, enter, holderOf, noonAfter, plant } from '../support/books'
import { type DemoCloud, hours, startDemoCloud } from '../support/demo'
import { ended } from './job-support'

const store = 'store:411521105204'
const village = '411521105204'

let demo: DemoCloud
let n = 0
const draft = (what: string) => ({ cause: `test:${what}:${n++}`, at: demo.now(), words: { what } })
const ends = (days: number) => ({ year: '2026', ends: addDays(businessDate(demo.now()), days) })
const accountOf = (id: string) => demo.rows<AccountRecord>('accounts', { _id: id })[0]!
const goodsOf = (who: string) => accountOf(`goods:household:${demo.personOf(who).householdId}`)
const entriesOf = (account: string, kind: string) => demo.rows<EntryRecord>('entries', { accountIds: account, kind })
const toldTo = (personId: string) =>
  demo.rows<{ kind: string; text: string }>('messages', { personId, kind: 'points' }).map(({ text }) => text)

/** Lets days pass, to the noon of a day, and the clock run twice: the second time it must do nothing again. */
async function passTo(days: number, from: Date): Promise<void> {
  demo.advance(from.getTime() + days * hours(24) - demo.now().getTime())
  await demo.fire('clock')
  await demo.fire('clock')
}

beforeAll(async () => {
  demo = await startDemoCloud()
  await emptyBooks(demo)
})
afterAll(() => demo.close())

test('an end is announced 30 days before, once, to all of the household; the day after it the points are gone', async () => {
  const began = noonAfter(demo, 0)
  const { householdId } = demo.personOf('villager-tian')
  const members = demo.rows<{ _id: string }>('people', { householdId, status: 'active' })
  const merit = holderOf(demo, 'member-tian', 'merit')
  await enter(demo, 'goods', holderOf(demo, 'villager-tian'), [
    (account) => award(account, 30, ends(33), draft('打扫门前')),
    (account) => award(account, 20, ends(400), draft('调解')),
    (account) => redeem(account, 4, store, draft('肥皂')),
  ])
  await enter(demo, 'merit', merit, [(account) => award(account, 7, ends(33), draft('值班'))])
  const lastDay = ends(33).ends

  await passTo(2, began)
  expect(toldTo(demo.personOf('villager-tian')._id)).toEqual([])

  await passTo(3, began)
  const [, month, day] = lastDay.split('-').map(Number)
  for (const { _id } of members)
    expect(toldTo(_id)).toEqual([`您家有 26 分积分到 ${month} 月 ${day} 日为止，过后清零，请及时使用。`])
  expect(toldTo(merit.owner.id)).toEqual([`您有 7 分积分到 ${month} 月 ${day} 日为止，过后清零，请及时使用。`])
  expect(goodsOf('villager-tian')).toMatchObject({ announced: lastDay, nextLook: addDays(lastDay, 1), version: 3 })

  await passTo(33, began)
  expect(goodsOf('villager-tian')).toMatchObject({ balance: 46 })

  await passTo(34, began)
  const account = goodsOf('villager-tian')
  expect(account).toMatchObject({ balance: 20, version: 4 })
  expect(entriesOf(account._id, 'expiry')).toMatchObject([
    {
      cause: `expiry:${account._id}:${addDays(lastDay, 1)}`,
      words: { what: '2026 年的积分', points: '26' },
      postings: [{ amount: -26 }, { account: `expired:goods:${village}`, amount: 26 }],
    },
  ])
  for (const { _id } of members) expect(toldTo(_id)).toHaveLength(1)
  expect((await demo.ok('villager-tian', 'points.account', {})).household).toMatchObject({ balance: 20 })
})

test('an award on the very day of the announcement doesn’t swallow it', async () => {
  const began = noonAfter(demo, 0)
  await enter(demo, 'goods', holderOf(demo, 'neighbour-tian'), [
    (account) => award(account, 30, ends(30), draft('打扫门前')),
    (account) => award(account, 5, ends(30), draft('清沟')),
  ])
  await passTo(0, began)
  expect(toldTo(demo.personOf('neighbour-tian')._id)).toEqual([expect.stringContaining('您家有 35 分积分')])
})

describe('the proof of the night', () => {
  const proofs = async (who = 'admin') => (await demo.ok(who, 'points.proof', {})).rows

  test('is shown to administrators and auditors, and to nobody else', async () => {
    await passTo(1, noonAfter(demo, 0))
    const [latest] = await proofs()
    expect(latest).toMatchObject({ date: businessDate(demo.now()), sum: 0, findings: [], more: 0 })
    expect(latest).toMatchObject({ accounts: demo.rows('accounts').length, entries: demo.rows('entries').length })
    expect(latest!.finishedAt).toBeDefined()
    expect(await proofs('auditor')).toEqual(await proofs())
    for (const who of [
      'villager-tian',
      'secretary-tian',
      'worker-tian',
      'county-officer',
      'county-leader',
      'town-nangan',
    ])
      expect(await demo.refused(who, 'points.proof', {})).toBe('FORBIDDEN')
  })

  test('finds what was changed behind the ledger’s back, and is silent again when it is put back', async () => {
    const before = goodsOf('villager-tian')
    await plant(demo, 'accounts', before._id, { balance: before.balance + 5 })
    expect(goodsOf('villager-tian').balance).toBe(before.balance + 5)
    await passTo(1, noonAfter(demo, 0))
    expect((await proofs())[0]).toMatchObject({
      findings: [{ subject: before._id, problem: `余额 ${before.balance + 5} 分，分录合计 ${before.balance} 分` }],
    })
    await plant(demo, 'accounts', before._id, { balance: before.balance })
    await passTo(1, noonAfter(demo, 0))
    expect((await proofs())[0]).toMatchObject({ date: businessDate(demo.now()), findings: [] })
  })
})

describe('who leaves', () => {
  const confirm = { confirm: '注销' }

  test('leaves merit to the village, and the household’s points to those who stay', async () => {
    const who = 'elder-tian'
    const { _id, householdId, name } = demo.personOf(who)
    const holder = holderOf(demo, who)
    await enter(demo, 'goods', holder, [(account) => award(account, 30, ends(400), draft('打扫门前'))])
    await enter(demo, 'merit', holderOf(demo, who, 'merit'), [(account) => award(account, 9, ends(400), draft('值班'))])
    await demo.ok(who, 'person.erase', confirm)
    expect(accountOf(`merit:person:${_id}`)).toMatchObject({ balance: 0, name: '已注销', version: 2 })
    expect(entriesOf(`merit:person:${_id}`, 'expiry')).toMatchObject([
      { cause: `erase:${_id}`, words: { points: '9' } },
    ])
    const heirs = demo.rows<{ name: string }>('people', { householdId, status: 'active' })
    const account = accountOf(`goods:household:${householdId}`)
    expect(account).toMatchObject({ balance: 30, version: 1 })
    expect(account.name).not.toBe(name)
    expect(heirs.map((heir) => heir.name)).toContain(account.name)
  })

  test('the last of a household leaves nothing to spend', async () => {
    const who = 'villager-zheng'
    const { _id, householdId } = demo.personOf(who)
    await enter(demo, 'goods', holderOf(demo, who), [
      (account) => award(account, 30, ends(400), draft('打扫门前')),
      (account) => deduct(account, 3, draft('乱倒')),
    ])
    const others = demo
      .rows<{ _id: string }>('people', { householdId, status: 'active' })
      .filter((other) => other._id !== _id)
    for (const other of others) await plant(demo, 'people', other._id, { status: 'moved' })
    await demo.ok(who, 'person.erase', confirm)
    expect(accountOf(`goods:household:${householdId}`)).toMatchObject({ balance: 0, name: '已注销', version: 3 })
  })
})

test('a merged village’s accounts lie in its successor, with their books as they were', async () => {
  await enter(demo, 'goods', holderOf(demo, 'secretary-tian'), [
    (account) => award(account, 30, ends(400), draft('打扫门前')),
    (account) => redeem(account, 4, store, draft('肥皂')),
  ])
  const { _id, version } = goodsOf('secretary-tian')
  const { id } = await demo.ok('admin', 'area.merge', { areaId: village, intoId: '411521105205' })
  await ended(demo, 'admin', id)
  const account = accountOf(_id)
  expect(account).toMatchObject({ village, version })
  expect(account.areas).toContain('411521105205')
  await passTo(1, noonAfter(demo, 0))
  expect((await demo.ok('admin', 'points.proof', {})).rows[0]).toMatchObject({ findings: [], sum: 0 })
})
