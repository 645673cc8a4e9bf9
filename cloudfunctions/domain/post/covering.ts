/** Who holds which post where: asked for by routing in every submission, so held for a minute. */
import type { Role } from '#types/roles'
import type { Db } from '../../kernel/db'
import { businessDate } from '../../kernel/time'
import { type ActingPost, actingOn, inForce } from './period'
import type { PostRecord } from './record'

interface Held {
  at: number
  posts: PostRecord[]
}

const trustMs = 60_000

/** Entries an instance holds before it starts afresh: an area and a role each. */
const mostEntries = 5000

/** One per database: an instance has one, a test several. */
const caches = new WeakMap<Db, Map<string, Held>>()

function cacheOf(db: Db): Map<string, Held> {
  const cache = caches.get(db) ?? new Map<string, Held>()
  caches.set(db, cache)
  if (cache.size > mostEntries) cache.clear()
  return cache
}

const keyOf = (area: string, role: Role) => `${area}:${role}`

/**
 * Posts in force today with one of `roles` held in one of `areas` (an area chain gives all that cover its last area), each
 * as it is exercised: of somebody on leave the deputy stands there. Ordered by role as asked, then by id. One query for
 * what isn't known from the last minute; at most 1,000 posts.
 */
export async function postsCovering(
  db: Db,
  areas: readonly string[],
  roles: readonly Role[],
  now: Date,
): Promise<ActingPost[]> {
  const cache = cacheOf(db)
  const fresh = (held: Held | undefined) => held !== undefined && Math.abs(now.getTime() - held.at) < trustMs
  const missing = areas.filter((area) => roles.some((role) => !fresh(cache.get(keyOf(area, role)))))
  if (missing.length > 0) {
    const where = { areaId: db.command.in([...missing]), role: db.command.in([...roles]) }
    const found = await db.find<PostRecord>('posts', { where, limit: 1000 })
    for (const area of missing) {
      for (const role of roles) {
        const posts = found.filter((post) => post.areaId === area && post.role === role)
        cache.set(keyOf(area, role), { at: now.getTime(), posts })
      }
    }
  }
  const today = businessDate(now)
  return roles.flatMap((role) =>
    areas
      .flatMap((area) => cache.get(keyOf(area, role))?.posts ?? [])
      .filter((post) => inForce(post, today))
      .sort((a, b) => (a._id < b._id ? -1 : 1))
      .map((post) => actingOn(post, today)),
  )
}

/** Forgets what this instance holds of these areas, after a post there was written. */
export function forgetPosts(db: Db, areas: readonly string[]): void {
  const cache = cacheOf(db)
  for (const key of [...cache.keys()]) if (areas.includes(key.slice(0, key.indexOf(':')))) cache.delete(key)
}
