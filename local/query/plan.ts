import type { Collection, Index } from '../store/catalogue'
import { bracketOf, type Key, keyOf } from '../store/index-key'
import { type Bound, type Branch, branchesOf, fieldsOf } from './branches'
import type { Order } from './order'
import { type Document, rankOf } from './value'

/** A search by SQL. `exact`: its rows are the answer, else the filter has to be tried on each. `sorted`: they come in the order asked for. */
export interface Plan {
  sql: string
  parameters: (Key | number)[]
  exact: boolean
  sorted: boolean
  /** A document may come more than once. */
  repeats: boolean
  /** Set when no index helps: the paths of the filter and the order. */
  scan: string[] | null
}

/** One range of one index: its condition on `e`, and what it leaves open. */
interface Arm {
  index: Index
  condition: string[]
  parameters: Key[]
  exact: boolean
  sortColumns: string[] | null
  repeats: boolean
}

/** A range for each of a list of values multiplies; beyond this many the list is tried on the documents instead. */
const MOST_ARMS = 64

const OPERATORS = { $gt: '>', $gte: '>=', $lt: '<', $lte: '<=' } as const

/** The order's columns, if the index gives it after its first `pinned` fields; those held to one value fit in anywhere. */
function sortedColumns(index: Index, pinned: number, order: Order): string[] | null {
  let at = pinned
  let turned: number | null = null
  const columns: string[] = []
  for (const [path, direction] of order) {
    if (index.multikey.has(path)) return null
    const held = index.fields.findIndex(([field], position) => position < pinned && field === path)
    if (held < 0) {
      const field = index.fields[at]
      if (field?.[0] !== path) return null
      turned ??= direction * Number(field[1])
      if (direction * Number(field[1]) !== turned) return null
    }
    columns.push(`e.${columnOf(index, held < 0 ? at++ : held)}${direction === -1 ? ' DESC' : ''}`)
  }
  return columns
}

/** The collection's own table serves as the index by id. */
const columnOf = (index: Index, at: number) => (index.name === '_id_' ? 'id' : `k${at}`)

function idIndex(collection: Collection): Index {
  const fields: Index['fields'] = [['_id', 1]]
  return { name: '_id_', table: collection.table, fields, unique: true, place: null, multikey: new Set() }
}

/** The conditions of a range on the field after the pinned ones, and the bounds it takes care of. */
function rangeOf(index: Index, at: number, bounds: Bound[]) {
  const path = index.fields[at]?.[0]
  const ranges = bounds.filter((bound) => bound.path === path && bound.operator !== '$in')
  const first = ranges[0]
  if (!path || !first) return { condition: [], parameters: [], used: [], exact: true }
  const column = `e.${columnOf(index, at)}`
  // Different elements of an array may satisfy two bounds, so only one of them can narrow such an index.
  const used = index.multikey.has(path)
    ? [first]
    : ranges.filter(({ values }) => rankOf(values[0]) === rankOf(first.values[0]))
  const { from, to } = bracketOf(first.values[0])
  const condition = used.map(({ operator }) => `${column} ${OPERATORS[operator as keyof typeof OPERATORS]} ?`)
  return {
    condition: [...condition, `${column} >= ?`, `${column} < ?`],
    parameters: [...used.map(({ values }) => keyOf(values[0])), from, to],
    used,
    // NaN lies among the lowest numbers of an index, but below no number for a filter.
    exact: typeof first.values[0] !== 'number' || used.some(({ operator }) => operator.startsWith('$gt')),
  }
}

function armsOf(index: Index, branch: Branch, order: Order): { arms: Arm[]; score: number } {
  if (index.place) return placeArms(index, branch)
  const used: Bound[] = []
  const pins: Key[][] = []
  for (const [path] of index.fields) {
    const bound = branch.bounds.find((candidate) => candidate.path === path && candidate.operator === '$in')
    if (!bound || pins.reduce((product, keys) => product * keys.length, bound.values.length) > MOST_ARMS) break
    used.push(bound)
    pins.push([...new Map(bound.values.map((value) => [stableName(value), keyOf(value)])).values()])
  }
  const pinned = pins.length
  const range = rangeOf(index, pinned, branch.bounds)
  used.push(...range.used)
  const combinations = pins.reduce<Key[][]>(
    (rows, keys) => rows.flatMap((row) => keys.map((key) => [...row, key])),
    [[]],
  )
  // A field held to several values gives one range for each; SQLite merges them, each sorted by what follows.
  const severalPinned = index.fields.filter((_, at) => (pins[at]?.length ?? 0) > 1).map(([path]) => path)
  const sortColumns = order.some(([path]) => severalPinned.includes(path)) ? null : sortedColumns(index, pinned, order)
  const exact =
    branch.exact && range.exact && used.length === branch.bounds.length && used.every((bound) => bound.exact)
  const openArrays = index.fields.slice(pinned).some(([path]) => index.multikey.has(path))
  const arms = combinations.map((keys) => ({
    index,
    condition: [...keys.map((_, at) => `e.${columnOf(index, at)} = ?`), ...range.condition],
    parameters: [...keys, ...range.parameters],
    exact,
    sortColumns,
    repeats: openArrays,
  }))
  const whole = index.unique && pinned === index.fields.length ? 100 : 0
  const score = whole + pinned * 4 + (range.used.length > 0 ? 2 : 0) + (sortColumns && order.length > 0 ? 3 : 0)
  return { arms, score }
}

