import { randomBytes } from 'node:crypto'
import type { Stage } from '../query/aggregate'
import type { Search } from '../query/find'
import { orderOf } from '../query/order'
import type { Document } from '../query/value'
import { parseEjson } from './ejson'

/** A write of a function may be this large, in bytes. */
const MOST_WRITTEN = 5 * 1024 * 1024

/** The fields of a `database.*` request, as the SDK sends them. */
export interface DatabaseRequest {
  action: string
  collectionName: string
  queryType?: 'DOC' | 'WHERE'
  query?: string
  data?: string | string[]
  order?: string
  projection?: string
  offset?: number
  limit?: number
  multi?: boolean
  merge?: boolean
  upsert?: boolean
  transactionId?: string
  stages?: { stageKey: string; stageValue: string }[]
}

function documentOf(text: string | undefined, now: Date): Document {
  return text ? (parseEjson(text, now) as Document) : {}
}

/** A document's text as the SDK sends it; throws when it is larger than a write may be. */
export function writtenOf(text: string, now: Date): Document {
  const bytes = Buffer.byteLength(text)
  if (bytes > MOST_WRITTEN) throw new Error(`document of ${bytes} bytes is larger than ${MOST_WRITTEN}`)
  return documentOf(text, now)
}

/** The document with its id first: its own, or 32 random hexadecimal digits. */
export function withId(document: Document): Document {
  const { _id = randomBytes(16).toString('hex'), ...fields } = document
  return { _id, ...fields }
}

/** What a request looks for; a single document has no limit of its own. */
export function searchOf(request: DatabaseRequest, now: Date): Search {
  return {
    filter: documentOf(request.query, now),
    order: request.order ? orderOf(documentOf(request.order, now)) : [],
    skip: request.offset ?? 0,
    limit: request.queryType === 'WHERE' ? Math.min(request.limit ?? 100, 1_000) : 1,
  }
}

/** The projection of a request, or null when it wants whole documents. */
export function projectionOf(request: DatabaseRequest, now: Date): Document | null {
  const projection = documentOf(request.projection, now)
  return Object.keys(projection).length > 0 ? projection : null
}

/** The stages of an aggregation, in order. */
export function stagesOf(request: DatabaseRequest, now: Date): Stage[] {
  return (request.stages ?? []).map(({ stageKey, stageValue }) => ({ [stageKey]: parseEjson(stageValue, now) }))
}
