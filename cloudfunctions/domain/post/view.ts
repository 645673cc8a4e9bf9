/** Posts as screens show them. */
import type { PostView } from '#types/person'
import type { Db } from '../../kernel/db'
import { areaTree, findAreas } from '../area'
import type { OrganizationRecord, PostRecord } from './record'

/** Names of the places in two queries at most: areas below the villages, and organizations. */
export async function viewPosts(db: Db, posts: readonly PostRecord[], now: Date): Promise<PostView[]> {
  const organizationIds = [...new Set(posts.flatMap((post) => post.organizationId ?? []))]
  const [organizations] = await Promise.all([
    organizationIds.length === 0
      ? []
      : db.find<OrganizationRecord>('organizations', {
          where: { _id: db.command.in(organizationIds) },
          limit: 1000,
          fields: ['name'],
        }),
    findAreas(
      db,
      posts.flatMap((post) => post.areaId ?? []),
      now,
    ),
  ])
  const tree = await areaTree(db, now)
  const organizationName = (id = '') => organizations.find(({ _id }) => _id === id)?.name ?? ''
  return posts.map((post) => ({
    id: post._id,
    personId: post.personId,
    name: post.personName,
    role: post.role,
    ...(post.areaId ? { areaId: post.areaId } : {}),
    areaName: post.areaId ? tree.fullName(post.areaId) : organizationName(post.organizationId),
    from: post.from,
    ...(post.to ? { to: post.to } : {}),
    ...deputyOf(post),
    ...(post.leave ? { leave: { from: post.leave.from, to: post.leave.to } } : {}),
    version: post.version,
  }))
}

function deputyOf({ leave, deputyName }: PostRecord): { deputy?: string } {
  const deputy = leave?.deputyName ?? deputyName
  return deputy ? { deputy } : {}
}
