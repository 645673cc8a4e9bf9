/** What must be true of the stores: nothing is sold twice, nobody pays twice, the shelf is what its movements make of it. */
import { type RedemptionState, redemptionRule } from '#types/redemption'
import { type EntryRecord, holdOf, takenOf } from '../../../cloudfunctions/domain/ledger/record'
import type { GoodsRecord, RedemptionRecord, StockMoveRecord } from '../../../cloudfunctions/domain/store/record'
import type { Books, Checks } from '../life'

/** What the household was told when it reserved, under `reservations`. */
export interface Reservation {
  id: string
  points: number
}

const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0)
const setAside = (state: RedemptionState) => state === 'reserved' || state === 'claimed'

/** Whether a shelf is what its movements and its redemptions say. Pure. @param moves, redemptions those of the item */
export function shelved(
  goods: GoodsRecord,
  moves: readonly StockMoveRecord[],
  redemptions: readonly RedemptionRecord[],
): string[] {
  const { _id, name, stock, reserved } = goods
  const problems: string[] = []
  if (reserved < 0 || reserved > stock) problems.push(`${reserved} of ${stock} are set aside`)
  const awaited = sum(redemptions.filter(({ state }) => setAside(state)).map(({ items }) => piecesOf(items, _id)))
  if (reserved !== awaited) problems.push(`${reserved} are set aside, ${awaited} are waited for`)
  let left = 0
  for (const move of [...moves].sort((a, b) => a.seq - b.seq)) {
    if (move.before !== left)
      problems.push(`movement ${move.seq} begins with ${move.before}, the one before left ${left}`)
    if (move.after !== move.before + move.quantity) problems.push(`movement ${move.seq} doesn't add up`)
    left = move.after
  }
  if (stock !== left) problems.push(`${stock} are there, its movements leave ${left}`)
  return problems.map((problem) => `${name} (${_id}): ${problem}`)
}

const piecesOf = (items: RedemptionRecord['items'], id: string) =>
  sum(items.filter(({ goodsId }) => goodsId === id).map(({ quantity }) => quantity))

/**
 * Points that lie with the store for a redemption, set aside or taken, after all entries of it. Counted on the store's side:
 * what comes back to a household that owes something repays that first, and never reaches its balance.
 */
const paidFor = (entries: readonly EntryRecord[]) =>
  sum(
    entries.flatMap(({ postings }) =>
      postings.filter(({ account }) => /^(hold|taken):/.test(account)).map(({ amount }) => amount),
    ),
  )

/** Points of goods handed over that the household couldn't pay. */
const debtOf = (entries: readonly EntryRecord[]) =>
  sum(entries.filter(({ cause }) => cause.endsWith(':settleLate:owed')).map(({ words }) => Number(words.debt)))

/** Whether a redemption went by the table, was paid once and given once. Pure. @param entries, moves those of it */
export function redeemed(
  record: RedemptionRecord,
  entries: readonly EntryRecord[],
  moves: readonly StockMoveRecord[],
): string[] {
  const problems: string[] = []
  let state: RedemptionState | undefined
  for (const { event } of record.steps) {
    const { from, to } = redemptionRule(event)
    if (state ? !from.includes(state) : from.length > 0) problems.push(`${event} out of ${state} is not in the table`)
    state = to
  }
  if (state !== record.state) problems.push(`it is ${record.state}, its steps say ${state}`)
  const total = sum(record.items.map(({ price, quantity }) => price * quantity))
  if (total !== record.points) problems.push(`it costs ${record.points}, its items ${total}`)
  const debt = debtOf(entries)
  const counts = setAside(record.state) || record.state === 'handedOver'
  // what of a debt was repaid by later awards lies in their entries: with a debt, only the whole books can tell
  const paid = paidFor(entries)
  if (debt === 0 && paid !== (counts ? record.points : 0))
    problems.push(`it is ${record.state} and ${paid} were paid for it`)
  for (const { goodsId, quantity } of record.items) {
    const given = -sum(
      moves.filter((move) => move.goodsId === goodsId && move.kind !== 'count').map((move) => move.quantity),
    )
    const due = record.state === 'handedOver' ? quantity : 0
    if (given !== due) problems.push(`it is ${record.state} and ${given} of ${quantity} were given`)
  }
  return problems.map((problem) => `redemption ${record._id}: ${problem}`)
}

