import { valuesAt } from '../query/value'
import type { Connection } from './connection'
import type { IndexDeclaration } from './index-declaration'
import { boundsOf, entriesOf, type Key } from './index-key'

/** An index as the store keeps it: a table with a row per entry, ordered by its key columns `k0, k1 …` and the document's row. */
export interface Index {
  name: string
  table: string
  fields: IndexDeclaration['fields']
  unique: boolean
  /** Set when the index is by place: an R*Tree of bounding boxes of this path. */
  place: string | null
  /** Paths on which some document has or had an array; they give several entries a document. */
  multikey: Set<string>
}

/** An index with the texts that write and delete one entry: its key, unless it is by place and deleted, and its row. */
interface WrittenIndex extends Index {
  insert: string
  remove: string
}

/** A collection: its table of documents and its indexes. */
export interface Collection {
  name: string
  table: string
  indexes: WrittenIndex[]
}

/** A name as SQL text. */
const quote = (name: string) => `"${name.replaceAll('"', '""')}"`

/** The columns of an index's table: `k0, k1 …`, or the edges of a bounding box. */
const keyColumns = ({ place, fields }: Pick<Index, 'place' | 'fields'>) =>
  place ? ['west', 'east', 'south', 'north'] : fields.map((_, at) => `k${at}`)

function describe(declaration: IndexDeclaration): WrittenIndex {
  const { collection, name, fields, unique = false } = declaration
  const table = quote(`index:${collection}:${name}`)
  const place = fields.find(([, direction]) => direction === '2dsphere')?.[0] ?? null
  const columns = keyColumns({ place, fields })
  // A bounding box is kept rounded outwards, so that its edges can't be asked for again.
  const condition = [...(place ? [] : columns), 'rid'].map((column) => `${column} = ?`)
  return {
    ...{ name, table, fields, unique, place },
    multikey: new Set(),
    insert: `INSERT INTO ${table}(${columns.join(', ')}, rid) VALUES (${columns.map(() => '?').join(', ')}, ?)`,
    remove: `DELETE FROM ${table} WHERE ${condition.join(' AND ')}`,
  }
}

function createIndexTable(connection: Connection, index: Index): void {
  if (index.place) {
    connection.exec(`CREATE VIRTUAL TABLE ${index.table} USING rtree(rid, west, east, south, north)`)
    return
  }
  const ordered = index.fields.map(([, direction], at) => `k${at}${direction === -1 ? ' DESC' : ''}`)
  const key = index.unique ? ordered : [...ordered, 'rid']
  connection.exec(`CREATE TABLE ${index.table}(${keyColumns(index).join(', ')}, rid INTEGER NOT NULL,
    PRIMARY KEY(${key.join(', ')})) WITHOUT ROWID`)
}

/** The collections and indexes of one store, and the tables that hold them. */
export class Catalogue {
  readonly collections = new Map<string, Collection>()
  /** Arrays seen since the last commit: written with it, so that a restart knows them. */
  private unsaved: [Index, string][] = []

  constructor(
    private readonly connection: Connection,
    private readonly declarations: IndexDeclaration[],
  ) {
    connection.exec(`CREATE TABLE IF NOT EXISTS collections(name TEXT PRIMARY KEY) WITHOUT ROWID;
      CREATE TABLE IF NOT EXISTS indexes(collection, name, declaration TEXT, PRIMARY KEY(collection, name)) WITHOUT ROWID;
      CREATE TABLE IF NOT EXISTS multikeys(index_table, path, PRIMARY KEY(index_table, path)) WITHOUT ROWID`)
  }

  /** Creates the collection with its declared indexes, or takes up the one on the disk; false when it was open already. */
  open(name: string): boolean {
    if (this.collections.has(name)) return false
    const table = quote(`documents:${name}`)
    // `id` has no type, so that SQLite keeps text and numbers apart as they come.
    this.connection.exec(
      `CREATE TABLE IF NOT EXISTS ${table}(rid INTEGER PRIMARY KEY, id NOT NULL UNIQUE, doc TEXT NOT NULL)`,
    )
    this.connection.statement('INSERT OR IGNORE INTO collections VALUES (?)').run(name)
    const declared = this.declarations.filter(({ collection }) => collection === name)
    this.collections.set(name, { name, table, indexes: declared.map(describe) })
    return true
  }

  /** The names on the disk, open or not. */
  stored(): string[] {
    const rows = this.connection.statement('SELECT name FROM collections ORDER BY name').all() as { name: string }[]
    return rows.map(({ name }) => name)
  }

  /** Makes the index tables of a collection what is declared: drops what no longer is, fills what is new. `read` parses a stored document. */
  rebuild({ name, table, indexes }: Collection, read: (text: string) => unknown): void {
    const { connection } = this
    const rows = connection.statement('SELECT name, declaration FROM indexes WHERE collection = ?').all(name)
    const stored = new Map((rows as { name: string; declaration: string }[]).map((row) => [row.name, row.declaration]))
    const text = (index: Index) => JSON.stringify([index.fields, index.unique])
    for (const [stale, declaration] of stored) {
      if (indexes.some((index) => index.name === stale && text(index) === declaration)) continue
      const dropped = quote(`index:${name}:${stale}`)
      connection.exec(`DROP TABLE IF EXISTS ${dropped}`)
      connection.statement('DELETE FROM indexes WHERE collection = ? AND name = ?').run(name, stale)
      connection.statement('DELETE FROM multikeys WHERE index_table = ?').run(dropped)
      stored.delete(stale)
    }
    for (const index of indexes) {
      const paths = connection.statement('SELECT path FROM multikeys WHERE index_table = ?').all(index.table)
      for (const { path } of paths as { path: string }[]) index.multikey.add(path)
      if (stored.has(index.name)) continue
      createIndexTable(connection, index)
      connection.statement('INSERT INTO indexes VALUES (?, ?, ?)').run(name, index.name, text(index))
      for (const row of connection.statement(`SELECT rid, doc FROM ${table}`).iterate() as Iterable<{
        rid: number
        doc: string
      }>) {
        this.insertEntries(index, row.rid, this.keysOf(index, read(row.doc)))
      }
    }
  }

  /** The rows of a document in an index; remembers where arrays are. */
  keysOf(index: Index, document: unknown): Key[][] {
    if (index.place) {
      const edges = valuesAt(document, index.place, false).values.map(boundsOf)
      return edges.filter((edge) => edge !== null).slice(0, 1)
    }
    const { rows, multikey } = entriesOf(document, index.fields)
    for (const path of multikey) {
      if (index.multikey.has(path)) continue
      index.multikey.add(path)
      this.unsaved.push([index, path])
    }
    return rows
  }

  insertEntries(index: WrittenIndex, rid: number, rows: Key[][]): void {
    const insert = this.connection.statement(index.insert)
    for (const row of rows) insert.run(...row, rid)
  }

  deleteEntries(index: WrittenIndex, rid: number, rows: Key[][]): void {
    const remove = this.connection.statement(index.remove)
    for (const row of rows) remove.run(...(index.place ? [] : row), rid)
  }

  /** Saves where arrays were seen, in the transaction that is about to commit. */
  saveMultikeys(): void {
    const insert = this.connection.statement('INSERT OR IGNORE INTO multikeys VALUES (?, ?)')
    for (const [index, path] of this.unsaved) insert.run(index.table, path)
    this.unsaved = []
  }
}
