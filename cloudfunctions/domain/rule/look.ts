/** Which village an area belongs to. */
import type { Call } from '../../kernel/action'
import { refuse } from '../../kernel/errors'
import { type AreaNode, areaTree, openArea } from '../area'

/** The village of an area of any level below it. @throws Refusal BAD_INPUT above a village; NOT_FOUND, AREA_GONE */
export async function villageFor({ db, now }: Pick<Call, 'db' | 'now'>, areaId: string): Promise<AreaNode> {
  const area = await openArea(db, areaId, now)
  const tree = await areaTree(db, now)
  const village = area.areas.map(tree.byId).find((node) => node?.level === 'village')
  return village ?? refuse('BAD_INPUT', { problem: '请选择一个村', field: 'areaId' })
}
