import fc from 'fast-check'
import type { AreaNode } from '../../../cloudfunctions/domain/area'
import { indexAreas } from '../../../cloudfunctions/domain/job/area-index'

const node = (_id: string, level: AreaNode['level'], name: string, above: readonly string[], more = {}): AreaNode => ({
  ...{ _id, level, name, areas: [...above, _id], validFrom: '2020-01-01', version: 1, ...more },
  ...(above.length > 0 ? { parentId: above.at(-1)! } : {}),
})
const county = node('411521', 'county', '罗山县', [])
const towns = ['001', '002'].map((code, n) => node(`411521${code}`, 'town', `${'甲乙'[n]}镇`, county.areas))
const villages = towns.flatMap((town, n) => [
  node(`${town._id}201`, 'village', '东街社区', town.areas),
  node(`${town._id}202`, 'village', `${'赵钱'[n]}庄村`, town.areas),
])
const grids = villages.flatMap((village) => {
  const group = node(`${village._id}0001`, 'group', '一组', village.areas)
  return [
    group,
    ...['0001', '0002'].map((code, n) => node(group._id + code, 'grid', `第${'一二'[n]}网格`, group.areas)),
  ]
})
const ended = node('411521001299', 'village', '旧村', towns[0]!.areas, { validTo: '2025-01-01' })
const nodes = [county, ...towns, ...villages, ...grids, ended]
const index = indexAreas(nodes)
const idOf = (text: string) => {
  const found = index.resolve(text)
  return 'area' in found ? found.area._id : found.problem
}

test('an area goes by its code, its full name, or a name that only it has', () => {
  expect(idOf('411521001202')).toBe('411521001202')
  for (const name of ['赵庄村', '甲镇赵庄村', '甲镇 · 赵庄村', '甲镇>赵庄村']) expect(idOf(name)).toBe('411521001202')
  expect(idOf('罗山县')).toBe('411521')
  expect(idOf('赵庄村第一网格')).toBe('41152100120200010001')
  expect(idOf('赵庄村一组第二网格')).toBe('41152100120200010002')
})

test('what several have is not guessed', () => {
  expect(idOf('东街社区')).toContain('有 2 个“东街社区”')
  expect(idOf('甲镇东街社区')).toBe('411521001201')
  expect(idOf('第一网格')).toContain('有 4 个')
})

test('what has ended or lies elsewhere is said to', () => {
  expect(idOf('411521001299')).toContain('已撤并')
  expect(idOf('旧村')).toContain('没有区划“旧村”')
  expect(idOf('411522')).toContain('没有区划')
})

test('what an export writes for an area is found again', () => {
  fc.assert(
    fc.property(fc.constantFrom(...nodes.filter(({ validTo }) => !validTo)), ({ _id }) => {
      expect(idOf(index.label(_id))).toBe(_id)
    }),
  )
  const twins = indexAreas([
    county,
    node('4115211', 'town', '同名', county.areas),
    node('4115212', 'town', '同名', county.areas),
  ])
  expect(twins.label('4115211')).toBe('4115211')
})
