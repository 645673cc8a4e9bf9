import type { StoreRole } from '#types/labels'
import type { Me } from '#types/person'
import { storeIdOf, storeRoles } from '#types/roles'

/** The store that somebody works in. */
export interface MyStore {
  id: string
  villageId: string
  villageName: string
  /** My posts in it. */
  roles: StoreRole[]
}

const isStoreRole = (role: string): role is StoreRole => (storeRoles as readonly string[]).includes(role)

/** The store of my first post in one, whichever village I live in; none without such a post. */
export function myStoreOf(posts: Me['posts']): MyStore | undefined {
  const post = posts.find(({ role, areaId }) => isStoreRole(role) && areaId)
  if (!post?.areaId) return undefined
  const roles = posts.flatMap(({ role, areaId }) => (isStoreRole(role) && areaId === post.areaId ? [role] : []))
  return { id: storeIdOf(post.areaId), villageId: post.areaId, villageName: post.areaName, roles }
}
