import { InvalidOperatorError, UpdateError } from './errors'
import { matcherOf } from './matcher'
import { orderOf, sortBy } from './order'
import { compareValues, copyValue, type Document, isCondition, isDocument, rankOf } from './value'

/** Where a value lies: in a document under a key, or in an array under an index. */
interface Place {
  holder: Document
  key: string
  path: string
}

const same = (left: unknown, right: unknown) => compareValues(left, right) === 0
const text = (value: unknown) => JSON.stringify(value ?? null)

/** Finds the place a path names; makes the documents on the way with `create`, else answers null where one is missing. */
function placeAt(document: Document, path: string, create: boolean): Place | null {
  const parts = path.split('.')
  let holder: unknown = document
  for (const [at, key] of parts.entries()) {
    if (Array.isArray(holder) ? !/^\d+$/.test(key) : !isDocument(holder)) {
      if (!create) return null
      throw new UpdateError(`Cannot create field '${key}' in element {${parts[at - 1]}: ${text(holder)}}`)
    }
    const inner = holder as Document
    if (at === parts.length - 1) return { holder: inner, key, path }
    if (!Object.hasOwn(inner, key)) {
      if (!create) return null
      inner[key] = {}
    }
    holder = inner[key]
  }
  return null
}

function numberAt({ holder, key, path }: Place, operator: string, operand: unknown): number | undefined {
  if (typeof operand !== 'number')
    throw new UpdateError(`Cannot ${operator} with non-numeric argument: {${path}: ${text(operand)}}`)
  const value = holder[key]
  if (value !== undefined && typeof value !== 'number')
    throw new UpdateError(`Cannot apply ${operator} to a value of non-numeric type. {${path}: ${text(value)}}`)
  return value
}

function arrayAt({ holder, key, path }: Place, operator: string): unknown[] | undefined {
  const value = holder[key]
  if (value !== undefined && !Array.isArray(value))
    throw new UpdateError(`The field '${path}' must be an array for ${operator} but is ${text(value)}`)
  return value
}

function eachOf(operand: unknown, operator: string): unknown[] {
  if (!isDocument(operand) || !('$each' in operand)) return [operand]
  if (!Array.isArray(operand.$each)) throw new UpdateError(`The argument to $each in ${operator} must be an array`)
  return operand.$each
}

const PUSH_MODIFIERS = new Set(['$each', '$position', '$sort', '$slice'])

function push(place: Place, operand: unknown): void {
  const modifiers: Document = isDocument(operand) && '$each' in operand ? operand : {}
  const unknown = Object.keys(modifiers).find((name) => !PUSH_MODIFIERS.has(name))
  if (unknown) throw new InvalidOperatorError(`Unrecognized clause in $push: ${unknown}`)
  let array = [...(arrayAt(place, '$push') ?? [])]
  const position = typeof modifiers.$position === 'number' ? modifiers.$position : array.length
  array.splice(position, 0, ...copyValue(eachOf(operand, '$push')))
  if (modifiers.$sort !== undefined) {
    const order = isDocument(modifiers.$sort) ? orderOf(modifiers.$sort) : orderOf({ value: modifiers.$sort })
    array = isDocument(modifiers.$sort)
      ? sortBy(array, order, (element) => element as Document)
      : sortBy(array, order, (value) => ({ value }))
  }
  if (typeof modifiers.$slice === 'number')
    array = modifiers.$slice < 0 ? array.slice(modifiers.$slice) : array.slice(0, modifiers.$slice)
  place.holder[place.key] = array
}

function pulls(operand: unknown): (element: unknown) => boolean {
  if (isCondition(operand)) {
    const test = matcherOf({ value: operand })
    return (value) => test({ value })
  }
  if (operand instanceof RegExp) return (value) => typeof value === 'string' && operand.test(value)
  if (!isDocument(operand)) return (value) => same(value, operand)
  const test = matcherOf(operand)
  return (value) => isDocument(value) && test(value)
}

function keepOnly(place: Place, operator: string, keeps: (element: unknown) => boolean): void {
  const array = arrayAt(place, operator)
  if (array) place.holder[place.key] = array.filter(keeps)
}

function listOf(operand: unknown, operator: string): unknown[] {
  if (!Array.isArray(operand)) throw new UpdateError(`${operator} requires an array argument`)
  return operand
}

const extreme = (sign: 1 | -1) => (place: Place, operand: unknown) => {
  const value = place.holder[place.key]
  if (!Object.hasOwn(place.holder, place.key) || compareValues(operand, value) * sign > 0)
    place.holder[place.key] = copyValue(operand)
}

