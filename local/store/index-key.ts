import { UpdateError } from '../query/errors'
import { isDocument, rankOf, valuesAt } from '../query/value'
import { stringifyEjson } from '../wire/ejson'
import type { IndexDeclaration } from './index-declaration'

/** A value in the form in which SQLite's own order (numbers, text, blobs) is MongoDB's. */
export type Key = number | string | Uint8Array

/** Null and missing lie below every number; a key column can't hold SQL's own NULL, which is never equal to itself. */
const NULL_KEY = Number.NEGATIVE_INFINITY

const tagged = (rank: number, ...bytes: number[]) => Uint8Array.of(rank, ...bytes)

/** The key of one value. Documents and nested arrays are told apart, but not put in MongoDB's order. */
export function keyOf(value: unknown): Key {
  if (value === null || value === undefined) return NULL_KEY
  if (typeof value === 'string') return value
  if (typeof value === 'number') return value > NULL_KEY ? value : -Number.MAX_VALUE
  if (typeof value === 'boolean') return tagged(rankOf(value), Number(value))
  if (value instanceof Date) {
    const bytes = Buffer.alloc(9)
    const shifted = value.getTime() + 2 ** 53
    bytes[0] = rankOf(value)
    bytes.writeUInt32BE(Math.floor(shifted / 2 ** 32), 1)
    bytes.writeUInt32BE(shifted % 2 ** 32, 5)
    return bytes
  }
  return Buffer.concat([tagged(rankOf(value)), Buffer.from(stringifyEjson(value))])
}

/** The keys between which all values of a bound's type lie: `from` is included, `to` isn't. */
export function bracketOf(value: unknown): { from: Key; to: Key } {
  if (typeof value === 'number') return { from: -Number.MAX_VALUE, to: '' }
  if (typeof value === 'string') return { from: '', to: new Uint8Array(0) }
  const rank = rankOf(value)
  return { from: tagged(rank), to: tagged(rank + 1) }
}

/**
 * The rows a document has in an index, each a key per field, and the paths on which an array lay.
 * Two arrays would need every pair of their elements: MongoDB refuses such a document, and so do we, by an UpdateError.
 */
export function entriesOf(
  document: unknown,
  fields: IndexDeclaration['fields'],
): { rows: Key[][]; multikey: string[] } {
  let rows: Key[][] = [[]]
  const multikey: string[] = []
  for (const [path] of fields) {
    const found = valuesAt(document, path, false)
    if (found.multikey) multikey.push(path)
    const keys = found.values.length === 0 ? [NULL_KEY] : distinct(found.values.map(keyOf))
    rows =
      keys.length === 1
        ? rows.map((row) => [...row, keys[0]!])
        : rows.flatMap((row) => keys.map((key) => [...row, key]))
  }
  const roots = new Set(multikey.map((path) => path.split('.')[0]))
  if (roots.size > 1)
    throw new UpdateError(`cannot index parallel arrays ${multikey.map((path) => `[${path}]`).join(' ')}`)
  return { rows, multikey }
}

const keyName = (key: Key) => (typeof key === 'number' ? `n${key}` : typeof key === 'string' ? `s${key}` : [...key])

/** Each key once, in the order in which they first come. */
function distinct(keys: Key[]): Key[] {
  if (keys.length < 2) return keys
  return [...new Map(keys.map((key) => [String(keyName(key)), key])).values()]
}

/** A text that two rows share only if they are equal. */
export const rowName = (row: Key[]): string => JSON.stringify(row.map(keyName))

/** West, east, south and north edge of any GeoJSON geometry, in degrees; null when the value isn't one. */
export function boundsOf(geometry: unknown): [west: number, east: number, south: number, north: number] | null {
  const edges: [number, number, number, number] = [Infinity, -Infinity, Infinity, -Infinity]
  const walk = (value: unknown): void => {
    if (!Array.isArray(value)) return
    if (typeof value[0] !== 'number' || typeof value[1] !== 'number') {
      for (const inner of value) walk(inner)
      return
    }
    edges[0] = Math.min(edges[0], value[0])
    edges[1] = Math.max(edges[1], value[0])
    edges[2] = Math.min(edges[2], value[1])
    edges[3] = Math.max(edges[3], value[1])
  }
  if (isDocument(geometry)) walk(geometry.coordinates)
  return edges[0] <= edges[1] ? edges : null
}
