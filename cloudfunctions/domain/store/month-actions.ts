/** The month as the keeper and the inspector see, sign and take it along. */
import type { JobFile } from '#types/job'
import { type Role, roles } from '#types/roles'
import type { StoreMonthExportInput, StoreMonthGetInput, StoreMonthSignInput, StoreMonthView } from '#types/store'
import type { Call } from '../../kernel/action'
import type { Db } from '../../kernel/db'
import { refuse } from '../../kernel/errors'
import { ownWrite, recall, remember } from '../../kernel/requests'
import { businessDate } from '../../kernel/time'
import { areaTree, endedInto, inTurns } from '../area'
import { type Booking, linesOf, type Movement, pointsProblem, takenBy } from './month'
import type { GoodsRecord, MonthSignature, StoreMonthRecord, StoreRecord } from './record'
import { readableStore, worksIn } from './store'

const pageRows = 1000

/** Pages of movements or entries read for a month: a village's store has a few hundred. */
const mostPages = 30

/** Everything that meets `where` by `_id`, in pages. @throws Error beyond 30,000 documents */
async function readWhole<T extends { _id: string }>(
  db: Db,
  collection: string,
  where: object,
  sort: [string, 'asc'][],
  after: (last: T) => object,
  fields: readonly string[],
): Promise<T[]> {
  const all: T[] = []
  for (let page = 0; page < mostPages; page++) {
    const last = all.at(-1)
    const found = await db.find<T>(collection, {
      where: last ? db.command.and([where, after(last)]) : where,
      ...{ sort, limit: pageRows, fields },
    })
    all.push(...found)
    if (found.length < pageRows) return all
  }
  throw new Error(`${collection}: more than a month of a store can have`)
}

const movementFields = [
  'goodsId',
  'goodsName',
  'kind',
  'quantity',
  'before',
  'after',
  'seq',
  'month',
  'price',
  'redemptionId',
]

type Figures = Pick<StoreMonthRecord, 'lines' | 'pointsGiven' | 'pointsTaken' | 'pointsOwed'> & { problems: string[] }

/** A village's entries of a month. */
function bookingsOf(db: Db, village: string, month: string): Promise<(Booking & { _id: string; date: string })[]> {
  const { and, or, gt, gte, lte } = db.command
  return readWhole<Booking & { _id: string; date: string }>(
    db,
    'entries',
    { village, date: and(gte(`${month}-01`), lte(`${month}-31`)) },
    [
      ['date', 'asc'],
      ['_id', 'asc'],
    ],
    (last) => or([{ date: gt(last.date) }, { date: last.date, _id: gt(last._id) }]),
    ['cause', 'kind', 'postings', 'words', 'date'],
  )
}

/** A month's figures from the movements of stock and, apart from them, from the ledger. */
async function figuresOf(db: Db, store: StoreRecord, month: string, now: Date): Promise<Figures> {
  const { _id: storeId, village, formerly = [] } = store
  const { or, gt, gte } = db.command
  const storeIds = [storeId, ...formerly]
  // an account stays in the books of the village where it was opened, whichever that one has ended in
  const villages = endedInto((await areaTree(db, now)).all(), village)
  // the shelf before its movements: whatever moves in between is among the movements that are read
  const goods = await readWhole<GoodsRecord>(
    db,
    'goods',
    { storeId },
    [['_id', 'asc']],
    ({ _id }) => ({ _id: gt(_id) }),
    ['name', 'stock'],
  )
  const [movements, entries] = await Promise.all([
    inTurns(storeIds, (one) =>
      readWhole<Movement & { _id: string }>(
        db,
        'stockMoves',
        { storeId: one, month: gte(month) },
        [
          ['month', 'asc'],
          ['_id', 'asc'],
        ],
        (last) => or([{ month: gt(last.month) }, { month: last.month, _id: gt(last._id) }]),
        movementFields,
      ),
    ),
    inTurns(villages, (one) => bookingsOf(db, one, month)),
  ])
  const moves = movements.flat()
  const { lines, problems } = linesOf(month, goods, moves)
  const redemptions = new Set(moves.flatMap(({ redemptionId }) => redemptionId ?? []))
  const { taken, owed } = takenBy(storeIds, entries.flat(), redemptions)
  const pointsGiven = lines.reduce((sum, { points }) => sum + points, 0)
  return {
    ...{ lines, pointsGiven, pointsTaken: taken, pointsOwed: owed },
    problems: [...problems, ...pointsProblem(pointsGiven, taken, owed)],
  }
}

