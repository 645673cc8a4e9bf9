import { permissions } from '#types/permissions'
import type { Me } from '#types/person'

/** The areas where these posts may publish, each once. */
export function publishAreas(posts: Me['posts']): { id: string; name: string }[] {
  const roles = permissions['notice.publish'].who as readonly string[]
  const areas = new Map<string, string>()
  for (const { role, areaId, areaName } of posts) if (areaId && roles.includes(role)) areas.set(areaId, areaName)
  return [...areas].map(([id, name]) => ({ id, name }))
}
