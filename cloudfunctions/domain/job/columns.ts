/**
 * Sheets by their columns: what a roster's file must have, how its cells become values, and the sentences for what is
 * wrong. Pure; knows no xlsx.
 */
import * as v from 'valibot'

/** One column of a sheet. `schema` takes the cell's text, trimmed and not empty. */
export interface Column<Value = unknown> {
  title: string
  required: boolean
  schema: v.GenericSchema<string, Value>
  example: string
  /** What to write in it, for the sheet of notes. */
  note: string
}

export type Columns = Record<string, Column>

/** The values of a row: those of optional columns may be missing. */
export type RowOf<C extends Columns> = {
  [Key in keyof C]: C[Key] extends Column<infer Value>
    ? C[Key]['required'] extends true
      ? Value
      : Value | undefined
    : never
}

export interface RowProblem {
  column: string
  problem: string
}

export const needed = <Value>(
  title: string,
  schema: v.GenericSchema<string, Value>,
  example: string,
  note: string,
): Column<Value> & { required: true } => ({ title, schema, example, note, required: true })

export const optional = <Value>(
  title: string,
  schema: v.GenericSchema<string, Value>,
  example: string,
  note: string,
): Column<Value> & { required: false } => ({ title, schema, example, note, required: false })

/** A choice by its word on the screen: 网格员 → gridWorker. */
export function choice<Key extends string>(words: Record<Key, string>): v.GenericSchema<string, Key> {
  const byWord = new Map(Object.entries<string>(words).map(([key, word]) => [word, key as Key]))
  return v.pipe(
    v.string(),
    v.check((word) => byWord.has(word), `请填写以下之一：${[...byWord.keys()].join('、')}`),
    v.transform((word) => byWord.get(word) as Key),
  )
}

/** The text of a cell as spreadsheets give it: numbers without exponent, dates as business dates, blanks trimmed. */
export function cellText(cell: unknown): string {
  if (cell === null || cell === undefined) return ''
  if (cell instanceof Date) return cell.toISOString().slice(0, 10)
  if (typeof cell === 'number' && Number.isInteger(cell)) return BigInt(cell).toString()
  return String(cell).trim()
}

/** Titles as they are compared: without blanks and the star that marks required ones. */
const titleOf = (text: string) => text.replace(/[\s*＊]/g, '')

/**
 * Where each column stands in the file, by its title in the first row, in any order.
 * @returns the positions, or the sentence that names what is missing, unknown or there twice
 */
export function locateColumns<C extends Columns>(
  columns: C,
  header: readonly unknown[],
): { at: Record<keyof C, number> } | { problem: string } {
  const titles = header.map((cell) => titleOf(cellText(cell)))
  const known = Object.values(columns).map(({ title }) => title)
  const missing = Object.values(columns).filter(({ title, required }) => required && !titles.includes(title))
  const unknown = titles.filter((title) => title !== '' && !known.includes(title))
  const twice = known.filter((title) => titles.indexOf(title) !== titles.lastIndexOf(title))
  const problems = [
    missing.length > 0 && `缺少“${missing.map(({ title }) => title).join('”“')}”`,
    unknown.length > 0 && `多了“${unknown.join('”“')}”`,
    twice.length > 0 && `重复“${twice.join('”“')}”`,
  ].filter(Boolean)
  if (problems.length > 0) return { problem: problems.join('，') }
  const at = Object.fromEntries(Object.entries(columns).map(([key, { title }]) => [key, titles.indexOf(title)]))
  return { at: at as Record<keyof C, number> }
}

/** A row's values, or its first problem. */
export function parseRow<C extends Columns>(
  columns: C,
  at: Record<keyof C, number>,
  cells: readonly unknown[],
): { value: RowOf<C> } | RowProblem {
  const value: Record<string, unknown> = {}
  for (const [key, { title, required, schema }] of Object.entries(columns)) {
    const text = cellText(cells[at[key] as number])
    if (text === '' && required) return { column: title, problem: '这一格不能为空' }
    if (text === '') continue
    const result = v.safeParse(schema, text, { abortEarly: true })
    if (!result.success) return { column: title, problem: result.issues[0].message }
    value[key] = result.output
  }
  return { value: value as RowOf<C> }
}