const isOver = (month: string, now: Date) => month < businessDate(now).slice(0, 7)

const monthId = (storeId: string, month: string) => `${storeId}:${month}`

function viewOf(
  store: StoreRecord,
  month: string,
  figures: Figures,
  signed: readonly MonthSignature[],
  now: Date,
): StoreMonthView {
  return {
    ...{ storeId: store._id, storeName: store.name, month, ...figures, over: isOver(month, now) },
    signed: signed.map(({ role, name, at }) => ({ role, title: roles[role], name, at: at.toISOString() })),
  }
}

/** A month that somebody has signed, under whichever id the store had then; null before. */
async function signedMonth(
  db: Db,
  { _id, formerly = [] }: StoreRecord,
  month: string,
): Promise<StoreMonthRecord | null> {
  const ids = [_id, ...formerly].map((id) => monthId(id, month))
  const found = await Promise.all(ids.map((id) => db.get<StoreMonthRecord>('storeMonths', id)))
  return found.find((record) => record !== null) ?? null
}

/** A month of a store: frozen from the first signature on, counted anew until then. */
export async function readMonth(db: Db, store: StoreRecord, month: string, now: Date): Promise<StoreMonthView> {
  const record = await signedMonth(db, store, month)
  if (!record) return viewOf(store, month, await figuresOf(db, store, month, now), [], now)
  const { lines, pointsGiven, pointsTaken, pointsOwed, signed } = record
  return viewOf(store, month, { lines, pointsGiven, pointsTaken, pointsOwed, problems: [] }, signed, now)
}

export async function getMonth(call: Call, { storeId, month }: StoreMonthGetInput): Promise<StoreMonthView> {
  return readMonth(call.db, await readableStore(call, storeId), month, call.now)
}

const signers = ['storeKeeper', 'storeInspector'] as const satisfies readonly Role[]

/**
 * Signs a month that is over and adds up: the keeper and the inspector, two people.
 * @throws Refusal MONTH_NOT_OVER, BOOKS_DIFFER, SAME_SIGNER, ALREADY_DONE when one's part is signed, CONFLICT
 */
export async function signMonth(call: Call, { storeId, month }: StoreMonthSignInput): Promise<StoreMonthView> {
  const { db, session, now, requestId, inputHash } = call
  const store = await readableStore(call, storeId)
  const before = await signedMonth(db, store, month)
  const _id = before?._id ?? monthId(storeId, month)
  const request = { requestId, personId: session.personId, inputHash, at: now }
  if (before && recall(before.requests, request).kind === 'repeat') return readMonth(db, store, month, now)
  if (!isOver(month, now)) refuse('MONTH_NOT_OVER', { month })
  const signed = before?.signed ?? []
  if (signed.some(({ personId }) => personId === session.personId)) refuse('SAME_SIGNER')
  const held = signers.filter((role) => worksIn(session, storeId, [role]))
  const role = held.find((one) => !signed.some((signature) => signature.role === one)) ?? refuse('ALREADY_DONE')
  const { problems, ...figures } = await figuresOf(db, store, month, now)
  if (problems[0]) refuse('BOOKS_DIFFER', { problem: problems[0] })
  const next: StoreMonthRecord = {
    ...{ _id, storeId, month, ...figures },
    signed: [...signed, { role, personId: session.personId, name: session.name, at: now }],
    version: (before?.version ?? 0) + 1,
    requests: remember(before?.requests ?? [], request, now),
  }
  const { _id: _same, ...change } = next
  const written = before
    ? await db.update('storeMonths', _id, { version: before.version }, change)
    : (await db.insert('storeMonths', next)) === 'inserted'
  if (!written) await ownWrite<StoreMonthRecord>(db, 'storeMonths', _id, request)
  return readMonth(db, store, month, now)
}

/** The month as a spreadsheet to print, made by the function `job`, which alone knows xlsx. */
export async function exportMonth(call: Call, { storeId, month }: StoreMonthExportInput): Promise<JobFile> {
  const { platform } = call
  const store = await readableStore(call, storeId)
  const { fileId } = (await platform.invoke('job', { kind: 'storeMonth', storeId, month })) as { fileId: string }
  const { [fileId]: url = refuse('BUSY') } = await platform.links([fileId])
  return { url, fileName: `${store.name}-${month}.xlsx` }
}
