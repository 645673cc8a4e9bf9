/** Finding an area by what people call it: over the tree in memory, so no query and no pattern reaches the database. */
import type { AreaLevel } from '#types/roles'
import type { AreaNode, AreaTree } from './tree'

/** Rows a search answers at most. */
const mostRows = 30

/** Villages first: people look for theirs. */
const levelOrder: readonly AreaLevel[] = ['village', 'town', 'county', 'group', 'grid']

/** A name as it is compared: without blanks, separators, and the ends that people leave out. */
export function spoken(name: string): string {
  return name.replace(/[\s·・>/,，、-]/g, '')
}

/** 0 the same, 1 begins with it, 2 has it in its name, 3 has it in the full name (罗山尤店, 尤店钓鱼台), null not at all. */
function closeness(node: AreaNode, words: string, tree: AreaTree): number | null {
  const name = spoken(node.name)
  if (name === words) return 0
  if (name.startsWith(words)) return 1
  if (name.includes(words)) return 2
  const whole = spoken(tree.fullName(node._id))
  const withoutKinds = whole.replace(/[镇乡](?=.)/g, '')
  return whole.includes(words) || withoutKinds.includes(words) ? 3 : null
}

/**
 * Open areas down to the village whose name holds `words`: villages first, better fits first, then by code; 30 at most.
 * Areas whose parent has ended are left out with it.
 */
export function searchTree(tree: AreaTree, words: string): AreaNode[] {
  const wanted = spoken(words)
  if (wanted === '') return []
  const open = (node: AreaNode) => node.areas.every((id) => tree.byId(id)?.validTo === undefined)
  return tree
    .all()
    .filter((node) => node._id.length <= 12 && open(node))
    .flatMap((node) => {
      const order = closeness(node, wanted, tree)
      return order === null ? [] : [{ node, rank: levelOrder.indexOf(node.level) * 10 + order }]
    })
    .sort((a, b) => a.rank - b.rank || (a.node._id < b.node._id ? -1 : 1))
    .slice(0, mostRows)
    .map(({ node }) => node)
}
