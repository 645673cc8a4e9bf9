/** Random histories of one shop in the pure core: shelves, holds, allowances and the ledger agree after every step. */
import fc from 'fast-check'
import {
  type AccountRecord,
  award,
  type EntryRecord,
  holdOf,
  openAccount,
  takenOf,
} from '../../../cloudfunctions/domain/ledger'
import { type Settled, type SettlingEvent, settle } from '../../../cloudfunctions/domain/store/decide'
import { redeemByCard, reserve } from '../../../cloudfunctions/domain/store/open'
import type { GoodsRecord, RedemptionRecord } from '../../../cloudfunctions/domain/store/record'
import { Refusal } from '../../../cloudfunctions/kernel/errors'
import type { RedemptionParty } from '../../../types/redemption'

const storeId = 'store:411521105204'
const areas = ['411521', '411521105', '411521105204']
const start = new Date('2026-11-10T02:00:00Z')

const goodsOf = (n: number): GoodsRecord => ({
  ...{
    _id: `goods:${n}`,
    storeId,
    areas,
    name: `商品${n}`,
    category: 'daily',
    measure: '件',
    price: 7 + 5 * n,
    lowAt: 3,
  },
  ...(n === 1 ? { limit: 4 } : {}),
  ...{ onSale: true, stock: 8, reserved: 0, version: 1, requests: [], outbox: [] },
})

/** A shop with two items and two households. */
class Shop {
  goods = [goodsOf(0), goodsOf(1)]
  accounts: AccountRecord[] = []
  entries: EntryRecord[] = []
  redemptions: RedemptionRecord[] = []
  now = start
  seq = 0

  constructor() {
    for (const id of ['household:1', 'household:2']) {
      const account = openAccount('goods', { owner: { kind: 'household', id }, name: '一户', areas })
      const draft = { cause: `opening:${id}`, at: start, words: { what: '起始' } }
      const opening = award(account, 100, { year: '2026', ends: '2026-12-31' }, draft)
      this.accounts.push(opening.account)
      this.entries.push(opening.entry)
    }
  }

  keep({ redemption, goods, account, entries }: Settled): void {
    for (const item of goods) this.goods = this.goods.map((one) => (one._id === item._id ? item : one))
    if (account) this.accounts = this.accounts.map((one) => (one._id === account._id ? account : one))
    this.entries.push(...entries)
    const others = this.redemptions.filter(({ _id }) => _id !== redemption._id)
    this.redemptions = [...others, redemption]
  }

  open(byCard: boolean, household: 0 | 1, item: 0 | 1, quantity: number): void {
    const goods = this.goods[item]!
    const account = this.accounts[household]!
    const id = String(this.seq++)
    const opening = {
      ...{ _id: `r${id}`, storeId, areas, householdId: account.owner.id, household: { name: '一*', number: '1组*号' } },
      ...{ code: id.padStart(8, '0'), token: `token-${id}`, requests: [] },
    }
    const asked = [{ goodsId: goods._id, quantity, price: goods.price }]
    const keeper = { id: 'keeper', name: '管理员' }
    this.keep(
      byCard
        ? redeemByCard(opening, asked, [goods], account, keeper, this.now)
        : reserve({ ...opening, personId: 'person:1' }, asked, [goods], account, this.now),
    )
  }

  /** Verifies as counter.ts does: a write of the redemption alone. */
  claim(which: number): void {
    const record = this.redemptions[which % this.redemptions.length]
    if (record?.state !== 'reserved' || this.now >= record.due) return
    const due = new Date(this.now.getTime() + 24 * 3_600_000)
    const claimed: RedemptionRecord = { ...record, state: 'claimed', claimedAt: this.now, due }
    this.redemptions = this.redemptions.map((one) => (one._id === record._id ? claimed : one))
  }

  settle(event: SettlingEvent, party: RedemptionParty, which: number): void {
    const record = this.redemptions[which % this.redemptions.length]
    if (!record) return
    const account = this.accounts.find(({ owner }) => owner.id === record.householdId)!
    const paid = record.paid.map((id) => this.entries.find(({ _id }) => _id === id)!)
    const goods = record.items.map(({ goodsId }) => this.goods.find(({ _id }) => _id === goodsId)!)
    const occasion = { party, actor: { id: party, name: party }, now: this.now, reason: '测试' }
    this.keep(settle(event, record, goods, { account: event === 'handOver' ? null : account, paid }, occasion))
  }
}

const sumOf = (entries: readonly EntryRecord[], account: string) =>
  entries
    .flatMap(({ postings }) => postings)
    .reduce((sum, posting) => (posting.account === account ? sum + posting.amount : sum), 0)

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0)

