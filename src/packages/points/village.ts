import type { Me } from '#types/person'

/** An area with its name. */
export interface NamedArea {
  id: string
  name: string
}

/** Codes of villages are the statistical ones of twelve digits (domain.md §6). */
const isVillage = (id: string) => id.length === 12

/** The village whose rules and lists somebody reads first: of a post there, else where they live; none for whoever works above. */
export function villageOf({
  posts,
  villageId,
  villageName,
}: Pick<Me, 'posts' | 'villageId' | 'villageName'>): string | undefined {
  if (villageId && villageName) return villageId
  return posts.flatMap(({ areas }) => areas).find(isVillage)
}

/** The village and, where the place has such, the group that somebody lives in, the village first. */
export function neighbourhoods({ areas, areaNames }: Pick<Me, 'areas' | 'areaNames'>): NamedArea[] {
  const village = areas.findIndex(isVillage)
  if (village < 0) return []
  return [village, village + 1].flatMap((at) => {
    const [id, name] = [areas[at], areaNames[at]]
    return id && name ? [{ id, name }] : []
  })
}
