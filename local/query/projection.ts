import { matcherOf } from './matcher'
import { type Document, isCondition, isDocument } from './value'

/** Paths as a tree; null is the end of one. */
type Tree = Map<string, Tree | null>

function treeOf(paths: string[]): Tree {
  const root: Tree = new Map()
  for (const path of paths) {
    let tree = root
    const parts = path.split('.')
    for (const [at, part] of parts.entries()) {
      if (at === parts.length - 1) tree.set(part, null)
      else {
        const inner = tree.get(part) ?? new Map<string, Tree | null>()
        tree.set(part, inner)
        tree = inner
      }
    }
  }
  return root
}

function pick(value: unknown, tree: Tree): unknown {
  if (Array.isArray(value))
    return value.filter((element) => typeof element === 'object').map((element) => pick(element, tree))
  if (!isDocument(value)) return undefined
  const picked: Document = {}
  for (const [key, inner] of Object.entries(value)) {
    const below = tree.get(key)
    const kept = below === undefined ? undefined : below === null ? inner : pick(inner, below)
    if (kept !== undefined) picked[key] = kept
  }
  return picked
}

function omit(value: unknown, tree: Tree): unknown {
  if (Array.isArray(value)) return value.map((element) => omit(element, tree))
  if (!isDocument(value)) return value
  const kept = Object.entries(value).filter(([key]) => tree.get(key) !== null)
  return Object.fromEntries(kept.map(([key, inner]) => [key, tree.has(key) ? omit(inner, tree.get(key)!) : inner]))
}

function slice(value: unknown, argument: unknown): unknown {
  if (!Array.isArray(value)) return value
  const [start, count] = Array.isArray(argument) ? (argument as [number, number]) : [undefined, argument as number]
  if (start === undefined) return count < 0 ? value.slice(count) : value.slice(0, count)
  const from = start < 0 ? Math.max(value.length + start, 0) : start
  return value.slice(from, from + count)
}

/** Operators on one field: `$slice` keeps the other fields, as MongoDB does; `$elemMatch` gives the first element that matches. */
const FIELD_OPERATORS: Record<string, (value: unknown, argument: never) => unknown> = {
  $slice: slice,
  $elemMatch: (value, argument: Document) => {
    if (!Array.isArray(value)) return undefined
    const test = matcherOf({ value: { $elemMatch: argument } })
    const found = value.find((element) => test({ value: [element] }))
    return found === undefined ? undefined : [found]
  },
}

/** The document with the fields a projection such as `{name: 1, _id: 0}` or `{secret: 0}` leaves of it. */
export function projected(document: Document, projection: Document): Document {
  const entries = Object.entries(projection)
  const operators = entries.filter(([, value]) => isCondition(value)) as [string, Document][]
  const named = entries.filter(([path, value]) => path !== '_id' && !isCondition(value))
  const included = named.filter(([, value]) => value).map(([path]) => path)
  const includes =
    included.length > 0 ||
    operators.some(([, value]) => '$elemMatch' in value) ||
    (named.length === 0 && projection._id)
  const hidesId = projection._id !== undefined && !projection._id
  const result = (
    includes
      ? pick(document, treeOf([...(hidesId ? [] : ['_id']), ...included, ...operators.map(([path]) => path)]))
      : omit(document, treeOf(entries.filter(([, value]) => !value).map(([path]) => path)))
  ) as Document
  for (const [path, condition] of operators) {
    const [name, argument] = Object.entries(condition)[0]!
    const apply = FIELD_OPERATORS[name]
    if (!apply) throw new Error(`Unsupported projection option: ${name}`)
    const value = apply(document[path], argument as never)
    if (value === undefined) delete result[path]
    else result[path] = value
  }
  return result
}
