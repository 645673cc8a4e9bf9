/** Finding out whom an order goes to: a person with a post that takes orders, the pool of an area, or a department. */
import type { OrderTarget } from '#types/case'
import { orderTakers } from '#types/roles'
import type { Db } from '../../kernel/db'
import { refuse } from '../../kernel/errors'
import { businessDate } from '../../kernel/time'
import { areaTree } from '../area'
import type { OrganizationRecord, PostRecord } from '../post'
import type { Supplies } from './occasion'
import type { CaseRecord } from './record'

/** What could be read before the case was known: the person's posts, or the department and its officers. */
export interface FoundTarget {
  posts: PostRecord[]
  organization?: OrganizationRecord | null
}

/** Reads what a target needs; one round trip, at the same time as the case. */
export async function findTarget(db: Db, target: OrderTarget, now: Date): Promise<FoundTarget> {
  const today = businessDate(now)
  const current = (posts: PostRecord[]) =>
    posts.filter((post) => post.from <= today && (post.to === undefined || post.to >= today))
  if (target.to === 'person') {
    return { posts: current(await db.find<PostRecord>('posts', { where: { personId: target.personId }, limit: 50 })) }
  }
  if (target.to === 'department') {
    const [organization, posts] = await Promise.all([
      db.get<OrganizationRecord>('organizations', target.organizationId),
      db.find<PostRecord>('posts', {
        where: { organizationId: target.organizationId, role: 'departmentOfficer' },
        limit: 20,
      }),
    ])
    return { organization, posts: current(posts) }
  }
  return { posts: [] }
}

/**
 * The target as the decision takes it.
 * @throws Refusal NOT_A_CANDIDATE when it can't take this case: no such post within the case's areas, no officer
 */
export async function settleTarget(
  db: Db,
  record: CaseRecord,
  target: OrderTarget,
  found: FoundTarget | undefined,
  now: Date,
): Promise<Supplies['target']> {
  if (target.to === 'person') {
    const inScope = (post: PostRecord) =>
      orderTakers.includes(post.role) && post.areas.some((area) => area.length >= 9 && record.areas.includes(area))
    const post = found?.posts.find(inScope) ?? refuse('NOT_A_CANDIDATE')
    return {
      to: 'person',
      id: target.personId,
      name: post.personName,
      people: [target.personId],
      householdId: post.householdId,
    }
  }
  if (target.to === 'department') {
    if (!found?.organization || found.posts.length === 0) refuse('NOT_A_CANDIDATE')
    return {
      to: 'department',
      id: target.organizationId,
      name: found.organization.name,
      people: found.posts.map((post) => post.personId),
    }
  }
  const area = target.areaId ?? record.areas.at(-1)!
  if (area.length < 9 || !record.areas.includes(area)) refuse('NOT_A_CANDIDATE')
  const tree = await areaTree(db, now)
  const name = area === record.areas.at(-1) ? record.areaName : tree.name(area)
  return { to: 'pool', id: area, name: `${name}接单大厅`, people: [] }
}
