import { compareValues, type Document, valuesAt } from './value'

/** Sort keys in order: path and 1 (rising) or -1 (falling). */
export type Order = [path: string, direction: 1 | -1][]

/** Reads `{a: 1, b: -1}`, whose order of keys counts. */
export function orderOf(specification: Document): Order {
  return Object.entries(specification).map(([path, direction]) => [path, Number(direction) < 0 ? -1 : 1])
}

/** An array sorts by its smallest element when rising and by its largest when falling, as in MongoDB. */
function sortKey(document: Document, path: string, direction: 1 | -1): unknown {
  const { values } = valuesAt(document, path, false)
  return values.reduce((best, value) => (compareValues(value, best) * direction < 0 ? value : best), values[0])
}

/** Sorts in MongoDB's order; equal documents keep their places. `document` picks what is compared out of an entry. */
export function sortBy<T>(entries: T[], order: Order, document: (entry: T) => Document): T[] {
  const keyed = entries.map((entry) => ({
    entry,
    keys: order.map(([path, direction]) => sortKey(document(entry), path, direction)),
  }))
  keyed.sort((left, right) => {
    for (const [at, [, direction]] of order.entries()) {
      const difference = compareValues(left.keys[at], right.keys[at])
      if (difference !== 0) return difference * direction
    }
    return 0
  })
  return keyed.map(({ entry }) => entry)
}
