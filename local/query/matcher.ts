import { Context } from 'mingo/core'
import * as expressions from 'mingo/operators/expression'
import * as queryOperators from 'mingo/operators/query'
import { Query } from 'mingo/query'
import { InvalidOperatorError } from './errors'
import { EXPRESSION_PATCHES } from './expressions'
import { GEO_OPERATORS } from './geo'
import { compareValues, type Document, isDocument, rankOf, valuesAt } from './value'

type Test = (document: Document) => boolean

/** Compares as MongoDB does: only values of one type are in order, NaN equals itself alone, null and missing are one. */
const comparison =
  (accepts: (order: number) => boolean) =>
  (path: string, operand: unknown): Test =>
  (document) =>
    valuesAt(document, path, true).values.some(
      (value) =>
        rankOf(value) === rankOf(operand) &&
        Number.isNaN(value) === Number.isNaN(operand) &&
        accepts(compareValues(value, operand)),
    )

const equal = comparison((order) => order === 0)
const matchesPattern = (value: unknown, pattern: RegExp) => typeof value === 'string' && pattern.test(value)

function anyOf(path: string, operands: unknown): Test {
  if (!Array.isArray(operands)) throw new InvalidOperatorError('$in needs an array')
  const patterns = operands.filter((operand): operand is RegExp => operand instanceof RegExp)
  const tests = operands.filter((operand) => !(operand instanceof RegExp)).map((operand) => equal(path, operand))
  return (document) =>
    tests.some((test) => test(document)) ||
    (patterns.length > 0 &&
      valuesAt(document, path, false).values.some((value) =>
        patterns.some((pattern) => matchesPattern(value, pattern)),
      ))
}

function allOf(path: string, operands: unknown, options: never): Test {
  if (!Array.isArray(operands)) throw new InvalidOperatorError('$all needs an array')
  const tests = operands.map((operand) =>
    isDocument(operand) && '$elemMatch' in operand
      ? (queryOperators.$elemMatch(path, operand.$elemMatch as never, options) as Test)
      : anyOf(path, [operand]),
  )
  return (document) => tests.length > 0 && tests.every((test) => test(document))
}

const not =
  (build: (path: string, operand: unknown) => Test) =>
  (path: string, operand: unknown): Test => {
    const test = build(path, operand)
    return (document) => !test(document)
  }

/** What mingo gets wrong about nulls within arrays, scalars under `$all`, NaN and mixed types, put right; and search by place. */
const PATCHED = {
  $eq: equal,
  $ne: not(equal),
  $gt: comparison((order) => order > 0),
  $gte: comparison((order) => order >= 0),
  $lt: comparison((order) => order < 0),
  $lte: comparison((order) => order <= 0),
  $in: anyOf,
  $nin: not(anyOf),
  $all: allOf,
  ...GEO_OPERATORS,
}

const { $and, $or, $nor, $not, $exists, $mod, $elemMatch, $size, $expr, $regex, $type } = queryOperators
const KNOWN = { $and, $or, $nor, $not, $exists, $mod, $elemMatch, $size, $expr, $regex, $type, ...PATCHED }

/** The operators of filters and expressions that the cloud offers, in mingo's form. */
export const QUERY_CONTEXT = Context.init({
  query: KNOWN as never,
  expression: { ...expressions, ...EXPRESSION_PATCHES } as never,
})

/** The names of all filter operators that are answered. */
export const QUERY_OPERATORS = new Set([
  ...Object.keys(KNOWN),
  '$options',
  '$geometry',
  '$centerSphere',
  '$maxDistance',
  '$minDistance',
])

/** A test of documents against a filter; throws {@link InvalidOperatorError} naming an operator that isn't known. */
export function matcherOf(filter: Document, variables?: Document): Test {
  try {
    const query = new Query(filter, { context: QUERY_CONTEXT, scriptEnabled: false, variables })
    return (document) => query.test(document)
  } catch (error) {
    throw new InvalidOperatorError((error as Error).message)
  }
}
