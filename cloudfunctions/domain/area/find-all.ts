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
