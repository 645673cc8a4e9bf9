import { isDeepStrictEqual } from 'node:util'
import { type Document, valuesAt } from '../query/value'
import { parseEjson, stringifyEjson } from '../wire/ejson'
import { Catalogue, type Collection } from './catalogue'
import { Connection, holdDirectory } from './connection'
import { GroupCommit } from './group-commit'
import type { IndexDeclaration } from './index-declaration'
import { type Key, keyOf, rowName } from './index-key'

/** A stored document: its row, its text as it lies on the disk, and what the text says, read when first asked for. */
export interface Row {
  rid: number
  text: string
  readonly document: Document
}

/** A row whose text is parsed only if somebody looks into it. */
export function rowOf(rid: number, text: string): Row {
  let document: Document | undefined
  return {
    rid,
    text,
    get document() {
      document ??= readDocument(text)
      return document
    },
  }
}

/** A snapshot reads few documents, and there may be many at once. */
const SNAPSHOT_CACHE_KIB = 2_048
/** Snapshots kept for the next transactions, since opening one costs as much as the transaction. */
const MOST_IDLE = 8

/** The collection doesn't exist. */
export class NoCollectionError extends Error {
  constructor(collection: string) {
    super(`[ResourceUnavailable.ResourceNotFound] Db or Table not exist: ${collection}`)
  }
}

/** A document with the same id, or the same values in a unique index, exists. */
export class DuplicateKeyError extends Error {
  constructor(collection: string, index: string, values: unknown[]) {
    const keys = values.map((value) => `: ${JSON.stringify(value ?? null)}`).join(', ')
    super(`E11000 duplicate key error collection: ${collection} index: ${index} dup key: { ${keys} }`)
  }
}

/** Reads the text of a stored document. It holds no server dates, so the time doesn't matter. */
const readDocument = (text: string) => parseEjson(text, new Date(0)) as Document

/** Whether the top field that a path starts from is the same in both documents. */
function sameAt(before: Document, after: Document, path: string): boolean {
  const [top = path] = path.split('.')
  return isDeepStrictEqual(before[top], after[top])
}

function without(rows: Key[][], others: Key[][]): Key[][] {
  const names = new Set(others.map(rowName))
  return rows.filter((row) => !names.has(rowName(row)))
}

function orDuplicate<T>(collection: string, index: string, values: () => unknown[], work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (!/UNIQUE constraint failed/.test(String(error))) throw error
    throw new DuplicateKeyError(collection, index, values())
  }
}

/** Durable collections of documents in one directory, which it holds for this process. Everything but {@link Store.commit} is synchronous. */
export class Store {
  /** Sees what is committed, and within a batch what the batch has written. */
  readonly connection: Connection
  private readonly catalogue: Catalogue
  private readonly commits: GroupCommit
  private readonly release: () => void
  private readonly idleSnapshots: Connection[] = []

  /** Opens or creates the store; throws `DirectoryInUseError`. Indexes that changed since the last time are built again. */
  constructor(
    private readonly directory: string,
    indexes: IndexDeclaration[],
    collections: string[],
  ) {
    this.release = holdDirectory(directory)
    this.connection = new Connection(directory)
    this.catalogue = new Catalogue(this.connection, indexes)
    this.commits = new GroupCommit(this.connection, () => this.catalogue.saveMultikeys())
    const names = [...this.catalogue.stored(), ...collections, ...indexes.map(({ collection }) => collection)]
    try {
      this.atomically(() => {
        for (const name of new Set(names)) this.open(name)
      })
    } catch (error) {
      this.close()
      throw error
    }
  }

  private open(name: string): boolean {
    const created = this.catalogue.open(name)
    if (created) this.catalogue.rebuild(this.collection(name), readDocument)
    return created
  }

  /** Creates a collection; false when it exists. Belongs into {@link Store.commit} or {@link Store.atomically}. */
  create(name: string): boolean {
    return this.open(name)
  }

  /** The names of all collections, sorted. */
  names(): string[] {
    return [...this.catalogue.collections.keys()].sort()
  }

