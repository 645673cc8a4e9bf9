/** Reading and writing bindings: what ties a WeChat identity to somebody on the roster. */
import type { PostSnapshot } from '#types/roles'
import type { Collection } from '../../indexes'
import type { Call } from '../../kernel/action'
import type { Db } from '../../kernel/db'
import { type KnownRequest, remember } from '../../kernel/requests'
import { businessDate } from '../../kernel/time'
import { type PostRecord, snapshotsOf } from '../post'
import type { BindingRecord } from './record'

/** Most posts one person holds or stands in for. */
const mostPosts = 200

/** What a binding of the person carries: their own posts and those they exercise as a deputy. */
export async function postsOf(db: Db, personId: string, now: Date): Promise<PostSnapshot[]> {
  const where = db.command.or([{ personId }, { 'leave.deputyId': personId }])
  const posts = await db.find<PostRecord>('posts', { where, limit: mostPosts })
  return snapshotsOf(posts, personId, businessDate(now))
}

/** This call as a document's replay memory knows it, under the id of whoever asked. */
export const requestOf = ({ requestId, inputHash, now }: Call, personId: string): KnownRequest => ({
  requestId,
  personId,
  inputHash,
  at: now,
})

/** The binding one version on, remembering the request. */
export function touched(next: BindingRecord, request: KnownRequest): BindingRecord {
  return {
    ...next,
    version: next.version + 1,
    requests: remember(next.requests, request, request.at),
  }
}

/**
 * Writes a document whole if it is still the version that was read: fields that `after` lacks go.
 * @returns false when somebody else was faster
 */
export async function replace<Doc extends { _id: string; version: number }>(
  db: Db,
  collection: Collection,
  before: Doc,
  after: Doc,
): Promise<boolean> {
  const { _id, ...fields } = after
  const gone = Object.keys(before).filter((key) => !(key in after))
  const removals = Object.fromEntries(gone.map((key) => [key, db.command.remove()]))
  return db.update(collection, _id, { version: before.version }, { ...fields, ...removals })
}

/** Writes a binding, or makes the first one of a WeChat identity. @returns false when somebody else was faster */
export async function saveBinding(db: Db, before: BindingRecord | null, after: BindingRecord): Promise<boolean> {
  if (before) return replace(db, 'bindings', before, after)
  return (await db.insert('bindings', after)) === 'inserted'
}
