/**
 * The end of a month (domain.md §4): what was there, came, went and is there, item by item, and whether it adds up. Pure. Every
 * movement carries the shelf before and after it, so opening and closing are read from the first and the last, and the sum of
 * the movements between them is a check, not a definition.
 */
import type { MonthLine, StockMoveKind } from '#types/store'
import type { EntryRecord } from '../ledger'
import { takenOf } from '../ledger'
import type { GoodsRecord, StockMoveRecord } from './record'

/** What of a movement a month needs. */
export type Movement = Pick<
  StockMoveRecord,
  'goodsId' | 'goodsName' | 'kind' | 'quantity' | 'before' | 'after' | 'seq' | 'month' | 'price' | 'redemptionId'
>

/** What of an entry a month needs. */
export type Booking = Pick<EntryRecord, 'cause' | 'kind' | 'postings' | 'words'>

const sumOf = (moves: readonly Movement[], ...kinds: StockMoveKind[]) =>
  moves.filter(({ kind }) => kinds.includes(kind)).reduce((sum, { quantity }) => sum + quantity, 0)

/** Points for what was given, less what came back. `|| 0`: no negative zero on paper. */
const pointsOf = (moves: readonly Movement[]) =>
  moves.reduce(
    (sum, { quantity, price = 0, kind }) => (kind === 'given' || kind === 'returned' ? sum - quantity * price : sum),
    0,
  ) || 0

/** One item's month. @param later its movements after the month, oldest first */
function lineOf(
  goods: Pick<GoodsRecord, '_id' | 'name' | 'stock'>,
  moves: readonly Movement[],
  later: readonly Movement[],
): MonthLine {
  const standing = later[0]?.before ?? goods.stock
  return {
    ...{ goodsId: goods._id, name: moves.at(-1)?.goodsName ?? goods.name },
    opening: moves[0]?.before ?? standing,
    purchased: sumOf(moves, 'purchase'),
    donated: sumOf(moves, 'donation'),
    damaged: -sumOf(moves, 'damage') || 0,
    counted: sumOf(moves, 'count'),
    given: -sumOf(moves, 'given') || 0,
    returned: sumOf(moves, 'returned'),
    closing: moves.at(-1)?.after ?? standing,
    points: pointsOf(moves),
  }
}

/** Sentences of what doesn't add up with an item's movements. */
function problemsOf(line: MonthLine, moves: readonly Movement[], later: readonly Movement[]): string[] {
  const { name, opening, closing } = line
  const gaps = moves.filter((move, n) => n > 0 && move.before !== moves[n - 1]?.after).length
  const moved = moves.reduce((sum, { quantity }) => sum + quantity, 0)
  return [
    ...(opening + moved !== closing
      ? [`“${name}”期初 ${opening} 加减进出得 ${opening + moved}，期末却是 ${closing}`]
      : []),
    ...(gaps > 0 ? [`“${name}”的流水有 ${gaps} 处接不上`] : []),
    ...(later[0] && later[0].before !== closing
      ? [`“${name}”下月初是 ${later[0].before}，与期末 ${closing} 不符`]
      : []),
  ]
}

const bySeq = (a: Movement, b: Movement) => a.seq - b.seq

/** A month's lines by the items' names; those that had nothing and moved nothing are left out. */
export function linesOf(
  month: string,
  goods: readonly Pick<GoodsRecord, '_id' | 'name' | 'stock'>[],
  moves: readonly Movement[],
): { lines: MonthLine[]; problems: string[] } {
  const of = new Map<string, Movement[]>()
  for (const move of moves) of.set(move.goodsId, [...(of.get(move.goodsId) ?? []), move])
  const lines: MonthLine[] = []
  const problems: string[] = []
  for (const item of goods) {
    const all = (of.get(item._id) ?? []).sort(bySeq)
    const within = all.filter((move) => move.month === month)
    const later = all.filter((move) => move.month > month)
    const line = lineOf(item, within, later)
    if (within.length === 0 && line.closing === 0) continue
    lines.push(line)
    problems.push(...problemsOf(line, within, later))
  }
  const order = (a: MonthLine, b: MonthLine) => a.name.localeCompare(b.name, 'zh') || (a.goodsId < b.goodsId ? -1 : 1)
  return { lines: lines.sort(order), problems }
}

/**
 * What the ledger says of a store's month: points taken, and points for late hand-overs that the household didn't have and
 * owes. Both go down again when the goods came back.
 * @param storeIds the store's, former ones too
 * @param redemptions those that moved something on this store's shelves
 */
export function takenBy(
  storeIds: readonly string[],
  entries: readonly Booking[],
  redemptions: ReadonlySet<string>,
): { taken: number; owed: number } {
  const accounts = storeIds.map(takenOf)
  const taken = entries
    .flatMap(({ postings }) => postings)
    .reduce((sum, posting) => (accounts.includes(posting.account) ? sum + posting.amount : sum), 0)
  const owed = entries
    .filter(({ cause }) => cause.startsWith('redemption:') && cause.endsWith(':owed'))
    .filter(({ cause }) => redemptions.has(cause.split(':')[1] ?? ''))
    .reduce((sum, { kind, words }) => sum + (kind === 'deduction' ? 1 : -1) * Number(words.debt ?? 0), 0)
  return { taken, owed }
}

/** The sentence when what was given and what was taken differ. */
export const pointsProblem = (given: number, taken: number, owed: number): string[] =>
  given === taken + owed ? [] : [`按商品应收 ${given} 分，账上实收 ${taken} 分、待补 ${owed} 分`]
