import * as v from 'valibot'
import { type Rule, RuleProposeInput, type RuleTableOutput } from '#types/rule'
import {
  changesOf,
  draftOf,
  formOf,
  inputOf,
  kept,
  lineProblems,
  markOf,
  problemsOf,
  type TableDraft,
  taken,
  toggled,
} from '@/packages/points/propose/draft'

const swept: Rule = {
  id: 'street-swept',
  group: 'home',
  sign: 'positive',
  unit: 'goods',
  earner: 'household',
  label: '打扫公共路面',
  points: 2,
  caps: { day: 4, per: 'household' },
  evidence: true,
  verifiers: ['gridWorker'],
  approvers: ['villageSecretary'],
  publicityDays: 3,
}
const order: Rule = {
  ...swept,
  id: 'case-done',
  unit: 'merit',
  earner: 'person',
  label: '办结工单',
  caps: { month: 60, per: 'person' },
  evidence: false,
  verifiers: [],
  approvers: [],
  publicityDays: 0,
  automatic: 'case.confirm',
}
const table: RuleTableOutput = {
  version: 2,
  state: 'inForce',
  publishedFrom: '2026-06-01',
  validFrom: '2026-06-05',
  villageId: '411521105204',
  villageName: '田堰村',
  items: [swept, order],
  policy: { monthlyBudget: 3000, expiry: 'yearEnd', maskNames: true },
  versions: [],
}
const draft = draftOf(table)
const decided: TableDraft = { ...draft, meetingOn: '2026-11-20', meetingWords: '到会 32 人，一致同意', days: '5' }

test('an untouched draft changes nothing', () => {
  expect(changesOf(table, draft)).toEqual([])
  expect(kept(draft)).toEqual(table.items)
  expect(table.items.map((rule) => markOf(rule, draft, table.items))).toEqual([undefined, undefined])
})

test('a line that is opened and taken as it was is unchanged, whatever it is', () => {
  for (const rule of table.items) expect(taken(draft, formOf(rule), rule)).toEqual(draft)
})

test('points and caps: what was beside what is, in words; whose cap it is stays', () => {
  const next = taken(draft, { ...formOf(swept), points: '3', caps: { day: '', month: '12', year: '' } }, swept)
  expect(changesOf(table, next)).toEqual([
    '打扫公共路面：分值由 +2 分 改为 +3 分',
    '打扫公共路面：每天最多由 4 分 改为 不限',
    '打扫公共路面：每月最多由 不限 改为 12 分',
  ])
  expect(next.items[0]).toEqual({ ...swept, points: 3, caps: { month: 12, per: 'household' } })
  expect(markOf(next.items[0]!, next, table.items)).toBe('changed')
  const person = taken(draft, { ...formOf(order), caps: { day: '', month: '80', year: '' } }, order)
  expect(person.items[1]!.caps).toEqual({ month: 80, per: 'person' })
})

test('without any cap the line has none', () => {
  const next = taken(draft, { ...formOf(swept), caps: { day: '', month: '', year: '' } }, swept)
  expect(next.items[0]).not.toHaveProperty('caps')
})

test('switched off it is gone from what is sent and can come back', () => {
  const off = toggled(draft, 'street-swept')
  expect(markOf(swept, off, table.items)).toBe('off')
  expect(changesOf(table, off)).toEqual(['停用：打扫公共路面'])
  expect(inputOf({ ...decided, ...off, meetingOn: '2026-11-20' }, 'x').items).toEqual([order])
  expect(changesOf(table, toggled(off, 'street-swept'))).toEqual([])
})

test('a new line gets an id that no other version gives', () => {
  const form = { ...formOf(), label: '义务植树', points: '5' }
  const next = taken(taken(draft, form, 'service'), form, 'service')
  expect(next.items.slice(2).map(({ id, group }) => [id, group])).toEqual([
    ['own-3-1', 'service'],
    ['own-3-2', 'service'],
  ])
  expect(markOf(next.items[2]!, next, table.items)).toBe('new')
  expect(changesOf(table, next)).toContain('新增：义务植树（+5 分）')
})

test('policy changes are named, and a renamed line by both names', () => {
  const renamed = taken(draft, { ...formOf(swept), label: '打扫村道' }, swept)
  expect(changesOf(table, { ...renamed, budget: '5000', expiry: 'threeYears', maskNames: false })).toEqual([
    '总的规定：每月发放上限由 3000 改为 5000',
    '总的规定：有效期由 当年年底清零 改为 三年内有效',
    '总的规定：光荣榜姓名由 只显示姓 改为 显示全名',
    '“打扫公共路面”改为“打扫村道”',
  ])
})

test.each([
  ['label', { label: '扫' }],
  ['points', { points: '0' }],
  ['points', { points: '1.5' }],
  ['points', { points: '10001' }],
  ['month', { caps: { day: '', month: '-3', year: '' } }],
  ['year', { points: '9', caps: { day: '', month: '9', year: '8' } }],
] as const)('a line with a wrong %s cannot be taken', (field, fields) => {
  expect(Object.keys(lineProblems({ ...formOf(swept), ...fields }))).toEqual([field])
})

test('without a meeting nothing is published; with one it passes the cloud’s own schema', () => {
  expect(Object.keys(problemsOf(draft))).toEqual(['meetingOn', 'meetingWords'])
  expect(Object.keys(problemsOf({ ...decided, days: '2', budget: '很多' }))).toEqual(['budget', 'days'])
  expect(problemsOf(decided)).toEqual({})
  const added = taken(decided, { ...formOf(), label: '义务植树', points: '5' }, 'service')
  const input = inputOf(added, '411521105204')
  expect(input).toMatchObject({
    basedOn: 2,
    policy: { monthlyBudget: 3000, expiry: 'yearEnd', maskNames: true },
    meeting: { on: '2026-11-20', words: '到会 32 人，一致同意' },
    publicityDays: 5,
  })
  expect(v.safeParse(RuleProposeInput, input).success).toBe(true)
})
