import type { ChainLink } from '#types/area'
import type { Role } from '#types/roles'
import { problemsOf } from '@/packages/mine/register/problems'
import { nearest } from '@/pages/home/nearest'
import { viewsFor } from '@/sections/case-list/views'

const views = (...held: Role[]) => viewsFor(held.map((role) => ({ role })))

test.each<[Role[], string[]]>([
  [[], ['mine']],
  [['resident'], ['mine']],
  [['admin'], ['mine']],
  [['partyMember'], ['offered', 'handling', 'mine']],
  [['departmentOfficer'], ['offered', 'handling', 'mine']],
  [['auditor'], ['mine', 'area', 'overdue']],
  [['townLeader'], ['todo', 'mine', 'area', 'overdue']],
  [['gridWorker'], ['todo', 'offered', 'handling', 'mine', 'area', 'overdue']],
])('posts %j have the lists %j', (held, expected) => {
  expect(views(...held)).toEqual(expected)
})

test('grid worker, police and lawyer are called first, a deputy too', () => {
  const link = (role: string): ChainLink => ({ level: '村级', role, name: role })
  const chain = ['县领导', '镇领导', '村支书', '网格员（代理）', '法律顾问', '村警', '调解员'].map(link)
  expect(nearest(chain).map(({ role }) => role)).toEqual(['网格员（代理）', '村警', '法律顾问'])
  expect(nearest([])).toEqual([])
})

test('a registration says what is missing, field by field', () => {
  const whole = { village: { id: '411521103205', name: '田堰村' }, name: '罗 雨·水', household: '1组6号', agreed: true }
  expect(problemsOf(whole)).toEqual({})
  expect(Object.keys(problemsOf({ name: ' ', household: ' ', agreed: false })).sort()).toEqual(
    ['agreed', 'household', 'name', 'village'].sort(),
  )
  expect(problemsOf({ ...whole, name: '罗3' })).toHaveProperty('name')
})
