/** Paging by a cursor: the sort values of the last row, opaque to the caller. */
import { refuse } from './errors'

/** Rows a page has at most. */
export const pageSize = 50

/** The cursor that starts the next page behind a row, from the values it is sorted by. */
function cursorOf(values: readonly (string | number | Date)[]): string {
  const portable = values.map((value) => (value instanceof Date ? { at: value.getTime() } : value))
  return Buffer.from(JSON.stringify(portable)).toString('base64url')
}

/**
 * The sort values in a cursor.
 * @throws Refusal BAD_INPUT when it isn't one of ours
 */
export function readCursor(cursor: string, length: number): (string | number | Date)[] {
  try {
    const values = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown[]
    if (!Array.isArray(values) || values.length !== length) throw new Error('another cursor')
    return values.map((value) => {
      if (typeof value === 'string' || typeof value === 'number') return value
      const { at } = value as { at: number }
      if (typeof at !== 'number') throw new Error('another cursor')
      return new Date(at)
    })
  } catch {
    return refuse('BAD_INPUT', { problem: '翻页位置无效，请刷新列表', field: 'cursor' })
  }
}

/** A page from one row more than it shows. */
export function pageOf<Row, View>(
  found: readonly Row[],
  size: number,
  view: (row: Row) => View,
  sortValues: (row: Row) => readonly (string | number | Date)[],
): { rows: View[]; next?: string } {
  const rows = found.slice(0, size)
  const last = rows.at(-1)
  return { rows: rows.map(view), ...(found.length > size && last ? { next: cursorOf(sortValues(last)) } : {}) }
}