/** Whether what the stores hold and have taken is what their redemptions cost. Pure. */
export function held(
  storeIds: readonly string[],
  redemptions: readonly RedemptionRecord[],
  entries: readonly EntryRecord[],
): string[] {
  const on = new Map<string, number>()
  for (const { account, amount } of entries.flatMap(({ postings }) => postings))
    on.set(account, (on.get(account) ?? 0) + amount)
  const byRedemption = groupByRedemption(entries)
  return storeIds.flatMap((storeId) => {
    const own = redemptions.filter((record) => record.storeId === storeId)
    const waits = sum(own.filter(({ state }) => setAside(state)).map(({ points }) => points))
    const sold = own.filter(({ state }) => state === 'handedOver')
    const took = sum(sold.map(({ _id, points }) => points - debtOf(byRedemption.get(_id) ?? [])))
    return [
      ...((on.get(holdOf(storeId)) ?? 0) === waits
        ? []
        : [`${holdOf(storeId)} is ${on.get(holdOf(storeId))}, ${waits} wait`]),
      ...((on.get(takenOf(storeId)) ?? 0) === took
        ? []
        : [`${takenOf(storeId)} is ${on.get(takenOf(storeId))}, ${took} sold`]),
    ]
  })
}

/** Entries by the redemption that caused them. */
function groupByRedemption(entries: readonly EntryRecord[]): Map<string, EntryRecord[]> {
  const found = new Map<string, EntryRecord[]>()
  for (const entry of entries) {
    const [noun, id = ''] = entry.cause.split(':')
    if (noun === 'redemption') found.set(id, [...(found.get(id) ?? []), entry])
  }
  return found
}

/** Whether every reservation that somebody was told of is there, and none beside them. Pure. */
export function reservedOnce(told: readonly Reservation[], redemptions: readonly RedemptionRecord[]): string[] {
  const byId = new Map(redemptions.map((record) => [record._id, record]))
  const known = new Set(told.map(({ id }) => id))
  return [
    ...told.flatMap(({ id, points }) =>
      byId.get(id)?.points === points ? [] : [`reservation ${id} is lost or changed`],
    ),
    ...(known.size < told.length ? ['two reservations were answered with one redemption'] : []),
    ...redemptions.flatMap(({ _id, byCard }) => (byCard || known.has(_id) ? [] : [`nobody reserved ${_id}`])),
  ]
}

function checkRedemption(books: Books, record: RedemptionRecord): string[] {
  const entries = books.rows<EntryRecord>('entries').filter(({ cause }) => cause.split(':')[1] === record._id)
  return redeemed(record, entries, books.rows('stockMoves', { redemptionId: record._id }))
}

function checkGoods(books: Books, goods: GoodsRecord): string[] {
  const of = { 'items.goodsId': goods._id }
  return shelved(goods, books.rows('stockMoves', { goodsId: goods._id }), books.rows('redemptions', of))
}

export const storeChecks: Checks = {
  touched: (books, collection, id) => {
    if (collection === 'goods') return checkGoods(books, books.row<GoodsRecord>('goods', id)!)
    if (collection !== 'redemptions') return []
    const record = books.row<RedemptionRecord>('redemptions', id)
    if (!record) return [`redemption ${id} is lost`]
    const goods = record.items.flatMap(({ goodsId }) => books.row<GoodsRecord>('goods', goodsId) ?? [])
    return [...checkRedemption(books, record), ...goods.flatMap((one) => checkGoods(books, one))]
  },
  daily: (books) => {
    const redemptions = books.rows<RedemptionRecord>('redemptions')
    const entries = books.rows<EntryRecord>('entries')
    const byRedemption = groupByRedemption(entries)
    const movesOf = (id: string) => books.rows<StockMoveRecord>('stockMoves', { redemptionId: id })
    return [
      ...reservedOnce(books.told('reservations'), redemptions),
      ...redemptions.flatMap((record) => redeemed(record, byRedemption.get(record._id) ?? [], movesOf(record._id))),
      ...books.rows<GoodsRecord>('goods').flatMap((goods) => checkGoods(books, goods)),
      ...held(
        books.rows<{ _id: string }>('stores').map(({ _id }) => _id),
        redemptions,
        entries,
      ),
    ]
  },
}
