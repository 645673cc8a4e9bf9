/** Areas by what a sheet calls them: the code, or a name that only one area in the job's area has. Pure. */
import { type AreaNode, spoken } from '../area'

export interface AreaIndex {
  /** The open area meant, or the sentence that says why it isn't clear. */
  resolve(text: string): { area: AreaNode } | { problem: string }
  /** What to write in a sheet for an area, such that `resolve` finds it again: its full name, else its code. */
  label(id: string): string
}

/** Names of a chain from the town down that people may use: any end of it, and the village with the grid. */
function namesOf(names: readonly string[]): string[] {
  const ends = names.map((_, from) => names.slice(from).join(''))
  const skipping = names.length > 2 ? [`${names.at(-3)}${names.at(-1)}`] : []
  return [...new Set([...ends, ...skipping].map(spoken))]
}

/** @param nodes the job's area, everything below it and what lies above it, closed ones too */
export function indexAreas(nodes: readonly AreaNode[]): AreaIndex {
  const byId = new Map(nodes.map((node) => [node._id, node]))
  const namesDown = ({ areas }: AreaNode) => {
    const names = areas.flatMap((id) => byId.get(id)?.name ?? [])
    return names.length > 1 ? names.slice(1) : names
  }
  const byName = new Map<string, AreaNode[]>()
  for (const node of nodes) {
    if (node.validTo !== undefined) continue
    for (const name of namesOf(namesDown(node))) byName.set(name, [...(byName.get(name) ?? []), node])
  }
  const resolve: AreaIndex['resolve'] = (text) => {
    const byCode = byId.get(text)
    if (byCode?.validTo !== undefined) return { problem: `“${text}”已撤并，请填写现在的区划` }
    if (byCode) return { area: byCode }
    const found = byName.get(spoken(text)) ?? []
    if (found.length === 1) return { area: found[0] as AreaNode }
    if (found.length > 1) return { problem: `有 ${found.length} 个“${text}”，请写全名（如：尤店乡 · 钓鱼台村）或代码` }
    return { problem: `本次范围内没有区划“${text}”，请填写代码或全名` }
  }
  return {
    resolve,
    label: (id) => {
      const node = byId.get(id)
      const name = node ? namesDown(node).join(' · ') : ''
      const found = resolve(name)
      return 'area' in found && found.area._id === id ? name : id
    },
  }
}
