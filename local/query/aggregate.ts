import { Aggregator } from 'mingo/aggregator'
import { Context, evalExpr } from 'mingo/core'
import type { Iterator } from 'mingo/lazy'
import * as accumulators from 'mingo/operators/accumulator'
import * as expressions from 'mingo/operators/expression'
import * as projections from 'mingo/operators/projection'
import { InvalidOperatorError } from './errors'
import { EXPRESSION_PATCHES } from './expressions'
import type { Search } from './find'
import { distanceTo } from './geo'
import { QUERY_CONTEXT, QUERY_OPERATORS } from './matcher'
import { orderOf } from './order'
import { STAGES } from './stages'
import { copyValue, type Document, isDocument, valuesAt } from './value'

/** One stage, its name the only key. */
export type Stage = Record<string, unknown>

/** How an aggregation reads: the documents of a collection that a search finds. */
export type Reads = (collection: string, search: Search) => Document[]

/** Without `$limit` the real service answers this many documents, whatever there are. */
const DEFAULT_LIMIT = 20
/** And never more than these. */
const MOST_RESULTS = 10_000

const STAGE_NAMES = new Set([...Object.keys(STAGES), '$lookup', '$geoNear'])
const OPERATORS = new Set([
  ...Object.keys({ ...expressions, ...EXPRESSION_PATCHES, ...accumulators, ...projections }),
  ...QUERY_OPERATORS,
])
for (const script of ['$function', '$accumulator', '$where', '$jsonSchema']) OPERATORS.delete(script)

function refuseUnknown(value: unknown): void {
  if (Array.isArray(value)) value.forEach(refuseUnknown)
  if (!isDocument(value)) return
  for (const [key, inner] of Object.entries(value)) {
    if (key === '$literal') continue
    if (key.startsWith('$') && !OPERATORS.has(key)) throw new InvalidOperatorError(`Unrecognized expression '${key}'`)
    refuseUnknown(inner)
  }
}

function refuseUnknownStages(pipeline: Stage[]): void {
  for (const [at, stage] of pipeline.entries()) {
    const [name] = Object.keys(stage)
    if (!name || !STAGE_NAMES.has(name)) throw new InvalidOperatorError(`Unrecognized pipeline stage name: '${name}'`)
    if (name === '$geoNear' && at > 0)
      throw new InvalidOperatorError('$geoNear is only valid as the first stage in a pipeline')
    const { pipeline: inner, ...argument } = isDocument(stage[name]) ? stage[name] : {}
    if (name === '$lookup' && Array.isArray(inner)) refuseUnknownStages(inner)
    refuseUnknown(name === '$lookup' ? argument : stage[name])
  }
}

interface GeoNear {
  near: { coordinates: [number, number] }
  distanceField: string
  key?: string
  query?: Document
  maxDistance?: number
  minDistance?: number
  distanceMultiplier?: number
  includeLocs?: string
}

function geoNear(reads: Reads, collection: string, argument: GeoNear): Document[] {
  const { near, key, query = {}, distanceField, includeLocs, distanceMultiplier = 1 } = argument
  if (!key) throw new InvalidOperatorError('$geoNear needs a key')
  const place = { $geometry: near, $maxDistance: argument.maxDistance, $minDistance: argument.minDistance }
  const found = reads(collection, { filter: { $and: [query, { [key]: { $nearSphere: place } }] } })
  return found.map((document) => ({
    ...document,
    [distanceField]: distanceTo(near.coordinates, document, key) * distanceMultiplier,
    ...(includeLocs ? { [includeLocs]: valuesAt(document, key, false).values[0] } : {}),
  }))
}

