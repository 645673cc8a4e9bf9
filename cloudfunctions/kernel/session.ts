/** Who is calling: one read of the binding, keyed by a hash of the WeChat identity. */
import type { PostSnapshot, Session, Standing } from '#types/roles'
import type { Db } from './db'
import { hash } from './ids'
import type { KnownRequest } from './requests'
import { businessDate } from './time'

/**
 * WeChat identity → person, with a snapshot of the person's posts (collection bindings, `_id` = hash of the openid).
 * Whoever changes a person's posts, name or home rewrites the snapshot.
 */
export interface Binding {
  _id: string
  openid: string
  personId: string
  /** Ids under which the same WeChat identity filed before it was matched with the roster. */
  formerIds: string[]
  standing: Standing
  name: string
  householdId?: string
  areas: string[]
  posts: PostSnapshot[]
  version: number
  requests: KnownRequest[]
  /** What was claimed at registration, until it is confirmed or refused. */
  claim?: { name: string; household: string; phone?: string; at: Date; refused?: string }
}

/** Id of the binding of a WeChat identity. */
export const bindingId = (openid: string): string => hash('binding', openid)

/** Id that somebody has before being matched with the roster. */
export const visitorId = (openid: string): string => `v${bindingId(openid)}`

/** A session from a binding: posts outside their period are left out. */
export function sessionOf(openid: string, binding: Binding | null, now: Date): Session {
  if (!binding) {
    const personId = visitorId(openid)
    return { standing: 'visitor', personId, identities: [personId], name: '', areas: [], posts: [] }
  }
  const { standing, personId, formerIds, name, householdId, areas, posts } = binding
  const today = businessDate(now)
  const current = posts.filter((post) => post.from <= today && (post.to === undefined || today <= post.to))
  return { standing, personId, identities: [personId, ...formerIds], name, householdId, areas, posts: current }
}

/** The caller's session. A WeChat identity without a binding is a visitor. */
export async function loadSession(db: Db, openid: string, now: Date): Promise<Session> {
  return sessionOf(openid, await db.get<Binding>('bindings', bindingId(openid)), now)
}
