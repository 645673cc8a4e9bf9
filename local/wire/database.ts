import { aggregate } from '../query/aggregate'
import { count, find, type Search, type Unindexed } from '../query/find'
import { matcherOf } from '../query/matcher'
import { type Order, sortBy } from '../query/order'
import { projected } from '../query/projection'
import { updated } from '../query/update'
import type { Document } from '../query/value'
import type { Collection } from '../store/catalogue'
import type { IndexDeclaration } from '../store/index-declaration'
import { type Row, Store } from '../store/store'
import { HeldError, type Transaction, Transactions } from '../store/transactions'
import { answerError } from './database-errors'
import { type DatabaseRequest, projectionOf, searchOf, stagesOf, withId, writtenOf } from './database-request'
import { stringifyEjson } from './ejson'

/** An answer may hold this many bytes of documents. */
const MOST_ANSWERED = 16 * 1024 * 1024

/** What one operation cost, in documents. */
export interface Operation {
  action: string
  collection: string
  read: number
  written: number
  body: Record<string, unknown>
}

/** How the local database is set up. */
export interface DatabaseOptions {
  /** Where the documents lie; created when missing, held for this process. */
  directory: string
  indexes: IndexDeclaration[]
  /** Collections to create beside those of the indexes. */
  collections?: string[]
  /** What a search without an index over more than 1,000 documents does: fails, or is reported to `warn`. */
  unindexed: 'refuse' | 'warn'
  /** The server's time, for server dates. */
  now: () => Date
  warn: (message: string) => void
  onOperation?: (operation: Operation) => void
}

/** The database half of the local cloud. */
export interface Database {
  /** Answers one `database.*` request of wx-server-sdk, failures included; the request's id is the caller's to add. */
  handle(body: Record<string, unknown>): Promise<Record<string, unknown>>
  /** All collections with their numbers of documents. */
  collections(): { name: string; count: number }[]
  /** Inserts many documents in one transaction, creating the collection if need be; throws `DuplicateKeyError`. */
  bulkInsert(collection: string, documents: object[]): Promise<void>
  /** Documents for a page of the console, or for a program that goes through all of them in order. */
  read(collection: string, search: { limit: number; skip: number; filter?: Document; order?: Order }): Document[]
  /** Rolls back open transactions, writes what is waiting and gives the directory back. */
  close(): void
}

type Answer = Record<string, unknown>

/** What an action works with. */
interface Call {
  request: DatabaseRequest
  collection: Collection
  now: Date
  transaction: Transaction | null
  cost: { read: number; written: number }
}

class LocalDatabase implements Database {
  private readonly store: Store
  private readonly transactions: Transactions

  constructor(private readonly options: DatabaseOptions) {
    this.store = new Store(options.directory, options.indexes, options.collections ?? [])
    this.transactions = new Transactions(this.store, options.now)
  }

  private readonly unindexed: Unindexed = (error) => {
    if (this.options.unindexed === 'refuse') throw error
    this.options.warn(error.message)
  }

  private readonly actions: Record<string, (call: Call) => Answer | Promise<Answer>> = {
    insertDocument: (call) => this.insert(call),
    getDocument: (call) => this.get(call),
    calculateDocument: ({ request, collection, now }) => {
      const { filter } = searchOf(request, now)
      return { data: { total: count(this.store.connection, collection, filter, this.unindexed) } }
    },
    modifyDocument: (call) => this.modify(call),
    removeDocument: (call) => this.remove(call),
    aggregateDocuments: (call) => this.aggregate(call),
  }

  /** Actions that need no collection to exist. */
  private readonly general: Record<string, (request: DatabaseRequest, cost: Call['cost']) => Answer | Promise<Answer>> =
    {
      addCollection: async ({ collectionName }) => {
        if (!/^[\w.-]+$/.test(collectionName)) throw new Error(`invalid collection name: ${collectionName}`)
        const created = await this.store.commit(() => this.store.create(collectionName))
        if (!created)
          throw new Error(`[ResourceUnavailable.ResourceExist] Db or Table already exist: ${collectionName}`)
        return {}
      },
      startTransaction: () => ({ transactionId: this.transactions.start() }),
      commitTransaction: async ({ transactionId = '' }, cost) => {
        cost.written += await this.transactions.commit(transactionId)
        return {}
      },
      abortTransaction: ({ transactionId = '' }) => {
        this.transactions.abort(transactionId)
        return {}
      },
    }

