/** The three posts of a village's store are three different people (domain.md §4). Pure core and its shell. */
import { type Role, roles, storeRoles } from '#types/roles'
import type { Db } from '../../kernel/db'
import { refuse } from '../../kernel/errors'
import type { Period } from './period'
import type { PostRecord } from './record'

const isStoreRole = (role: Role): boolean => (storeRoles as readonly Role[]).includes(role)

const overlap = (a: Period, b: Period): boolean =>
  (b.to === undefined || a.from <= b.to) && (a.to === undefined || b.from <= a.to)

/** Post of a store that somebody is to hold, or to stand in for. */
export interface StorePost extends Period {
  role: Role
  areaId?: string
}

type Held = Pick<PostRecord, 'role' | 'areaId' | 'from' | 'to'>

/** Which other post of the same store somebody holds at the same time; undefined when the appointment may be. */
export function otherStorePost(held: readonly Held[], asked: StorePost): Role | undefined {
  if (!isStoreRole(asked.role)) return undefined
  return held.find(
    (post) =>
      isStoreRole(post.role) && post.role !== asked.role && post.areaId === asked.areaId && overlap(post, asked),
  )?.role
}

/** Most posts of one person that are looked at. */
const mostPosts = 100

/** @throws Refusal STORE_POSTS when one of these people holds another post of the same store */
export async function refuseStorePosts(db: Db, personIds: readonly string[], asked: StorePost): Promise<void> {
  if (!isStoreRole(asked.role) || personIds.length === 0) return
  const held = await db.find<PostRecord>('posts', {
    where: { personId: db.command.in([...personIds]) },
    limit: mostPosts,
  })
  const other = otherStorePost(held, asked)
  if (other) refuse('STORE_POSTS', { role: roles[other] })
}
