/** Reading a whole set: pages of 1,000 by `_id`, because the cloud gives no more at once. */
import type { Db } from '../../kernel/db'

const pageSize = 1000

/** Pages at most: a set of more than 40,000 documents isn't read by a function. */
const mostPages = 40

/**
 * All documents that meet `where` (which says nothing of `_id`), in order of `_id`.
 * @throws Error when there are more than 40,000: whoever asks has to bound its question
 */
export async function findAll<T extends { _id: string }>(
  db: Db,
  collection: string,
  where: object,
  fields?: readonly (keyof T & string)[],
): Promise<T[]> {
  const all: T[] = []
  for (let page = 0; page < mostPages; page += 1) {
    const last = all.at(-1)
    const rest = last ? { ...where, _id: db.command.gt(last._id) } : where
    const rows = await db.find<T>(collection, { where: rest, sort: [['_id', 'asc']], limit: pageSize, fields })
    all.push(...rows)
    if (rows.length < pageSize) return all
  }
  throw new Error(`more than ${pageSize * mostPages} documents of ${collection} in one question`)
}

/** Values of one question: beyond some sixty a database gives up looking each up in its index and reads what lies between. */
const valuesTogether = 60

/** Questions under way at the same time: below what the smallest plan's connections bear. */
const questionsTogether = 10

/** `work` on each, ten at a time; the answers in order. */
export async function inTurns<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = []
  for (let from = 0; from < items.length; from += questionsTogether)
    results.push(...(await Promise.all(items.slice(from, from + questionsTogether).map(work))))
  return results
}

/** All documents whose `field` has one of `values`, however many those are; `where` says what else they have to meet. */
export async function findIn<T extends { _id: string }>(
  db: Db,
  collection: string,
  field: string,
  values: readonly string[],
  where: object = {},
  fields?: readonly (keyof T & string)[],
): Promise<T[]> {
  const all = [...new Set(values)]
  const parts = Array.from({ length: Math.ceil(all.length / valuesTogether) }, (_, n) =>
    all.slice(n * valuesTogether, (n + 1) * valuesTogether),
  )
  const found = await inTurns(parts, (part) => {
    const wanted = { ...where, [field]: db.command.in(part) }
    // ids are their own cursor: sixty of them are one page
    return field === '_id'
      ? db.find<T>(collection, { where: wanted, limit: valuesTogether, fields })
      : findAll<T>(db, collection, wanted, fields)
  })
  return found.flat()
}
