/** The transactions of a redemption: everything an event touches is read, decided on and written together, or not at all. */
import type { Db, Tx } from '../../kernel/db'
import { refuse } from '../../kernel/errors'
import { type KnownRequest, recall, remember } from '../../kernel/requests'
import { type AccountRecord, accountId, type EntryRecord, record as recordEntry } from '../ledger'
import { type Occasion, type Settled, type SettlingEvent, settle } from './decide'
import type { GoodsRecord, RedemptionRecord } from './record'

/** Reads documents that must be there, side by side. @throws Refusal NOT_FOUND */
async function readAll<T>(tx: Tx, collection: string, ids: readonly string[]): Promise<T[]> {
  const found = await Promise.all(ids.map((id) => tx.get<T>(collection, id)))
  return found.map((document) => document ?? refuse('NOT_FOUND'))
}

/** The items of a redemption in their order. @throws Refusal NOT_FOUND */
export const readGoods = (tx: Tx, ids: readonly string[]): Promise<GoodsRecord[]> =>
  readAll<GoodsRecord>(tx, 'goods', ids)

/** The account that pays, or null while the household has never had a point. */
export const readHouseholdAccount = (from: Pick<Tx, 'get'>, householdId: string): Promise<AccountRecord | null> =>
  from.get<AccountRecord>('accounts', accountId('goods', { kind: 'household', id: householdId }))

/** Writes what was decided, side by side. @param isNew whether the redemption is */
export async function keep(
  tx: Tx,
  { redemption, goods, moves, account, entries }: Settled,
  isNew: boolean,
): Promise<void> {
  await Promise.all([
    isNew ? tx.insert('redemptions', redemption) : tx.set('redemptions', redemption._id, redemption),
    ...goods.map((item) => tx.set('goods', item._id, item)),
    ...moves.map((move) => tx.insert('stockMoves', move)),
    // several entries of one event follow each other on one account: the last one knows it as it is then
    ...entries.map((entry, index) =>
      recordEntry(tx, index === entries.length - 1 && account ? { account, entry } : { entry }),
    ),
  ])
}

/** How an event is carried out: which one it is in the state the transaction finds, null when it has been done already. */
export interface Errand {
  /** The event it will most likely be: says what to read beside the redemption. */
  expected: SettlingEvent
  choose(record: RedemptionRecord): SettlingEvent | null
  occasion: Occasion
  /** The call that asks for it; absent when the clock does. */
  request?: Omit<KnownRequest, 'at'>
}

const sameIds = (a: readonly string[], b: readonly string[]) => a.join() === b.join()

/**
 * Carries out one event.
 * @param found the redemption as it was read before; the transaction reads it again
 * @returns the redemption as it is then; a repeat of the request finds it done
 * @throws Refusal what `choose` and the decision refuse, REQUEST_REUSED, BUSY
 */
export function carryOut(
  db: Db,
  found: RedemptionRecord,
  { expected, choose, occasion, request }: Errand,
): Promise<RedemptionRecord> {
  const goodsIds = found.items.map(({ goodsId }) => goodsId)
  const payments = (tx: Tx, ids: readonly string[]) => readAll<EntryRecord>(tx, 'entries', ids)
  return db.transact(async (tx) => {
    const account = () => readHouseholdAccount(tx, found.householdId)
    const [present, goods, early, foundPaid] = await Promise.all([
      tx.get<RedemptionRecord>('redemptions', found._id),
      readGoods(tx, goodsIds),
      expected === 'handOver' ? null : account(),
      payments(tx, found.paid),
    ])
    const record = present ?? refuse('NOT_FOUND')
    if (request && recall(record.requests, request).kind === 'repeat') return record
    const event = choose(record)
    if (event === null) return record
    const books = {
      account: event === 'handOver' ? null : (early ?? (await account())),
      paid: sameIds(record.paid, found.paid) ? foundPaid : await payments(tx, record.paid),
    }
    const settled = settle(event, record, goods, books, occasion)
    const { now } = occasion
    const redemption = request
      ? { ...settled.redemption, requests: remember(record.requests, { ...request, at: now }, now) }
      : settled.redemption
    await keep(tx, { ...settled, redemption }, false)
    return redemption
  })
}
