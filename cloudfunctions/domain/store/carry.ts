/** The store of a village that goes on under another code goes on with its shelves. */
import { storeIdOf } from '#types/store'
import type { Db } from '../../kernel/db'
import { inTurns } from '../area'
import type { GoodsRecord, StoreRecord } from './record'

/** Items moved at once. */
const pageSize = 100

/** Begins the successor's store as the old one is kept; null where there is none, or the successor has opened its own. */
async function begin(db: Db, from: string, to: { _id: string; areas: string[] }): Promise<StoreRecord | null> {
  const [old, known] = await Promise.all([
    db.get<StoreRecord>('stores', storeIdOf(from)),
    db.get<StoreRecord>('stores', storeIdOf(to._id)),
  ])
  if (!old) return null
  if (known) return known.formerly?.includes(old._id) ? known : null
  const next: StoreRecord = {
    ...old,
    ...{ _id: storeIdOf(to._id), village: to._id, areas: to.areas },
    formerly: [old._id, ...(old.formerly ?? [])],
  }
  await db.insert('stores', next)
  return next
}

/**
 * Opens the store under the new code and moves every item there with what is on its shelf. Movements, redemptions and the
 * points taken stay where they were entered: a month reads both. What is reserved under the old code lapses by itself, and
 * comes back to the shelf where that is by then. Repeated, it moves what has come since.
 */
export async function carryStore(db: Db, from: string, to: { _id: string; areas: string[] }): Promise<void> {
  const store = await begin(db, from, to)
  if (!store) return
  for (;;) {
    const found = await db.find<GoodsRecord>('goods', { where: { storeId: storeIdOf(from) }, limit: pageSize })
    if (found.length === 0) return
    const moved = await inTurns(found, ({ _id, version }) =>
      db.update('goods', _id, { version }, { storeId: store._id, areas: store.areas, version: version + 1 }),
    )
    if (!moved.includes(true)) throw new Error(`goods of ${from} kept changing while they were carried over`)
  }
}