  async handle(body: Record<string, unknown>): Promise<Answer> {
    const request = body as unknown as DatabaseRequest
    const action = request.action.replace(/^database\./, '')
    const cost = { read: 0, written: 0 }
    try {
      return await this.answer(action, request, cost)
    } catch (error) {
      return answerError(error)
    } finally {
      this.options.onOperation?.({ action, collection: request.collectionName ?? '', ...cost, body })
    }
  }

  private async answer(action: string, request: DatabaseRequest, cost: Call['cost']): Promise<Answer> {
    const general = this.general[action]
    if (general) return general(request, cost)
    const act = this.actions[action]
    if (!act) return { code: 'INVALID_PARAM', message: `unknown action database.${action}` }
    const transaction = request.transactionId ? this.transactions.get(request.transactionId) : null
    return act({
      request,
      collection: this.store.collection(request.collectionName),
      now: this.options.now(),
      transaction,
      cost,
    })
  }

  /** Runs an ordinary write; when a transaction holds one of its documents, waits for it and runs again. */
  private async write<T>(work: () => T): Promise<T> {
    for (;;) {
      try {
        return await this.store.commit(work)
      } catch (error) {
        if (!(error instanceof HeldError)) throw error
        await error.released
      }
    }
  }

  private async insert({ request, collection, now, transaction, cost }: Call): Promise<Answer> {
    const documents = (request.data as string[]).map((text) => withId(writtenOf(text, now)))
    if (transaction) {
      for (const document of documents) this.transactions.insert(transaction, collection, document)
    } else {
      await this.write(() => {
        for (const document of documents) {
          this.transactions.refuseHeld(collection, document._id)
          this.store.insert(collection, document)
        }
      })
      cost.written += documents.length
    }
    return { data: { insertedIds: documents.map(({ _id }) => _id) } }
  }

  private get({ request, collection, now, transaction, cost }: Call): Answer {
    const search = searchOf(request, now)
    const projection = projectionOf(request, now)
    const texts = transaction
      ? this.findWithin(transaction, collection, search).map((document) => text(document, projection))
      : this.find(collection, search).map((row) => (projection ? text(row.document, projection) : row.text))
    cost.read += texts.length
    refuseLarge(texts)
    const limit = request.queryType === 'WHERE' ? { limit: search.limit } : {}
    return { data: { list: texts, ...limit, offset: search.skip } }
  }

  private find(collection: Collection, search: Search): Row[] {
    const id = search.filter._id
    // By far the most frequent search needs no plan.
    if (typeof id === 'string' && Object.keys(search.filter).length === 1) {
      const row = this.store.get(collection, id)
      return row && !search.skip ? [row] : []
    }
    return find(this.store.connection, collection, search, this.unindexed)
  }

  /** A search within a transaction: what its snapshot holds, with its own writes laid over. */
  private findWithin(transaction: Transaction, collection: Collection, search: Search): Document[] {
    const changes = [...transaction.changes.values()].filter((change) => change.collection === collection)
    const { filter, order = [], skip = 0, limit = Number.POSITIVE_INFINITY } = search
    const wide = { filter, order, limit: skip + limit + changes.length }
    const changed = new Set(changes.map(({ id }) => id))
    const stored = find(transaction.snapshot, collection, wide, this.unindexed).map(({ document }) => document)
    const matches = matcherOf(filter)
    const own = changes.flatMap(({ document }) => (document && matches(document) ? [document] : []))
    const places = new Map(own.map((document) => [document._id, document]))
    const kept = stored.flatMap((document) => {
      if (!changed.has(document._id)) return [document]
      const replacement = places.get(document._id)
      places.delete(document._id)
      return replacement ? [replacement] : []
    })
    const all = [...kept, ...places.values()]
    return (order.length > 0 ? sortBy(all, order, (document) => document) : all).slice(skip, skip + limit)
  }

