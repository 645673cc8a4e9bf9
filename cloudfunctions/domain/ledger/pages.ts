/** The books of a village read whole, in pages that the indexes serve: for the proof and the journal. */
import type { Db } from '../../kernel/db'
import type { AccountRecord, EntryRecord } from './record'

/** Rows the cloud gives at once. */
const rowsAtOnce = 1000

/** The first village behind `after` that has an account or an entry: those without an account are looked for too. */
export async function nextVillage(db: Db, after: string | undefined): Promise<string | undefined> {
  const { command: _ } = db
  const where = { village: after === undefined ? _.gte('') : _.gt(after) }
  const first = (collection: 'accounts' | 'entries', by: string[]) =>
    db.find<{ village: string }>(collection, {
      where,
      sort: by.map((field) => [field, 'asc']),
      limit: 1,
      fields: ['village'],
    })
  const found = await Promise.all([first('accounts', ['village', '_id']), first('entries', ['village', 'date', '_id'])])
  return found
    .flat()
    .map(({ village }) => village)
    .sort()[0]
}

/** All accounts of a village; before its entries, so that no account is newer than what is known of its postings. */
export async function accountsIn(db: Db, village: string): Promise<AccountRecord[]> {
  const { command: _ } = db
  const all: AccountRecord[] = []
  for (;;) {
    const last = all.at(-1)
    const rows = await db.find<AccountRecord>('accounts', {
      where: { village, ...(last ? { _id: _.gt(last._id) } : {}) },
      sort: [
        ['village', 'asc'],
        ['_id', 'asc'],
      ],
      limit: rowsAtOnce,
    })
    all.push(...rows)
    if (rows.length < rowsAtOnce) return all
  }
}

/** Pages of a village's entries in the order of their days. */
export async function* entriesIn(db: Db, village: string): AsyncGenerator<EntryRecord[]> {
  const { command: _ } = db
  for (let last: EntryRecord | undefined; ; ) {
    const later = last && _.or([{ date: _.gt(last.date) }, { date: last.date, _id: _.gt(last._id) }])
    const rows = await db.find<EntryRecord>('entries', {
      where: later ? _.and([{ village }, later]) : { village },
      sort: [
        ['village', 'asc'],
        ['date', 'asc'],
        ['_id', 'asc'],
      ],
      limit: rowsAtOnce,
    })
    yield rows
    last = rows.at(-1)
    if (rows.length < rowsAtOnce) return
  }
}

/** The same, a day at a time. */
export async function* daysIn(db: Db, village: string): AsyncGenerator<EntryRecord[]> {
  let day: EntryRecord[] = []
  for await (const page of entriesIn(db, village))
    for (const entry of page) {
      if (day.length > 0 && day[0]!.date !== entry.date) {
        yield day
        day = []
      }
      day.push(entry)
    }
  if (day.length > 0) yield day
}
