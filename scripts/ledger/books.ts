/** The books of a local store, read in order without loading more than a village at a time. */
import { closeSync, openSync, writeSync } from 'node:fs'
import type { ProofFinding } from '#types/points'
import {
  type AccountRecord,
  type EntryRecord,
  journalHead,
  journalWriter,
  proofOf,
} from '../../cloudfunctions/domain/ledger'
import type { Database } from '../../local/wire/database'

/** What the audit found. */
export interface Audit {
  villages: number
  accounts: number
  entries: number
  /** Over all postings: 0 when the books balance. */
  sum: number
  /** Points set aside by store account. */
  held: Record<string, number>
  findings: ProofFinding[]
}

const rowsAtOnce = 1000

/** Later than anything in the books: nothing comes in while they are read. */
const never = new Date(8_640_000_000_000_000)

type Row = Record<string, unknown>

/** Behind `last` in the order of `fields`, as a filter. */
const behind = (fields: readonly string[], last: Row) => ({
  $or: fields.map((field, n) => ({
    ...Object.fromEntries(fields.slice(0, n).map((same) => [same, last[same]])),
    [field]: { $gt: last[field] },
  })),
})

/** Everything of a collection, in the order of an index. */
function* inOrder<T>(database: Database, collection: string, fields: readonly string[]): Generator<T> {
  const order = fields.map((field): [string, 1] => [field, 1])
  for (let last: Row | undefined; ; ) {
    const filter = last ? behind(fields, last) : {}
    const rows = database.read(collection, { limit: rowsAtOnce, skip: 0, filter: filter as never, order })
    yield* rows as T[]
    if (rows.length < rowsAtOnce) return
    last = rows.at(-1) as Row
  }
}

/** Consecutive items with the same key. */
function* grouped<T>(items: Iterable<T>, keyOf: (item: T) => string): Generator<[key: string, items: T[]]> {
  let group: T[] = []
  for (const item of items) {
    if (group[0] !== undefined && keyOf(group[0]) !== keyOf(item)) {
      yield [keyOf(group[0]), group]
      group = []
    }
    group.push(item)
  }
  if (group[0] !== undefined) yield [keyOf(group[0]), group]
}

const accountsOf = (database: Database) =>
  grouped(inOrder<AccountRecord>(database, 'accounts', ['village', '_id']), ({ village }) => village)

const daysOf = (database: Database) =>
  grouped(
    inOrder<EntryRecord>(database, 'entries', ['village', 'date', '_id']),
    ({ village, date }) => `${village} ${date}`,
  )

/** Proves every village's books. */
export function auditBooks(database: Database): Audit {
  const options = { readAt: never, heldBefore: never }
  const proofs = new Map([...accountsOf(database)].map(([village, accounts]) => [village, proofOf(accounts, options)]))
  for (const [, [first, ...rest]] of daysOf(database)) {
    const { village } = first as EntryRecord
    const proof = proofs.get(village) ?? proofOf([], options)
    proofs.set(village, proof)
    for (const entry of [first as EntryRecord, ...rest]) proof.take(entry)
  }
  const audit: Audit = { villages: proofs.size, accounts: 0, entries: 0, sum: 0, held: {}, findings: [] }
  for (const { accounts, entries, sum, held, findings } of [...proofs.values()].map((proof) => proof.result())) {
    audit.accounts += accounts
    audit.entries += entries
    audit.sum += sum
    audit.findings.push(...findings)
    for (const [store, points] of Object.entries(held)) audit.held[store] = (audit.held[store] ?? 0) + points
  }
  return audit
}

/** Writes the books as a journal for hledger, day by day. @returns how many entries */
export function writeJournal(database: Database, file: string, title: string): number {
  const { write } = journalWriter()
  const output = openSync(file, 'w')
  try {
    writeSync(output, journalHead(title))
    let entries = 0
    for (const [, day] of daysOf(database)) {
      writeSync(output, write(day))
      entries += day.length
    }
    return entries
  } finally {
    closeSync(output)
  }
}
