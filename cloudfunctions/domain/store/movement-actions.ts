/** Movements by hand: purchase, donation and damage by the manager, counts by the inspector; append-only. */
import {
  type StockListInput,
  type StockMoveInput,
  type StockMoveOutput,
  type StockMoveView,
  type StockPage,
  stockMoveKinds,
} from '#types/store'
import type { Call } from '../../kernel/action'
import { refuse } from '../../kernel/errors'
import { hash } from '../../kernel/ids'
import { pageOf, pageSize, readCursor } from '../../kernel/page'
import { recall, remember } from '../../kernel/requests'
import { staffView } from './goods'
import { lowStock, moveId, movesOf } from './movement'
import type { GoodsRecord, StockMoveRecord } from './record'
import { comeIn, count, damage, type Shelved } from './stock'
import { readableStore, worksIn } from './store'

const moveView = (move: StockMoveRecord): StockMoveView => {
  const { _id, at, goodsId, goodsName, kind, quantity, before, after, byName, donor, note, redemptionId } = move
  return {
    ...{ id: _id, at: at.toISOString(), goodsId, goodsName, kind, quantity, before, after, by: byName },
    ...(donor ? { donor } : {}),
    ...(note ? { note } : {}),
    ...(redemptionId ? { redemptionId } : {}),
  }
}

/** What a movement does to the shelf. Pure. @throws Refusal OUT_OF_STOCK, COUNT_BELOW_RESERVED */
function moved(goods: GoodsRecord, input: StockMoveInput): Shelved {
  switch (input.kind) {
    case 'purchase':
      return comeIn(goods, 'purchase', input.quantity)
    case 'donation':
      return comeIn({ ...goods, donor: input.donor }, 'donation', input.quantity)
    case 'damage':
      return damage(goods, input.quantity)
    case 'count':
      return count(goods, input.counted)
  }
}

/** Writes one movement with the shelf it changes. @throws Refusal FORBIDDEN unless the caller's post is the one for this kind */
export async function moveStock(call: Call, input: StockMoveInput): Promise<StockMoveOutput> {
  const { db, session, now, requestId, inputHash } = call
  const request = { requestId, personId: session.personId, inputHash, at: now }
  const key = hash('move', session.personId, requestId)
  const { goods, move } = await db.transact(async (tx) => {
    const before = (await tx.get<GoodsRecord>('goods', input.goodsId)) ?? refuse('NOT_FOUND')
    call.within(before.areas)
    if (!worksIn(session, before.storeId, [stockMoveKinds[input.kind].by])) refuse('FORBIDDEN')
    const told = {
      ...{ key, at: now, by: { id: session.personId, name: session.name } },
      ...(input.kind === 'donation' ? { donor: input.donor } : {}),
      ...(input.note ? { note: input.note } : {}),
    }
    if (recall(before.requests, request).kind === 'repeat') {
      const known = await tx.get<StockMoveRecord>('stockMoves', moveId(key, before._id))
      return { goods: before, move: known ?? refuse('NOT_FOUND') }
    }
    const shelf = moved(before, input)
    const [made] = movesOf(shelf, told) as [StockMoveRecord]
    const after = {
      ...lowStock(before, shelf.goods, now),
      requests: remember(before.requests, request, now),
    }
    await Promise.all([tx.set('goods', after._id, after), tx.insert('stockMoves', made)])
    return { goods: after, move: made }
  })
  return { move: moveView(move), goods: await staffView(call, goods) }
}

/** Movements of a store or of one item, newest first, 50 a page. */
export async function listMoves(call: Call, { storeId, goodsId, cursor }: StockListInput): Promise<StockPage> {
  const { db } = call
  const { command: _ } = db
  await readableStore(call, storeId)
  const where = { storeId, ...(goodsId ? { goodsId } : {}) }
  const [at, id] = cursor ? readCursor(cursor, 2) : []
  const older = _.or([{ at: _.lt(at) }, { at, _id: _.gt(id) }])
  const found = await db.find<StockMoveRecord>('stockMoves', {
    where: cursor ? _.and([where, older]) : where,
    sort: [
      ['at', 'desc'],
      ['_id', 'asc'],
    ],
    limit: pageSize + 1,
  })
  return pageOf(found, pageSize, moveView, (move) => [move.at, move._id])
}