/** Equalities of a field with a variable inside `$expr`: what lets a `$lookup` use an index. The `$expr` is still tried on every document. */
function equalitiesOf(expression: unknown, variables: Document): Document[] {
  if (!isDocument(expression)) return []
  if (Array.isArray(expression.$and)) return expression.$and.flatMap((part) => equalitiesOf(part, variables))
  if (!Array.isArray(expression.$eq)) return []
  for (const [field, value] of [expression.$eq, [...expression.$eq].reverse()]) {
    const name = typeof value === 'string' && value.startsWith('$$') ? value.slice(2) : ''
    const known = variables[name]
    // `$expr` compares an array as a whole, an index its elements; only plain values are alike in both.
    if (typeof field === 'string' && /^\$\w+$/.test(field) && (typeof known === 'string' || typeof known === 'number'))
      return [{ [field.slice(1)]: known }]
  }
  return []
}

interface Lookup {
  from: string
  as: string
  localField?: string
  foreignField?: string
  let?: Document
  pipeline?: Stage[]
}

function lookup(reads: Reads, { from, as, localField, foreignField, let: names, pipeline = [] }: Lookup) {
  return (documents: Iterator, _: unknown, options: never): Iterator =>
    documents.map((document) => {
      const joined = localField && foreignField ? equalTo(document as Document, localField, foreignField) : {}
      const variables = names ? (evalExpr(document as never, names as never, options) as Document) : {}
      return { ...(document as Document), [as]: execute(reads, from, pipeline, variables, joined) }
    })
}

function equalTo(document: Document, localField: string, foreignField: string): Document {
  const { values } = valuesAt(document, localField, false)
  return { [foreignField]: { $in: values.map((value) => value ?? null) } }
}

/** Filters, an order and a limit at the start are the store's work; what they leave of the pipeline is mingo's. */
function pushedDown(pipeline: Stage[], variables: Document, joined: Document): { search: Search; rest: Stage[] } {
  let at = 0
  const filters: Document[] = Object.keys(joined).length > 0 ? [joined] : []
  let exact = true
  for (; at < pipeline.length && '$match' in pipeline[at]!; at++) {
    const { $expr, ...plain } = pipeline[at]!.$match as Document
    if (Object.keys(plain).length > 0) filters.push(plain)
    if ($expr === undefined) continue
    exact = false
    filters.push(...equalitiesOf($expr, variables))
  }
  const filter = filters.length === 0 ? {} : filters.length === 1 ? filters[0]! : { $and: filters }
  if (!exact) return { search: { filter }, rest: pipeline }
  const search: Search = { filter }
  if (pipeline[at]?.$sort) search.order = orderOf(pipeline[at++]!.$sort as Document)
  if (typeof pipeline[at]?.$limit === 'number') search.limit = pipeline[at]!.$limit as number
  return { search, rest: pipeline.slice(at) }
}

function execute(
  reads: Reads,
  collection: string,
  pipeline: Stage[],
  variables: Document,
  joined: Document,
): Document[] {
  const near = pipeline[0]?.$geoNear as GeoNear | undefined
  const { search, rest } = near ? { search: null, rest: pipeline.slice(1) } : pushedDown(pipeline, variables, joined)
  const input = near ? geoNear(reads, collection, near) : reads(collection, search!)
  const context = Context.from(QUERY_CONTEXT)
    .addAccumulatorOps(accumulators as never)
    .addProjectionOps(projections as never)
    .addPipelineOps(STAGES as never)
    .addPipelineOps({
      $lookup: ((documents: Iterator, argument: Lookup, options: never) =>
        lookup(reads, argument)(documents, argument, options)) as never,
    })
  return new Aggregator(rest as never, { context, variables, scriptEnabled: false }).run(input.map(copyValue))
}

/**
 * Runs a pipeline and answers at most 20 documents when it has no `$limit`, as the real service does, and 10,000 at most.
 * Throws {@link InvalidOperatorError} naming a stage or an operator that isn't known.
 */
export function aggregate(reads: Reads, collection: string, pipeline: Stage[]): Document[] {
  refuseUnknownStages(pipeline)
  const results = execute(reads, collection, pipeline, {}, {})
  return results.slice(0, pipeline.some((stage) => '$limit' in stage) ? MOST_RESULTS : DEFAULT_LIMIT)
}
