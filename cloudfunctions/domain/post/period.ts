/** Posts in time, pure: when a post is in force, who exercises it on a day, and what a binding carries of it. */
import type { PostSnapshot } from '#types/roles'
import type { PostRecord } from './record'

/** Business dates, both inclusive; no `to` means open-ended. */
export interface Period {
  from: string
  to?: string
}

/** Whether a business date lies in the period. */
export const inForce = ({ from, to }: Period, date: string): boolean => from <= date && (to === undefined || date <= to)

/** Whether a period isn't over on a business date: in force or still to come. */
export const notOver = ({ to }: Period, date: string): boolean => to === undefined || date <= to

/** A post as somebody exercises it: on leave the deputy's name and number stand in the place of the holder's. */
export interface ActingPost extends PostRecord {
  /** The holder on leave, when it is a deputy who acts. */
  deputyOf?: string
}

/** The post as it is exercised on a business date. The deputy's household counts for "nobody serves himself". */
export function actingOn(post: PostRecord, date: string): ActingPost {
  const { leave, personName: _name, personPhone: _phone, householdId: _home, ...rest } = post
  if (!leave || !inForce(leave, date)) return post
  return {
    ...rest,
    leave,
    personId: leave.deputyId,
    personName: leave.deputyName,
    ...(leave.deputyPhone ? { personPhone: leave.deputyPhone } : {}),
    ...(leave.deputyHouseholdId ? { householdId: leave.deputyHouseholdId } : {}),
    deputyOf: post.personId,
  }
}

const later = (a: string, b: string) => (a > b ? a : b)
const earlier = (a: string, b: string | undefined) => (b === undefined || a < b ? a : b)

/**
 * What the binding of a person carries of these posts: their own and those they stand in for, over ones left out, ones to
 * come included, because the session filters by date and nothing runs when a period begins. Sorted, so that equal posts
 * give equal snapshots.
 */
export function snapshotsOf(posts: readonly PostRecord[], personId: string, today: string): PostSnapshot[] {
  const own = posts.filter((post) => post.personId === personId)
  const asDeputy = posts.flatMap((post) => {
    const { leave } = post
    if (leave?.deputyId !== personId) return []
    const period = { from: later(leave.from, post.from), to: earlier(leave.to, post.to) }
    return period.from <= period.to ? [{ ...post, ...period, deputyOf: post.personId }] : []
  })
  return [...own, ...asDeputy]
    .filter((post) => notOver(post, today))
    .map((post: PostRecord & { deputyOf?: string }) => ({
      postId: post._id,
      role: post.role,
      ...(post.areaId ? { areaId: post.areaId } : {}),
      ...(post.organizationId ? { organizationId: post.organizationId } : {}),
      areas: post.areas,
      from: post.from,
      ...(post.to ? { to: post.to } : {}),
      ...(post.deputyOf ? { deputyOf: post.deputyOf } : {}),
    }))
    .sort((a, b) => (a.postId < b.postId ? -1 : 1))
}
