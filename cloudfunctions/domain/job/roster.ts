/** What every roster is made of: its sheet, how rows become writes, how records become rows. */

import type { Db } from '../../kernel/db'
import type { AreaNode } from '../area'
import type { AreaIndex } from './area-index'
import type { Columns, RowOf, RowProblem } from './columns'
import type { JobRecord } from './record'

/** What planning and exporting are given. */
export interface RosterContext {
  db: Db
  now: Date
  job: JobRecord
  /** The area imported into or exported. */
  area: AreaNode
  areas: AreaIndex
}

/** A row of the file, read and understood. `row` is its number in the sheet. */
export interface Understood<Value> {
  row: number
  value: Value
}

/** What is to be done for a row. Doing it again changes nothing. */
export type Planned =
  | { row: number; outcome: 'created'; doc: { _id: string } & object; about?: string }
  /** `change` holds the fields that differ. `about` is the person whose copies have to follow. */
  | { row: number; outcome: 'changed'; id: string; change: Record<string, unknown>; about?: string }
  | { row: number; outcome: 'unchanged'; about?: string }
  | ({ row: number; outcome: 'refused' } & RowProblem)

/** @typeParam C its columns @typeParam Value a row with its areas found */
export interface RosterWork<C extends Columns = Columns, Value = unknown> {
  collection: string
  columns: C
  /**
   * What can be known of all rows before any is looked up: areas found, rules between columns.
   * @param raw the rows whose cells are well formed
   */
  understand(
    raw: Understood<RowOf<C>>[],
    context: RosterContext,
  ): (Understood<Value> | ({ row: number } & RowProblem))[]
  /** The natural key: the same key twice in a file is an error of the second row. */
  key(value: Value): string
  /** Looks up what is there and says what to do; a few queries for all rows together. */
  plan(rows: Understood<Value>[], context: RosterContext): Promise<Planned[]>
  /** Runs after rows were written for what the plan says of a person. */
  follow?(about: string[], context: RosterContext): Promise<void>
  /** The records of the job's area as rows of the sheet, in the order of `columns`, and whose personal data they hold. */
  read(context: RosterContext): Promise<{ rows: string[][]; people: string[] }>
}

/** Fields of `wanted` that differ from `existing`. */
function differences(existing: object, wanted: Record<string, unknown>): Record<string, unknown> {
  const same = (a: unknown, b: unknown) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null)
  return Object.fromEntries(
    Object.entries(wanted).filter(([key, value]) => !same((existing as Record<string, unknown>)[key], value)),
  )
}

/** The plan of a row whose record is there: what differs, or nothing. An empty cell leaves what is stored. */
export function planChange(
  row: number,
  existing: { _id: string },
  wanted: Record<string, unknown>,
  about?: string,
): Planned {
  const given = Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined))
  const change = differences(existing, given)
  const concerning = about ? { about } : {}
  if (Object.keys(change).length === 0) return { row, outcome: 'unchanged', ...concerning }
  return { row, outcome: 'changed', id: existing._id, change, ...concerning }
}

/** Without the fields that are undefined: the database would keep them as null. */
export function defined<T extends object>(fields: T): T {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T
}

/** Puts the area named in a row in its place. */
export function withArea<Value extends { area: string }>(
  { row, value }: Understood<Value>,
  areas: AreaIndex,
): Understood<Omit<Value, 'area'> & { area: AreaNode }> | ({ row: number } & RowProblem) {
  const found = areas.resolve(value.area)
  if ('problem' in found) return { row, column: '区划', problem: found.problem }
  return { row, value: { ...value, area: found.area } }
}
