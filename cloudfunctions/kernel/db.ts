/**
 * The typed shell over the SDK's database: what a noun may ask of it and nothing else. Each call is one round trip.
 * The SDK's traps (cloud-protocol.md §12) are dealt with here and in transact.ts, once.
 */
import type { Command, Database, Pipeline } from './cloud'
import { isConflict, type Timing, transact } from './transact'

type Change = Record<string, unknown>
/** What the SDK answers; its typings say `void` besides. */
type Updated = { stats: { updated: number } }
type Removed = { stats: { removed: number } }

/** A bounded list: at most 1,000 documents, in the given order. */
export interface Query {
  where: object
  sort?: [field: string, direction: 'asc' | 'desc'][]
  limit: number
  /** Fields to read; `_id` always comes along. */
  fields?: readonly string[]
}

/** What is allowed inside a transaction: one document at a time. Queries there would run outside of it, unnoticed. */
export interface Tx {
  get<T>(collection: string, id: string): Promise<T | null>
  /** Throws UniqueTaken when the id or a unique value is taken. */
  insert<D extends { _id: string }>(collection: string, doc: D): Promise<void>
  /** Whether the document was there. */
  update(collection: string, id: string, change: object): Promise<boolean>
  /** Replaces or creates the whole document. */
  set(collection: string, id: string, doc: object): Promise<void>
  remove(collection: string, id: string): Promise<boolean>
}

export interface Db {
  /** The SDK's `_`: conditions and change operators. */
  readonly command: Command
  /** One document or null. */
  get<T>(collection: string, id: string, fields?: readonly (keyof T & string)[]): Promise<T | null>
  find<T>(collection: string, query: Query): Promise<T[]>
  count(collection: string, where: object): Promise<number>
  /** 'exists' when the `_id` is taken; throws UniqueTaken when another unique value is. */
  insert<D extends { _id: string }>(collection: string, doc: D): Promise<'inserted' | 'exists'>
  /** All in one request; documents whose `_id` is there already stay as they are. */
  insertAll<D extends { _id: string }>(collection: string, docs: readonly D[]): Promise<void>
  /**
   * Changes the document if it still meets `where`: the conditional write everything stands on. Plain objects are written
   * whole, not merged; dotted keys reach inside. False when it is missing or doesn't meet `where`; a change that would
   * leave the document as it is may count as false too, so raise a version or check a marker.
   */
  update(collection: string, id: string, where: object, change: object): Promise<boolean>
  /** Changes every document that meets `where`, which may not be empty. Answers how many changed. */
  patch(collection: string, where: object, change: object): Promise<number>
  /** Whether the document was there. */
  remove(collection: string, id: string): Promise<boolean>
  /** Give the pipeline a limit: the real service answers 20 rows without one. */
  aggregate<T>(collection: string, build: (pipeline: Pipeline) => Pipeline): Promise<T[]>
  /**
   * Runs `work` in a transaction and retries it on conflict for up to 8 seconds: it may run several times, so it must have
   * no effect outside of `tx`. Rolls back when it throws. Throws Refusal BUSY when the conflict stays.
   */
  transact<T>(work: (tx: Tx) => Promise<T>): Promise<T>
}

/** A unique value other than `_id` was taken. `index` is its name when the service tells it. */
export class UniqueTaken extends Error {
  constructor(readonly index: string | undefined) {
    super(`unique value taken: ${index ?? 'unnamed index'}`)
  }
}

const isDuplicate = (error: unknown) => /E11000|DUPLICATE_WRITE|duplicate key/i.test(String((error as Error)?.message))

/** The index that a duplicate-key text names; MongoDB calls that of `_id` `_id_`. */
function indexOf(error: unknown): string | undefined {
  return /index: ?(?:[\w.-]+\.\$)?([\w-]+)/.exec(String((error as Error).message))?.[1]
}

type Internal = { _internalType?: unknown; toJSON?(): unknown }

/** The value as it will be stored: the SDK encodes points inside arrays and fields, but not inside `_.set`. */
function plain(value: unknown): unknown {
  if (value === null || typeof value !== 'object' || value instanceof Date) return value
  if (Array.isArray(value)) return value.map(plain)
  const internal = value as Internal
  if (internal._internalType !== undefined) return internal.toJSON ? internal.toJSON() : value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]))
}

/** Wraps plain objects in `_.set`, because the SDK would merge them field by field and drop empty ones. */
function whole(command: Command, change: object): Change {
  const isObject = (value: unknown) =>
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof Date) &&
    (value as Internal)._internalType === undefined
  return Object.fromEntries(
    Object.entries(change).map(([key, value]) => [key, isObject(value) ? command.set(plain(value)) : value]),
  )
}

