/**
 * How an area ends in a successor (domain.md §1: an area never moves). Pure: which areas end, where each one's contents
 * go, and which areas begin. Codes below a renamed area keep their last digits; below a merged one they keep them if free.
 */
import type { AreaRecord } from './record'
import type { AreaNode } from './tree'

/** One ended area: where what lay in it lies from now on, and the new area if one begins for it. */
export interface Succession {
  from: string
  to: string[]
  begins?: AreaRecord
}

type Ended = Pick<AreaRecord, '_id' | 'parentId' | 'level' | 'name' | 'areas'> & Partial<AreaRecord>

function successor(ended: Ended, _id: string, name: string, above: readonly string[], today: string): AreaRecord {
  const { level, boundary, center, _id: formerId } = ended
  return {
    ...{ _id, level, name, areas: [...above, _id], validFrom: today, formerId, version: 1 },
    ...(above.length > 0 ? { parentId: above.at(-1) } : {}),
    ...(boundary ? { boundary } : {}),
    ...(center ? { center } : {}),
  }
}

/** Parents before children. */
const topDown = (areas: readonly Ended[]) =>
  [...areas].sort((a, b) => a.areas.length - b.areas.length || (a._id < b._id ? -1 : 1))

/**
 * Renaming: the area and everything below begins again under the new code.
 * @param below everything open below `area`
 */
export function renaming(
  area: Ended,
  below: readonly Ended[],
  { newId, name }: { newId: string; name: string },
  today: string,
): Succession[] {
  const chains = new Map<string, string[]>([[area.parentId ?? '', area.areas.slice(0, -1)]])
  return [area, ...topDown(below)].map((ended) => {
    const top = ended._id === area._id
    const above = chains.get(ended.parentId ?? '') ?? []
    const _id = top ? newId : newId + ended._id.slice(area._id.length)
    const begins = successor(ended, _id, top ? name : ended.name, above, today)
    chains.set(ended._id, begins.areas)
    return { from: ended._id, to: begins.areas, begins }
  })
}

/** The code after the highest of a list, with as many digits. */
function nextCode(taken: ReadonlySet<string>, parent: string, digits: number): string {
  const used = [...taken].filter((id) => id.startsWith(parent) && id.length === parent.length + digits)
  const highest = Math.max(0, ...used.map((id) => Number(id.slice(parent.length))))
  return parent + String(highest + 1).padStart(digits, '0')
}

/**
 * Merging: the area ends in one that is there; what lies below begins again under that one, with another number or the old
 * home in its name where those are taken.
 * @param below everything open below `area`
 * @param inInto everything below `into`, closed ones too, whose codes and names are taken
 */
export function merging(
  area: Ended,
  below: readonly Ended[],
  into: Pick<AreaNode, '_id' | 'areas'>,
  inInto: readonly Ended[],
  today: string,
): Succession[] {
  const taken = new Set(inInto.map(({ _id }) => _id))
  const names = new Set(inInto.map(({ parentId, name }) => `${parentId}:${name}`))
  const chains = new Map<string, readonly string[]>([[area._id, into.areas]])
  const moved = topDown(below).map((ended): Succession => {
    const parent = ended.parentId ?? ''
    const above = chains.get(parent) ?? into.areas
    const parentId = above.at(-1) ?? ''
    const tail = ended._id.slice(parent.length)
    const wanted = parentId + tail
    const _id = taken.has(wanted) ? nextCode(taken, parentId, tail.length) : wanted
    const name = names.has(`${parentId}:${ended.name}`) ? `${ended.name}（原${area.name}）` : ended.name
    const begins = successor(ended, _id, name, above, today)
    taken.add(_id)
    names.add(`${parentId}:${name}`)
    chains.set(ended._id, begins.areas)
    return { from: ended._id, to: begins.areas, begins }
  })
  return [{ from: area._id, to: into.areas }, ...moved]
}

/** The chain of something after a succession: that of the successor of the deepest area that ended; else as it was. */
export function movedChain(areas: readonly string[], moves: ReadonlyMap<string, readonly string[]>): string[] {
  const deepest = [...areas].reverse().find((id) => moves.has(id))
  return [...(deepest === undefined ? areas : (moves.get(deepest) as readonly string[]))]
}

/** The successor of one area id, or the id itself. */
export function movedId(id: string, moves: ReadonlyMap<string, readonly string[]>): string {
  return moves.get(id)?.at(-1) ?? id
}

/** An area and every area that has ended in it, also by way of others that have ended since. */
export function endedInto(nodes: readonly Pick<AreaNode, '_id' | 'successorId'>[], id: string): string[] {
  const former = nodes.filter(({ successorId }) => successorId === id)
  return [id, ...former.flatMap(({ _id }) => endedInto(nodes, _id))]
}
