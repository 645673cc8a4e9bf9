import { recorderOf } from '../../../cloudfunctions/domain/activity/recorder'

const chain = (...levels: ['county' | 'town' | 'village' | 'group' | 'grid', string][]) =>
  levels.map(([level, name], n) => ({ _id: `a${n}`, level, name }))
const town = chain(['county', '罗山县'], ['town', '楠杆镇'])

test.each([
  ['a village is its committee', [...town, ...chain(['village', '田堰村'])], '田堰村民委员会'],
  ['a community is its committee', [...town, ...chain(['village', '东街社区'])], '东街社区居民委员会'],
  ['a town is its government', town, '楠杆镇人民政府'],
])('who holds an activity records it: %s', (_, areas, name) => {
  expect(recorderOf(areas, null)).toMatchObject({ kind: 'area', id: areas.at(-1)!._id, name })
})

test('a grid is recorded by its village, a volunteer organisation by itself', () => {
  const areas = chain(
    ['county', '罗山县'],
    ['town', '楠杆镇'],
    ['village', '田堰村'],
    ['group', '一组'],
    ['grid', '第1微网格'],
  )
  expect(recorderOf(areas, null)).toEqual({ kind: 'area', id: 'a2', name: '田堰村民委员会' })
  const team = { _id: 'team', name: '田堰村志愿服务队' }
  expect(recorderOf(areas, team)).toEqual({ kind: 'organization', id: 'team', name: team.name })
})
