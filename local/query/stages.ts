import { evalExpr } from 'mingo/core'
import { type Iterator, Lazy } from 'mingo/lazy'
import * as pipelineOperators from 'mingo/operators/pipeline'
import { InvalidOperatorError } from './errors'
import { orderOf, sortBy } from './order'
import { compareValues, type Document } from './value'

type Stage = (documents: Iterator, argument: never, options: never) => Iterator

/** A stage that needs all its documents at once. */
const whole =
  (work: (documents: Document[], argument: never, options: never) => Document[]): Stage =>
  (documents, argument, options) =>
    documents.transform(((all: Document[]) => Lazy(work(all, argument, options))) as never)

const $sort = whole((documents, specification: Document) =>
  sortBy(documents, orderOf(specification), (document) => document),
)

/** Counting nothing answers no document at all. */
const $count = whole((documents, name: string) => (documents.length > 0 ? [{ [name]: documents.length }] : []))

interface Bucket {
  groupBy: unknown
  boundaries: unknown[]
  default?: unknown
  output?: Document
}

/** A bucket takes its lower boundary and not its upper one; empty buckets aren't answered. */
const $bucket = whole(
  (documents, { groupBy, boundaries, default: rest, output = { count: { $sum: 1 } } }: Bucket, options) => {
    const buckets = new Map<unknown, Document[]>()
    for (const document of documents) {
      const value = evalExpr(document as never, groupBy as never, options)
      const above = boundaries.findIndex((boundary) => compareValues(value, boundary) < 0)
      if (above < 1 && rest === undefined)
        throw new InvalidOperatorError('$bucket: a value lies outside all boundaries and there is no default')
      const key = above < 1 ? rest : boundaries[above - 1]
      buckets.set(key, [...(buckets.get(key) ?? []), document])
    }
    const keys = [...boundaries, rest].filter((key, at, all) => buckets.has(key) && all.indexOf(key) === at)
    return keys.map((key) => ({
      _id: key,
      ...(evalExpr(buckets.get(key) as never, output as never, options) as Document),
    }))
  },
)

const {
  $addFields,
  $bucketAuto,
  $group,
  $limit,
  $match,
  $project,
  $replaceRoot,
  $sample,
  $skip,
  $sortByCount,
  $unwind,
} = pipelineOperators

/** The stages node-sdk 3 has; `$lookup` and `$geoNear`, which reach into the store, are added by the aggregation. */
export const STAGES = {
  $addFields,
  $bucket,
  $bucketAuto,
  $count,
  $group,
  $limit,
  $match,
  $project,
  $replaceRoot,
  $sample,
  $skip,
  $sort,
  $sortByCount,
  $unwind,
}
