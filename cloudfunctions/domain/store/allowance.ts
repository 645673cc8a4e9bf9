/** What a household may have of an item in a month, counted in its account. Pure. */
import { businessDate } from '../../kernel/time'
import { type AccountRecord, roomFor, withUse } from '../ledger'
import type { GoodsRecord, RedemptionRecord } from './record'

type Used = AccountRecord['used']

const subjectOf = ({ _id }: Pick<GoodsRecord, '_id'>) => `goods:${_id}`

const capsOf = ({ limit }: Pick<GoodsRecord, 'limit'>) => (limit === undefined ? {} : { month: limit })

/** Pieces of an item that may still be had on a business date; undefined when it has no limit. */
export const limitLeft = (used: Used, goods: Pick<GoodsRecord, '_id' | 'limit'>, date: string): number | undefined =>
  goods.limit === undefined ? undefined : roomFor(used, subjectOf(goods), capsOf(goods), date)

/** What is used after pieces more (or fewer) of an item. An item without a limit isn't counted. */
export const withPieces = (used: Used, goods: GoodsRecord, amount: number, date: string, today = date): Used =>
  withUse(used, subjectOf(goods), capsOf(goods), { date, amount, today })

/** What is used after a redemption's pieces count (1) or no longer count (-1), in the month in which it was made. */
export function countUse(
  used: Used,
  { items, at }: Pick<RedemptionRecord, 'items' | 'at'>,
  goods: readonly GoodsRecord[],
  direction: 1 | 0 | -1,
  today: string,
): Used {
  if (direction === 0) return used
  return items.reduce(
    (present, { quantity }, index) =>
      withPieces(present, goods[index] as GoodsRecord, direction * quantity, businessDate(at), today),
    used,
  )
}
