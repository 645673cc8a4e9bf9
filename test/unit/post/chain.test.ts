import type { Role } from '#types/roles'
import type { ActingPost } from '../../../cloudfunctions/domain/post'
import { chainOf } from '../../../cloudfunctions/domain/post/chain'

const areas = ['411521', '411521105', '411521105204', '4115211052040001']
const held = (role: Role, depth: number, name: string, more: Partial<ActingPost> = {}): ActingPost => ({
  ...{ _id: name, personId: name, personName: name, role, areaId: areas[depth]!, areas: areas.slice(0, depth + 1) },
  ...{ from: '2026-01-01', version: 1, personPhone: '13800000000' },
  ...more,
})
const named = (posts: ActingPost[]) => chainOf(posts, areas).links.map(({ level, name }) => `${level} ${name}`)

test('goes from the county down, in the order of the levels', () => {
  const posts = [
    held('gridWorker', 3, '员'),
    held('villageSecretary', 2, '支书'),
    held('townOfficer', 1, '办'),
    held('countyLeader', 0, '县'),
  ]
  expect(named(posts)).toEqual(['县级 县', '镇级 办', '村级 支书', '网格 员'])
})

test('a county leader who answers for the town goes before one who answers for the county', () => {
  expect(named([held('countyLeader', 0, '全县'), held('countyLeader', 1, '包镇')])).toEqual(['县级 包镇'])
})

test('all of one role at one depth are named, and nobody where there is none', () => {
  expect(named([held('gridWorker', 3, '甲'), held('gridWorker', 3, '乙')])).toEqual(['网格 甲', '网格 乙'])
  expect(chainOf([], areas)).toEqual({ links: [], helpers: [] })
})

test('a deputy is shown as one, and somebody without a number without one', () => {
  const { links } = chainOf([held('gridWorker', 3, '代', { deputyOf: 'x', personPhone: undefined })], areas)
  expect(links).toEqual([{ level: '网格', role: '网格员（代理）', name: '代', personId: '代' }])
})

test('helpers of the village stand beside the chain', () => {
  const { links, helpers } = chainOf(
    [held('mediator', 2, '调解'), held('police', 2, '警'), held('storeKeeper', 2, '店')],
    areas,
  )
  expect(links).toEqual([])
  expect(helpers.map(({ role }) => role)).toEqual(['村警', '调解员'])
})
