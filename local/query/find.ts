import type { Collection } from '../store/catalogue'
import type { Connection } from '../store/connection'
import { type Row, rowOf } from '../store/store'
import { UnindexedQueryError } from './errors'
import { distanceTo, nearOf } from './geo'
import { matcherOf } from './matcher'
import { type Order, sortBy } from './order'
import { type Plan, planQuery } from './plan'
import type { Document } from './value'

/** What is looked for: `skip` and `limit` count documents. */
export interface Search {
  filter: Document
  order?: Order
  skip?: number
  limit?: number
}

/** A search without an index may read this many documents. */
const MOST_UNINDEXED = 1_000

/** What happens when a search without an index would read more. */
export type Unindexed = (error: UnindexedQueryError) => void

function checkIndexed(connection: Connection, { name, table }: Collection, plan: Plan, unindexed: Unindexed): void {
  if (!plan.scan) return
  const beyond = connection.statement(`SELECT 1 FROM ${table} LIMIT 1 OFFSET ${MOST_UNINDEXED}`).get()
  if (beyond) unindexed(new UnindexedQueryError(name, plan.scan))
}

interface StoredRow {
  rid: number
  doc: string
}

/** Reads rows one by one, so that a search with a limit stops as soon as it has enough. */
function* rowsOf(connection: Connection, plan: Plan): Generator<Row> {
  const rows = connection.statement(plan.sql).iterate(...plan.parameters)
  const seen = new Set<number>()
  for (const { rid, doc } of rows as Iterable<StoredRow>) {
    if (plan.repeats) {
      if (seen.has(rid)) continue
      seen.add(rid)
    }
    yield rowOf(rid, doc)
  }
}

/** Finds documents as `connection` sees them. Without an order they come as the index or the collection has them; near ones nearest first. */
export function find(
  connection: Connection,
  collection: Collection,
  { filter, order = [], skip = 0, limit = Number.POSITIVE_INFINITY }: Search,
  unindexed: Unindexed,
): Row[] {
  const plan = planQuery(collection, filter, order)
  checkIndexed(connection, collection, plan, unindexed)
  const near = order.length === 0 ? nearOf(filter) : null
  if (plan.exact && plan.sorted && !plan.repeats && !near) {
    const statement = connection.statement(`${plan.sql} LIMIT ? OFFSET ?`)
    const rows = statement.all(...plan.parameters, Number.isFinite(limit) ? limit : -1, skip)
    return (rows as StoredRow[]).map(({ rid, doc }) => rowOf(rid, doc))
  }
  const matches = plan.exact ? () => true : matcherOf(filter)
  const sortsLater = !plan.sorted || near !== null
  let found: Row[] = []
  for (const row of rowsOf(connection, plan)) {
    if (!sortsLater && found.length >= skip + limit) break
    if (plan.exact || matches(row.document)) found.push(row)
  }
  if (near) found = nearest(found, near)
  else if (sortsLater) found = sortBy(found, order, (row) => row.document)
  return found.slice(skip, skip + limit)
}

function nearest(rows: Row[], { path, center }: NonNullable<ReturnType<typeof nearOf>>): Row[] {
  const measured = rows.map((row) => ({ row, metres: distanceTo(center, row.document, path) }))
  return measured.sort((left, right) => left.metres - right.metres).map(({ row }) => row)
}

/** Counts documents, without reading them where an index decides alone. */
export function count(connection: Connection, collection: Collection, filter: Document, unindexed: Unindexed): number {
  const plan = planQuery(collection, filter, [])
  if (!plan.exact || plan.repeats) return find(connection, collection, { filter }, unindexed).length
  const counted = plan.sql
    .replace(/^SELECT .*? FROM /, 'SELECT count(*) AS total FROM ')
    .replace(/ ORDER BY rid$/, '')
    .replace(/ CROSS JOIN .*? ON d\.rid = e\.rid/, '')
  return (connection.statement(counted).get(...plan.parameters) as { total: number }).total
}
