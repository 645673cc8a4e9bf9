import { type ActionName, permissions } from '#types/permissions'
import type { Me } from '#types/person'
import type { ChosenArea } from '@/components/area-picker'

/** The widest area in which these posts may do something: an administrator's county, as a rule. */
export function rootArea(posts: Me['posts'], action: ActionName): ChosenArea | undefined {
  const { who } = permissions[action]
  const [widest] = posts
    .filter(({ role, areaId }) => areaId !== undefined && typeof who !== 'string' && who.includes(role))
    .sort((a, b) => a.areas.length - b.areas.length)
  return widest && { id: widest.areaId!, fullName: widest.areaName }
}
