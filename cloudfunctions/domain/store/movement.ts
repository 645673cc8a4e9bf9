/** A shelf's changes as they are stored, and the warning that a shelf runs low. Pure. */
import { hash } from '../../kernel/ids'
import { owe } from '../../kernel/outbox'
import { businessDate } from '../../kernel/time'
import type { GoodsRecord, StockMoveRecord } from './record'
import { fellLow, type Shelved } from './stock'

/** What a movement says beside the change. */
export interface Told {
  /** What caused it: the same cause makes the same ids. */
  key: string
  at: Date
  by: { id: string; name: string }
  donor?: string
  note?: string
  redemptionId?: string
  /** Of goods given or returned: points for one piece. */
  price?: number
}

/** Changes of one item at most, that one event makes. */
const mostChanges = 10

/** Id of the n-th change that a cause makes of one item. */
export const moveId = (key: string, goodsId: string, n = 0): string => hash('move', key, goodsId, String(n))

export function movesOf(
  { goods, changes }: Shelved,
  { key, at, by, price, redemptionId, ...said }: Told,
): StockMoveRecord[] {
  return changes.map((change, n) => ({
    _id: moveId(key, goods._id, n),
    ...{ storeId: goods.storeId, goodsId: goods._id, goodsName: goods.name },
    ...change,
    seq: goods.version * mostChanges + n,
    ...{ at, month: businessDate(at).slice(0, 7), byId: by.id, byName: by.name },
    ...Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)),
    ...(redemptionId ? { redemptionId } : {}),
    ...(price !== undefined && change.kind !== 'count' ? { price } : {}),
  }))
}

/** The item with the manager's warning owed, when it has just fallen below its mark. */
export function lowStock(before: GoodsRecord, after: GoodsRecord, now: Date): GoodsRecord {
  if (!fellLow(before, after)) return after
  const { storeId, areas, name, stock, measure } = after
  const data = { storeId, areas, text: `“${name}”只剩 ${stock}${measure}，请补货。` }
  const effect = owe(`${after._id}:${after.version}:low`, 'lowStock', after.version, data)
  return { ...after, outbox: [...after.outbox, effect], outboxDue: now }
}
