/** Who holds an activity, and so records and certifies its hours (民政部令67: who organises records, who records certifies). Pure. */
import type { Recorder } from '#types/service'
import type { AreaNode } from '../area'
import type { OrganizationRecord } from '../post'

/** What an area's own body is called. 田堰村 → 田堰村民委员会; a town → its government. Below the village it is the village's. */
function bodyOf({ level, name }: Pick<AreaNode, 'level' | 'name'>): string {
  if (level === 'county' || level === 'town') return `${name}人民政府`
  return name.endsWith('村') ? `${name}民委员会` : `${name}居民委员会`
}

/** @param chain the area and those above it, from the county down */
export function recorderOf(
  chain: readonly Pick<AreaNode, '_id' | 'level' | 'name'>[],
  organization: Pick<OrganizationRecord, '_id' | 'name'> | null,
): Recorder {
  if (organization) return { kind: 'organization', id: organization._id, name: organization.name }
  const body = chain.filter(({ level }) => level === 'village' || level === 'town' || level === 'county').at(-1)
  if (!body) throw new Error('an activity lies in no village, town or county')
  return { kind: 'area', id: body._id, name: bodyOf(body) }
}
