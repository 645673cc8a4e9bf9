import fc from 'fast-check'
import type { AreaNode } from '../../../cloudfunctions/domain/area'
import { searchTree } from '../../../cloudfunctions/domain/area/search'
import { treeOf } from '../../../cloudfunctions/domain/area/tree'

const node = (_id: string, level: AreaNode['level'], name: string, above: readonly string[], more = {}): AreaNode => ({
  ...{ _id, level, name, areas: [...above, _id], validFrom: '2020-01-01', version: 1, ...more },
  ...(above.length > 0 ? { parentId: above.at(-1)! } : {}),
})
const treeWith = (nodes: AreaNode[]) => treeOf(new Map(nodes.map((one) => [one._id, one])))

const county = node('411521', 'county', '罗山县', [])
const towns = [node('411521208', 'town', '尤店乡', ['411521']), node('411521105', 'town', '楠杆镇', ['411521'])]
const villages = [
  node('411521208208', 'village', '钓鱼台村', towns[0]!.areas),
  node('411521208209', 'village', '尤店村', towns[0]!.areas),
  node('411521105204', 'village', '田堰村', towns[1]!.areas),
  node('411521105205', 'village', '小尤店村', towns[1]!.areas),
  node('411521105299', 'village', '老尤店村', towns[1]!.areas, { validTo: '2025-01-01', successorId: '411521105205' }),
]
const tree = treeWith([county, ...towns, ...villages])
const found = (words: string) => searchTree(tree, words).map(({ name }) => name)

test('villages come before towns, and names that begin with the words before those that hold them', () => {
  expect(found('尤店')).toEqual(['尤店村', '小尤店村', '钓鱼台村', '尤店乡'])
  expect(found('钓鱼台')).toEqual(['钓鱼台村'])
  expect(found('罗山县')).toEqual(['罗山县'])
})

test('town and village may be said together, with or without blanks and 乡', () => {
  for (const words of ['尤店乡钓鱼台', '尤店钓鱼台村', '尤店乡 · 钓鱼台村', '尤店 钓鱼台'])
    expect(found(words)).toEqual(['钓鱼台村'])
})

test('ended areas are not found, nor what lies in them; blanks find nothing', () => {
  expect(found('老尤店')).toEqual([])
  const ended = { ...towns[0]!, validTo: '2025-01-01' }
  expect(searchTree(treeWith([county, ended, ...villages]), '钓鱼台')).toEqual([])
  expect(found(' · ')).toEqual([])
})

test('every open village is found by its own name first', () => {
  fc.assert(
    fc.property(fc.constantFrom(...villages.filter(({ validTo }) => !validTo)), ({ _id, name }) => {
      expect(searchTree(tree, name)[0]!._id).toBe(_id)
    }),
  )
})

test('names and chains are those of the tree, and closed areas have names but are nobody’s children', () => {
  expect(tree.fullName('411521208208')).toBe('尤店乡 · 钓鱼台村')
  expect(tree.fullName('411521')).toBe('罗山县')
  expect(tree.chain('411521105204')).toEqual(['411521', '411521105', '411521105204'])
  expect(tree.children('411521105').map(({ name }) => name)).toEqual(['田堰村', '小尤店村'])
  expect(tree.children().map(({ name }) => name)).toEqual(['罗山县'])
  expect(tree.name('411521105299')).toBe('老尤店村')
  expect([tree.name('nothing'), tree.chain('nothing')]).toEqual(['', []])
})
