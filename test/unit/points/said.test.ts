import type { Role } from '#types/roles'
import type { Rule } from '#types/rule'
import { claimViewsFor } from '@/packages/points/claims/views'
import { factsSaid, isDeclarable, pointsSaid, rateSaid } from '@/packages/points/rule-said'
import { neighbourhoods, villageOf } from '@/packages/points/village'
import { endingSoon } from '@/sections/account/ending'

const rule: Rule = {
  id: 'street-swept',
  group: 'home',
  sign: 'positive',
  unit: 'goods',
  earner: 'household',
  label: '打扫公共路面',
  points: 2,
  caps: { day: 4, year: 40, per: 'household' },
  evidence: true,
  verifiers: ['gridWorker'],
  approvers: ['villageSecretary'],
  publicityDays: 3,
}

test('a rule in words: points with their sign, caps, evidence, publicity', () => {
  expect(pointsSaid(rule)).toBe('+2 分')
  expect(factsSaid(rule)).toEqual(['加分', '每天最多 4 分', '每年最多 40 分', '要照片', '公示 3 天'])
  expect(pointsSaid({ ...rule, sign: 'negative' })).toBe('−2 分')
  expect(factsSaid({ ...rule, sign: 'negative', caps: undefined, evidence: false, publicityDays: 0 })).toEqual([
    '扣分',
    '由网格员登记',
  ])
  expect(factsSaid({ ...rule, caps: { month: 60, per: 'person' } })).toContain('按人算')
})

test('what is awarded by itself says for what, and nobody declares it', () => {
  const automatic: Rule = {
    ...rule,
    automatic: 'activity.hours',
    unit: 'merit',
    caps: undefined,
    evidence: false,
    publicityDays: 0,
  }
  expect(rateSaid(automatic)).toBe('每小时 +2 分')
  expect(factsSaid(automatic)).toEqual(['加分', '记先锋积分', '活动时长后自动记分，不用申报'])
  expect([isDeclarable(automatic), isDeclarable(rule)]).toEqual([false, true])
})

test('points that end soon are summed over the years', () => {
  const vintages = [
    { year: '2025', ends: '2026-12-10', points: 8, endsSoon: true },
    { year: '2026', ends: '2027-12-31', points: 20, endsSoon: false },
    { year: '2024', ends: '2026-12-01', points: 2, endsSoon: true },
  ]
  expect(endingSoon({ vintages })).toBe(10)
  expect(endingSoon({ vintages: [] })).toBe(0)
})

describe('lists of claims by post', () => {
  const views = (...roles: Role[]) => claimViewsFor(roles.map((role) => ({ role })))
  test.each<[Role[], string[]]>([
    [[], ['mine', 'published']],
    [['partyMember'], ['mine', 'published']],
    [['gridWorker'], ['toVerify', 'mine', 'published']],
    [['informant'], ['toApprove', 'deferred', 'mine', 'published']],
    [['villageSecretary'], ['toApprove', 'objected', 'deferred', 'mine', 'published']],
    [['townLeader'], ['objected', 'mine', 'published']],
    [
      ['gridWorker', 'informant'],
      ['toVerify', 'toApprove', 'deferred', 'mine', 'published'],
    ],
  ])('%j: %j', (roles, expected) => {
    expect(views(...roles)).toEqual(expected)
  })
})

describe('where somebody belongs', () => {
  const post = (areas: string[]) => ({
    postId: 'p',
    role: 'gridWorker' as const,
    areas,
    from: '2026-01-01',
    title: '',
    areaName: '',
  })
  const grid = ['411521', '411521105', '411521105204', '4115211052040001', '41152110520400010001']

  test('the village one lives in; that of a post for whoever lives elsewhere; none above', () => {
    expect(villageOf({ posts: [post(grid)], villageId: '411521105999', villageName: '别村' })).toBe('411521105999')
    expect(villageOf({ posts: [post(grid)] })).toBe('411521105204')
    expect(villageOf({ posts: [post(grid.slice(0, 2))] })).toBeUndefined()
  })

  test('the honour list is of the village and of the group below it', () => {
    const areaNames = ['罗山县', '楠杆镇', '田堰村', '一组', '第1微网格']
    expect(neighbourhoods({ areas: grid, areaNames })).toEqual([
      { id: '411521105204', name: '田堰村' },
      { id: '4115211052040001', name: '一组' },
    ])
    expect(neighbourhoods({ areas: grid.slice(0, 3), areaNames })).toHaveLength(1)
    expect(neighbourhoods({ areas: grid.slice(0, 2), areaNames })).toEqual([])
  })
})