/** What doesn't agree, in words; plain comparisons, because they are made after each of thousands of events. */
function disagreements({ goods, accounts, entries, redemptions }: Shop): string[] {
  const waiting = redemptions.filter(({ state }) => state === 'reserved' || state === 'claimed')
  const given = redemptions.filter(({ state }) => state === 'handedOver')
  const pointsOf = (some: readonly RedemptionRecord[]) => sum(some.map(({ points }) => points))
  const piecesOf = (some: readonly RedemptionRecord[], id: string) =>
    sum(some.flatMap(({ items }) => items).map(({ goodsId, quantity }) => (goodsId === id ? quantity : 0)))
  const owed = sum(accounts.map((account) => account.owed))
  const facts: [what: string, holds: boolean][] = [
    ['every entry sums to zero', entries.every(({ postings }) => sum(postings.map(({ amount }) => amount)) === 0)],
    ['no cause counts twice', new Set(entries.map(({ _id }) => _id)).size === entries.length],
    ['what is held is what waits', sumOf(entries, holdOf(storeId)) === pointsOf(waiting)],
    ['what is taken or owed is what was given', sumOf(entries, takenOf(storeId)) + owed === pointsOf(given)],
    ...accounts.flatMap((account): [string, boolean][] => {
      const live = [...waiting, ...given].filter(({ householdId }) => householdId === account.owner.id)
      const used = account.used['goods:goods:1|month:2026-11'] ?? 0
      return [
        ['no balance is negative', account.balance >= 0],
        ['who owes has nothing', account.balance === 0 || account.owed === 0],
        ['a balance is the sum of its postings', sumOf(entries, account._id) === account.balance],
        ['the allowance is what counts', used === piecesOf(live, 'goods:1')],
      ]
    }),
    ...goods.flatMap(({ _id, stock, reserved }): [string, boolean][] => [
      ['what is set aside is what waits', reserved === piecesOf(waiting, _id)],
      ['no more is set aside than there is', reserved <= stock],
    ]),
  ]
  return facts.flatMap(([what, holds]) => (holds ? [] : [what]))
}

const which = fc.nat({ max: 30 })
const settling = fc.constantFrom<[SettlingEvent, RedemptionParty]>(
  ...([
    ['handOver', 'keeper'],
    ['settleLate', 'keeper'],
    ['cancel', 'household'],
    ['cancel', 'keeper'],
    ['lapse', 'clock'],
    ['undo', 'keeper'],
    ['reverse', 'manager'],
  ] as [SettlingEvent, RedemptionParty][]),
)
const happening = fc.oneof(
  fc
    .tuple(
      fc.boolean(),
      fc.constantFrom(0 as const, 1 as const),
      fc.constantFrom(0 as const, 1 as const),
      fc.integer({ min: 1, max: 5 }),
    )
    .map(
      ([byCard, household, item, quantity]) =>
        (shop: Shop) =>
          shop.open(byCard, household, item, quantity),
    ),
  which.map((n) => (shop: Shop) => shop.claim(n)),
  fc.tuple(settling, which).map(
    ([[event, party], n]) =>
      (shop: Shop) =>
        shop.settle(event, party, n),
  ),
  fc.integer({ min: 1, max: 40 }).map((hours) => (shop: Shop) => {
    // within one month, so that allowances stay comparable
    shop.now = new Date(Math.min(shop.now.getTime() + hours * 600_000, Date.parse('2026-11-29T00:00:00Z')))
  }),
)

test('after every event of any history the books balance, holds are what waits, allowances are what counts', () => {
  fc.assert(
    fc.property(fc.array(happening, { maxLength: 40 }), (history) => {
      const shop = new Shop()
      for (const happen of history) {
        try {
          happen(shop)
        } catch (error) {
          if (!(error instanceof Refusal)) throw error
        }
        expect(disagreements(shop)).toEqual([])
      }
    }),
    { numRuns: 100 },
  )
})

test('an event done twice is refused the second time and changes nothing', () => {
  const shop = new Shop()
  shop.open(false, 0, 0, 2)
  shop.settle('handOver', 'keeper', 0)
  expect(() => shop.settle('handOver', 'keeper', 0)).toThrow('CODE_USED')
  shop.settle('undo', 'keeper', 0)
  expect(() => shop.settle('undo', 'keeper', 0)).toThrow('EVENT_NOT_ALLOWED')
  expect(() => shop.settle('reverse', 'manager', 0)).toThrow('EVENT_NOT_ALLOWED')
  expect(disagreements(shop)).toEqual([])
  expect(shop.accounts[0]?.balance).toBe(100)
})