  private async modify({ request, collection, now, transaction, cost }: Call): Promise<Answer> {
    const { filter } = searchOf(request, now)
    const data = writtenOf(request.data as string, now)
    const change = (document: Document) =>
      request.merge ? updated(document, data, filter) : { _id: document._id, ...data }
    const result = { updated: 0, matched: 0, upsert_id: null as unknown }
    if (transaction) {
      const before = this.transactions.read(transaction, collection, filter._id)
      if (before) {
        const after = change(before)
        result.matched = 1
        result.updated = Number(stringifyEjson(after) !== stringifyEjson(before))
        this.transactions.write(transaction, collection, filter._id, after)
      } else if (request.upsert) {
        this.transactions.write(transaction, collection, filter._id, { _id: filter._id, ...data })
        result.upsert_id = filter._id
      }
      return { data: result }
    }
    const done = await this.write(() => {
      const rows = this.find(collection, { filter, ...(request.multi ? {} : { limit: 1 }) })
      if (rows.length === 0 && request.upsert) {
        this.transactions.refuseHeld(collection, filter._id)
        this.store.insert(collection, { _id: filter._id, ...data })
        return { updated: 0, matched: 0, upsert_id: filter._id }
      }
      const written = rows.filter((row) => {
        this.transactions.refuseHeld(collection, row.document._id)
        const after = change(row.document)
        if (stringifyEjson(after) === row.text) return false
        this.store.replace(collection, row, after)
        return true
      })
      return { updated: written.length, matched: rows.length, upsert_id: null }
    })
    cost.read += done.matched
    cost.written += done.updated + Number(done.upsert_id !== null)
    return { data: done }
  }

  private async remove({ request, collection, now, transaction, cost }: Call): Promise<Answer> {
    const { filter } = searchOf(request, now)
    if (transaction) {
      const before = this.transactions.read(transaction, collection, filter._id)
      if (before) this.transactions.write(transaction, collection, filter._id, null)
      return { data: { deleted: before ? 1 : 0 } }
    }
    const deleted = await this.write(() => {
      const rows = this.find(collection, { filter, ...(request.multi ? {} : { limit: 1 }) })
      for (const row of rows) {
        this.transactions.refuseHeld(collection, row.document._id)
        this.store.remove(collection, row)
      }
      return rows.length
    })
    cost.written += deleted
    return { data: { deleted } }
  }

  private aggregate({ request, now, cost }: Call): Answer {
    const reads = (name: string, search: Search) => {
      const rows = find(this.store.connection, this.store.collection(name), search, this.unindexed)
      cost.read += rows.length
      return rows.map(({ document }) => document)
    }
    const list = aggregate(reads, request.collectionName, stagesOf(request, now)).map(stringifyEjson)
    refuseLarge(list)
    return { data: { list } }
  }

  collections(): { name: string; count: number }[] {
    return this.store.names().map((name) => {
      const collection = this.store.collection(name)
      return { name, count: count(this.store.connection, collection, {}, this.unindexed) }
    })
  }

  async bulkInsert(collection: string, documents: object[]): Promise<void> {
    await this.store.commit(() => {
      this.store.create(collection)
      const target = this.store.collection(collection)
      for (const document of documents) this.store.insert(target, withId(document as Document))
    })
  }

  read(
    collection: string,
    { limit, skip, filter = {}, order }: { limit: number; skip: number; filter?: Document; order?: Order },
  ): Document[] {
    const search = { filter, limit, skip, ...(order ? { order } : {}) }
    return find(this.store.connection, this.store.collection(collection), search, () => {}).map(
      ({ document }) => document,
    )
  }

  close(): void {
    this.transactions.close()
    this.store.close()
  }
}

function text(document: Document, projection: Document | null): string {
  return stringifyEjson(projection ? projected(document, projection) : document)
}

function refuseLarge(texts: string[]): void {
  const bytes = texts.reduce((sum, one) => sum + one.length, 0)
  if (bytes > MOST_ANSWERED) throw new Error(`answer of ${bytes} bytes is larger than ${MOST_ANSWERED}`)
}

/** Opens the database of a data directory; throws `DirectoryInUseError` when another process has it. */
export function createDatabase(options: DatabaseOptions): Database {
  return new LocalDatabase(options)
}