const stableName = (value: unknown) => `${typeof value}${value instanceof Date ? value.getTime() : value}`

function placeArms(index: Index, branch: Branch): { arms: Arm[]; score: number } {
  const place = branch.places.find(({ path }) => path === index.place)
  if (!place) return { arms: [], score: 0 }
  const [west, east, south, north] = place.edges
  const condition = ['e.east >= ?', 'e.west <= ?', 'e.north >= ?', 'e.south <= ?']
  const arm = {
    index,
    condition,
    parameters: [west, east, south, north],
    exact: false,
    sortColumns: null,
    repeats: false,
  }
  return { arms: [arm], score: 5 }
}

function bestArms(indexes: Index[], branch: Branch, order: Order): Arm[] {
  let best = { arms: [] as Arm[], score: 0 }
  for (const index of indexes) {
    const candidate = armsOf(index, branch, order)
    if (candidate.score > best.score) best = candidate
  }
  return best.arms
}

function armSql({ index, condition, sortColumns }: Arm, table: string): string {
  const columns = (sortColumns ?? []).map((column, at) => `, ${column.replace(' DESC', '')} AS s${at}`).join('')
  const where = condition.length > 0 ? ` WHERE ${condition.join(' AND ')}` : ''
  if (index.table === table) return `SELECT e.rid, e.doc${columns} FROM ${table} e${where}`
  return `SELECT e.rid, d.doc${columns} FROM ${index.table} e CROSS JOIN ${table} d ON d.rid = e.rid${where}`
}

/** Plain numbers and words of unindexed fields are compared in SQL first: a superset, four times as fast as reading every document. */
function scanPlan(collection: Collection, branches: Branch[], filter: Document, order: Order): Plan {
  const condition: string[] = []
  const parameters: Key[] = []
  for (const { path, operator, values } of branches.length === 1 ? branches[0]!.bounds : []) {
    const [value] = values
    const plain = typeof value === 'string' || (typeof value === 'number' && Number.isFinite(value))
    if (operator !== '$in' || values.length !== 1 || !plain || !/^\w+$/.test(path)) continue
    condition.push(`(doc->>'$.${path}' = ? OR json_type(doc, '$.${path}') = 'array')`)
    parameters.push(value as Key)
  }
  const where = condition.length > 0 ? ` WHERE ${condition.join(' AND ')}` : ''
  const searches = Object.keys(filter).length > 0 || order.length > 0
  const sql = `SELECT rid, doc FROM ${collection.table}${where} ORDER BY rid`
  const scan = searches ? [...new Set([...fieldsOf(filter), ...order.map(([path]) => path)])] : null
  return { sql, parameters, exact: Object.keys(filter).length === 0, sorted: order.length === 0, repeats: false, scan }
}

/** Chooses how to find what matches `filter` in `order`: ranges of indexes, merged, or else the whole collection. */
export function planQuery(collection: Collection, filter: Document, order: Order): Plan {
  const indexes = [idIndex(collection), ...collection.indexes]
  const branches = branchesOf(filter)
  const perBranch = branches.map((branch) => bestArms(indexes, branch, order))
  const arms = perBranch.flat()
  if (perBranch.some((found) => found.length === 0) || arms.length > MOST_ARMS * 2)
    return branches.length > 1
      ? planWithout(collection, indexes, filter, order, branches)
      : scanPlan(collection, branches, filter, order)
  return merged(collection, arms, order)
}

/** Some branch of an `$or` has no index: what stands beside the `$or` may still have one. */
function planWithout(collection: Collection, indexes: Index[], filter: Document, order: Order, all: Branch[]): Plan {
  const [common] = branchesOf(filter, 1)
  const arms = bestArms(indexes, common!, order)
  return arms.length > 0 ? merged(collection, arms, order) : scanPlan(collection, all, filter, order)
}

function merged(collection: Collection, arms: Arm[], order: Order): Plan {
  const sorted = arms.every(({ sortColumns }) => sortColumns !== null)
  const parts = arms.map((arm) => armSql(sorted ? arm : { ...arm, sortColumns: null }, collection.table))
  const by = sorted
    ? arms[0]!.sortColumns!.map((column, at) => `${at + 3}${column.endsWith(' DESC') ? ' DESC' : ''}`)
    : []
  return {
    sql: `${parts.join(' UNION ALL ')}${by.length > 0 ? ` ORDER BY ${by.join(', ')}` : ''}`,
    parameters: arms.flatMap(({ parameters }) => parameters),
    exact: arms.every(({ exact }) => exact),
    sorted: sorted || order.length === 0,
    repeats: arms.length > 1 || arms.some(({ repeats }) => repeats),
    scan: null,
  }
}
