/** A document as the store holds it in memory: plain objects, arrays, strings, numbers, booleans, null, Date and RegExp. */
export type Document = Record<string, unknown>

/** MongoDB's order of types when values of different types are compared; null and missing are one. */
const RANK = { null: 2, number: 3, string: 4, object: 5, array: 6, boolean: 9, date: 10, regexp: 12 } as const

/** The place of a value's type in MongoDB's order. */
export function rankOf(value: unknown): number {
  if (value === null || value === undefined) return RANK.null
  const type = typeof value
  if (type === 'number' || type === 'string' || type === 'boolean') return RANK[type]
  if (Array.isArray(value)) return RANK.array
  if (value instanceof Date) return RANK.date
  return value instanceof RegExp ? RANK.regexp : RANK.object
}

/** Whether the value is a document within a document: neither array, date nor pattern. */
export function isDocument(value: unknown): value is Document {
  return typeof value === 'object' && value !== null && rankOf(value) === RANK.object
}

/** Whether this is a condition such as `{$gt: 1}` rather than a value to compare with. */
export function isCondition(value: unknown): value is Document {
  return isDocument(value) && Object.keys(value)[0]?.startsWith('$') === true
}

/** UTF-16 units put characters beyond the basic plane before U+E000; the order of bytes, which MongoDB and SQLite use, doesn't. */
const byteOrder = (unit: number) => (unit >= 0xe000 ? unit - 0x800 : unit >= 0xd800 ? unit + 0x2000 : unit)

function compareText(left: string, right: string): number {
  const length = Math.min(left.length, right.length)
  for (let at = 0; at < length; at++) {
    const [a, b] = [left.charCodeAt(at), right.charCodeAt(at)]
    if (a !== b) return byteOrder(a) - byteOrder(b)
  }
  return left.length - right.length
}

function compareNumbers(left: number, right: number): number {
  if (Number.isNaN(left) || Number.isNaN(right)) return Number(Number.isNaN(right)) - Number(Number.isNaN(left))
  return left < right ? -1 : left > right ? 1 : 0
}

function compareArrays(left: unknown[], right: unknown[]): number {
  for (let at = 0; at < Math.min(left.length, right.length); at++) {
    const order = compareValues(left[at], right[at])
    if (order !== 0) return order
  }
  return left.length - right.length
}

/** Negative, zero or positive: how MongoDB orders two values, of one type or of two. Field order counts in documents. */
export function compareValues(left: unknown, right: unknown): number {
  const rank = rankOf(left)
  const order = rank - rankOf(right)
  if (order !== 0) return order
  switch (rank) {
    case RANK.null:
      return 0
    case RANK.number:
      return compareNumbers(left as number, right as number)
    case RANK.string:
      return compareText(left as string, right as string)
    case RANK.array:
      return compareArrays(left as unknown[], right as unknown[])
    case RANK.regexp:
      return compareText(String(left), String(right))
    case RANK.object:
      return compareArrays(
        Object.entries(left as Document).map(([key, value]) => [rankOf(value), key, value]),
        Object.entries(right as Document).map(([key, value]) => [rankOf(value), key, value]),
      )
    default:
      return Number(left) - Number(right)
  }
}

/**
 * The values a path names in a document, through arrays on the way as MongoDB goes: `undefined` where it is missing.
 * An array at the end gives its elements and, with `whole`, itself as well; `multikey` says that an array lay on the way or at the end.
 */
export function valuesAt(document: unknown, path: string, whole: boolean): { values: unknown[]; multikey: boolean } {
  const parts = path.split('.')
  const found = { values: [] as unknown[], multikey: false }
  const walk = (value: unknown, depth: number): void => {
    if (Array.isArray(value)) {
      found.multikey = true
      if (depth === parts.length) {
        found.values.push(...value)
        if (whole) found.values.push(value)
        return
      }
      const part = parts[depth]!
      if (/^\d+$/.test(part) && Number(part) < value.length) walk(value[Number(part)], depth + 1)
      for (const element of value) if (isDocument(element)) walk(element, depth)
    } else if (depth === parts.length) found.values.push(value)
    else if (isDocument(value) && Object.hasOwn(value, parts[depth]!)) walk(value[parts[depth]!], depth + 1)
    else found.values.push(undefined)
  }
  walk(document, 0)
  return found
}

/** A deep copy, so that nothing in the store shares an object with its caller. */
export function copyValue<T>(value: T): T {
  if (Array.isArray(value)) return value.map(copyValue) as T
  if (!isDocument(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, copyValue(inner)])) as T
}