/** What each operator does at one place. */
const OPERATORS: Record<string, (place: Place, operand: unknown, document: Document) => void> = {
  $set: ({ holder, key }, operand) => {
    holder[key] = copyValue(operand)
  },
  $unset: ({ holder, key }) => {
    if (Array.isArray(holder)) holder[Number(key)] = null
    else delete holder[key]
  },
  $inc: (place, operand) => {
    place.holder[place.key] = (numberAt(place, '$inc', operand) ?? 0) + (operand as number)
  },
  $mul: (place, operand) => {
    place.holder[place.key] = (numberAt(place, '$mul', operand) ?? 0) * (operand as number)
  },
  $min: extreme(-1),
  $max: extreme(1),
  $rename: ({ holder, key }, operand, document) => {
    if (!Object.hasOwn(holder, key)) return
    const value = holder[key]
    delete holder[key]
    const target = placeAt(document, String(operand), true)!
    target.holder[target.key] = value
  },
  $push: push,
  $pop: (place, operand) => {
    const array = arrayAt(place, '$pop')
    if (array) place.holder[place.key] = operand === -1 ? array.slice(1) : array.slice(0, -1)
  },
  $pull: (place, operand) => {
    const pulled = pulls(operand)
    keepOnly(place, '$pull', (element) => !pulled(element))
  },
  $pullAll: (place, operand) => {
    const list = listOf(operand, '$pullAll')
    keepOnly(place, '$pullAll', (element) => !list.some((value) => same(value, element)))
  },
  $addToSet: (place, operand) => {
    const array = [...(arrayAt(place, '$addToSet') ?? [])]
    for (const value of eachOf(operand, '$addToSet')) {
      if (!array.some((element) => same(element, value))) array.push(copyValue(value))
    }
    place.holder[place.key] = array
  },
}

/** Those that change nothing where the field is missing. */
const NEEDS_FIELD = new Set(['$unset', '$rename', '$pop', '$pull', '$pullAll'])

/** Puts the index of the first element that the filter matches in the place of `$`. */
function positioned(path: string, document: Document, filter: Document): string {
  const at = path.indexOf('.$')
  if (at < 0) return path
  if (at + 2 < path.length && path[at + 2] !== '.')
    throw new InvalidOperatorError(`Unknown positional operator in '${path}'`)
  const field = path.slice(0, at)
  const place = placeAt(document, field, false)
  const array = place?.holder[place.key]
  const tests = conditionsOn(filter, field).map((condition) => matcherOf(condition))
  if (tests.length === 0 || !Array.isArray(array))
    throw new UpdateError(`The positional operator did not find the match needed from the query: '${path}'`)
  const index = array.findIndex((element) => {
    const alone: Document = {}
    const target = placeAt(alone, field, true)!
    target.holder[target.key] = [element]
    return tests.every((test) => test(alone))
  })
  if (index < 0)
    throw new UpdateError(`The positional operator did not find the match needed from the query: '${path}'`)
  return positioned(`${field}.${index}${path.slice(at + 2)}`, document, filter)
}

function conditionsOn(filter: Document, field: string): Document[] {
  return Object.entries(filter).flatMap(([key, condition]) => {
    if (key === '$and') return (condition as Document[]).flatMap((part) => conditionsOn(part, field))
    return key === field || key.startsWith(`${field}.`) ? [{ [key]: condition }] : []
  })
}

function refuseConflicts(paths: string[]): void {
  for (const [at, path] of paths.entries()) {
    if (path === '_id' || path.startsWith('_id.'))
      throw new UpdateError(`Performing an update on the path '_id' would modify the immutable field '_id'`)
    const earlier = paths.slice(0, at)
    const other = earlier.find((one) => `${one}.`.startsWith(`${path}.`) || `${path}.`.startsWith(`${one}.`))
    if (other !== undefined) throw new UpdateError(`Updating the path '${path}' would create a conflict at '${other}'`)
  }
}

/**
 * The document after an update such as `{$set: {a: 1}}`; the one given is left as it was. `filter` is what found it, for `items.$`.
 * Throws {@link UpdateError} where MongoDB would, and {@link InvalidOperatorError} for an operator it doesn't know.
 */
export function updated(document: Document, update: Document, filter: Document): Document {
  const result = copyValue(document)
  const steps = Object.entries(update).flatMap(([operator, fields]) => {
    const apply = OPERATORS[operator]
    if (!apply) throw new InvalidOperatorError(`Unknown modifier: ${operator}`)
    if (rankOf(fields) !== rankOf({}))
      throw new UpdateError(`Modifiers operate on fields but we found ${text(fields)} in ${operator}`)
    return Object.entries(fields as Document).map(([path, operand]) => ({ operator, apply, path, operand }))
  })
  refuseConflicts(
    steps.flatMap(({ operator, path, operand }) => (operator === '$rename' ? [path, String(operand)] : [path])),
  )
  for (const { operator, apply, path, operand } of steps) {
    const place = placeAt(result, positioned(path, document, filter), !NEEDS_FIELD.has(operator))
    if (place && (!NEEDS_FIELD.has(operator) || place.holder[place.key] !== undefined)) apply(place, operand, result)
  }
  return result
}
