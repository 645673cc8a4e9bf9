import { searchedBounds } from './geo'
import { type Document, isCondition, isDocument, rankOf } from './value'

/** A comparison an index can answer. Equality is `$in` with one value. Not `exact`: the index gives more than matches. */
export interface Bound {
  path: string
  operator: '$in' | '$gt' | '$gte' | '$lt' | '$lte'
  values: unknown[]
  exact: boolean
}

/** A conjunction: comparisons and places an index can answer; not `exact` when there is more to it. */
export interface Branch {
  bounds: Bound[]
  places: { path: string; edges: [number, number, number, number] }[]
  exact: boolean
}

/** An `$or` within an `$or` multiplies; beyond this many branches it is tried on the documents instead. */
const MOST_BRANCHES = 16

/** Null also means "missing", pattern and documents have rules of their own: an index can't decide those alone. */
const isScalar = (value: unknown) => {
  if (value instanceof Date) return !Number.isNaN(value.getTime())
  if (typeof value === 'number') return Number.isFinite(value)
  return typeof value === 'string' || typeof value === 'boolean'
}

function boundOf(path: string, operator: string, operand: unknown): Bound | null {
  if (operator === '$eq' || operator === '$in') {
    const values = operator === '$in' ? operand : [operand]
    if (!Array.isArray(values) || values.length === 0 || !values.every((value) => isScalar(value) || value === null))
      return null
    return { path, operator: '$in', values, exact: values.every(isScalar) }
  }
  if (!['$gt', '$gte', '$lt', '$lte'].includes(operator) || !isScalar(operand)) return null
  return { path, operator: operator as Bound['operator'], values: [operand], exact: true }
}

function addField(branch: Branch, path: string, condition: unknown): void {
  const operators = isCondition(condition) ? Object.entries(condition) : [['$eq', condition] as const]
  for (const [operator, operand] of operators) {
    const bound = boundOf(path, operator, operand)
    if (bound) branch.bounds.push(bound)
    else branch.exact = false
    const edges = isDocument(operand) ? searchedBounds(operator, operand) : null
    if (edges) branch.places.push({ path, edges })
  }
}

function collect(filter: Document, branch: Branch, alternatives: Document[][]): void {
  for (const [key, value] of Object.entries(filter)) {
    if (key === '$and' && Array.isArray(value))
      for (const part of value) collect(part as Document, branch, alternatives)
    else if (key === '$or' && Array.isArray(value)) alternatives.push(value as Document[])
    else if (key.startsWith('$')) branch.exact = false
    else addField(branch, key, value)
  }
}

/** The filter as alternatives, each a conjunction; together they are the filter, or more where a branch isn't exact. */
export function branchesOf(filter: Document, most = MOST_BRANCHES): Branch[] {
  const common: Branch = { bounds: [], places: [], exact: true }
  const alternatives: Document[][] = []
  collect(filter, common, alternatives)
  let branches = [common]
  for (const options of alternatives) {
    const expanded = options.flatMap((option) => branchesOf(option, most))
    if (branches.length * expanded.length > most) {
      for (const branch of branches) branch.exact = false
      continue
    }
    branches = branches.flatMap((left) =>
      expanded.map((right) => ({
        bounds: [...left.bounds, ...right.bounds],
        places: [...left.places, ...right.places],
        exact: left.exact && right.exact,
      })),
    )
  }
  return branches
}

/** The paths a filter asks about. */
export function fieldsOf(filter: Document): string[] {
  return Object.entries(filter).flatMap(([key, value]) => {
    if (!key.startsWith('$')) return [key]
    return Array.isArray(value)
      ? value.filter((part) => rankOf(part) === rankOf({})).flatMap((part) => fieldsOf(part as Document))
      : []
  })
}