  /** A collection by name; throws {@link NoCollectionError}. */
  collection(name: string): Collection {
    const collection = this.catalogue.collections.get(name)
    if (!collection) throw new NoCollectionError(name)
    return collection
  }

  /** Runs writes with the next group commit; answers once they are durable. What `work` throws undoes its own writes only. */
  commit<T>(work: () => T): Promise<T> {
    return this.commits.run(work)
  }

  /** Runs writes at once in a transaction of their own. */
  atomically<T>(work: () => T): T {
    return this.connection.atomic('BEGIN IMMEDIATE', 'COMMIT', 'ROLLBACK', () => {
      const result = work()
      this.catalogue.saveMultikeys()
      return result
    })
  }

  /** Runs writes to see whether they would succeed, and takes them back. */
  rehearse(work: () => void): void {
    this.connection.atomic('BEGIN', 'ROLLBACK', 'ROLLBACK', work)
  }

  /** The document of this id as `connection` sees it, or null. */
  get(collection: Collection, id: unknown, connection = this.connection): Row | null {
    const statement = connection.statement(`SELECT rid, doc FROM ${collection.table} WHERE id = ?`)
    const row = statement.get(keyOf(id)) as { rid: number; doc: string } | undefined
    return row ? rowOf(row.rid, row.doc) : null
  }

  /** Writes a new document, which has its `_id`; throws {@link DuplicateKeyError}. */
  insert(collection: Collection, document: Document): void {
    const ids = () => [document._id]
    const rid = orDuplicate(collection.name, '_id_', ids, () => {
      const insert = this.connection.statement(`INSERT INTO ${collection.table}(id, doc) VALUES (?, ?)`)
      return Number(insert.run(keyOf(document._id), stringifyEjson(document)).lastInsertRowid)
    })
    this.reindex(collection, rid, null, document)
  }

  /** Writes `document` in the place of `row`, of the same `_id`. */
  replace(collection: Collection, row: Row, document: Document): void {
    const update = this.connection.statement(`UPDATE ${collection.table} SET doc = ? WHERE rid = ?`)
    update.run(stringifyEjson(document), row.rid)
    this.reindex(collection, row.rid, row.document, document)
  }

  /** Deletes a document. */
  remove(collection: Collection, row: Row): void {
    this.connection.statement(`DELETE FROM ${collection.table} WHERE rid = ?`).run(row.rid)
    this.reindex(collection, row.rid, row.document, null)
  }

  private reindex(collection: Collection, rid: number, before: Document | null, after: Document | null): void {
    for (const index of collection.indexes) {
      // most writes touch a few fields: what an index doesn't look at needs no keys
      if (before && after && index.fields.every(([path]) => sameAt(before, after, path))) continue
      const old = before ? this.catalogue.keysOf(index, before) : []
      const now = after ? this.catalogue.keysOf(index, after) : []
      const [removed, added] = before && after ? [without(old, now), without(now, old)] : [old, now]
      this.catalogue.deleteEntries(index, rid, removed)
      const values = () => index.fields.map(([path]) => valuesAt(after, path, false).values[0])
      orDuplicate(collection.name, index.name, values, () => this.catalogue.insertEntries(index, rid, added))
    }
  }

  /** A connection that goes on seeing what is committed now, until {@link Store.endSnapshot}. */
  snapshot(): Connection {
    const connection = this.idleSnapshots.pop() ?? new Connection(this.directory, SNAPSHOT_CACHE_KIB)
    connection.statement('BEGIN').run()
    // A snapshot is taken by the first read, not by BEGIN.
    connection.statement('SELECT count(*) FROM collections').get()
    return connection
  }

  /** Lets go of a snapshot. */
  endSnapshot(connection: Connection): void {
    connection.statement('ROLLBACK').run()
    if (this.idleSnapshots.length < MOST_IDLE) this.idleSnapshots.push(connection)
    else connection.close()
  }

  /** Writes what is waiting and gives the directory back. */
  close(): void {
    this.commits.flush()
    for (const connection of [...this.idleSnapshots, this.connection]) connection.close()
    this.release()
  }
}