const projection = (fields: readonly string[]) => Object.fromEntries(fields.map((field) => [field, true]))

/**
 * @param database the SDK's database
 * @param timing how transactions wait and give up; tests pass their own
 */
export function makeDb(database: Database, timing?: Timing): Db {
  const { command } = database
  const documentOf = (source: Pick<Database, 'collection'>, collection: string, id: string) =>
    source.collection(collection).doc(id)

  const get = async (
    source: Pick<Database, 'collection'>,
    collection: string,
    id: string,
    fields?: readonly string[],
  ) => {
    const reference = documentOf(source, collection, id)
    const answer = await (fields ? reference.field(projection(fields)) : reference).get()
    return (answer as { data?: unknown }).data ?? null
  }

  const add = async (source: Pick<Database, 'collection'>, collection: string, data: object) => {
    await source.collection(collection).add({ data })
  }

  const insert = async (collection: string, doc: { _id: string }) => {
    try {
      await add(database, collection, doc)
      return 'inserted' as const
    } catch (error) {
      if (!isDuplicate(error)) throw error
      const index = indexOf(error)
      const idTaken = index === '_id_' || (index === undefined && (await get(database, collection, doc._id, ['_id'])))
      if (idTaken) return 'exists' as const
      throw new UniqueTaken(index)
    }
  }

  const txOver = (source: Pick<Database, 'collection'>): Tx => ({
    get: async <T>(collection: string, id: string) => (await get(source, collection, id)) as T | null,
    insert: async (collection, doc) => {
      try {
        await add(source, collection, doc)
      } catch (error) {
        throw isDuplicate(error) && !isConflict(error) ? new UniqueTaken(indexOf(error)) : error
      }
    },
    update: async (collection, id, change) => {
      const answer = await documentOf(source, collection, id).update({ data: whole(command, change) })
      return (answer as Updated).stats.updated === 1
    },
    set: async (collection, id, doc) => {
      const { _id, ...data } = doc as { _id?: string }
      await documentOf(source, collection, id).set({ data })
    },
    remove: async (collection, id) => {
      const answer = await documentOf(source, collection, id).remove()
      return (answer as Removed).stats.removed === 1
    },
  })

  const change = async (collection: string, where: object, data: object, multi: boolean) => {
    if (Object.keys(where).length === 0) throw new Error(`an update of ${collection} needs a condition`)
    const query = database.collection(collection).where(where)
    // `multi` is read by the SDK but missing in its typings
    const answer = await query.update({ data: whole(command, data), multi } as Parameters<typeof query.update>[0])
    return (answer as Updated).stats.updated
  }

  return {
    command,
    get: async <T>(collection: string, id: string, fields?: readonly string[]) =>
      (await get(database, collection, id, fields)) as T | null,
    find: async <T>(collection: string, { where, sort = [], limit, fields }: Query) => {
      if (!(limit >= 1 && limit <= 1000)) throw new Error(`a query of ${collection} needs a limit between 1 and 1000`)
      let query = database.collection(collection).where(where).limit(limit)
      for (const [field, direction] of sort) query = query.orderBy(field, direction)
      const answer = await (fields ? query.field(projection(fields)) : query).get()
      return (answer as { data: unknown }).data as T[]
    },
    count: async (collection, where) => {
      const answer = await database.collection(collection).where(where).count()
      return (answer as { total: number }).total
    },
    insert,
    insertAll: async (collection, docs) => {
      if (docs.length === 0) return
      try {
        await add(database, collection, docs as object)
      } catch (error) {
        if (!isDuplicate(error)) throw error
        for (const doc of docs) await insert(collection, doc)
      }
    },
    update: async (collection, id, where, data) => (await change(collection, { ...where, _id: id }, data, false)) === 1,
    patch: (collection, where, data) => change(collection, where, data, true),
    remove: async (collection, id) => {
      const answer = await documentOf(database, collection, id).remove()
      return (answer as Removed).stats.removed === 1
    },
    aggregate: async <T>(collection: string, build: (pipeline: Pipeline) => Pipeline) => {
      const answer = await build(database.collection(collection).aggregate()).end()
      return (answer as unknown as { list: unknown }).list as T[]
    },
    transact: (work) =>
      transact(
        () => database.startTransaction(),
        (source) => work(txOver(source)),
        timing,
      ),
  }
}
