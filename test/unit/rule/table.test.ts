/** Which rules count when, what a table must not contradict, and that what ships is sound. */
import * as v from 'valibot'
import { problemIn } from '../../../cloudfunctions/domain/rule/check'
import type { RuleTable } from '../../../cloudfunctions/domain/rule/record'
import { automaticRule, tableOn, versionViews, withPreset } from '../../../cloudfunctions/domain/rule/table'
import { presetPolicy, presetRules } from '../../../cloudfunctions/presets/rules'
import { automaticKeys, Rule, type RuleProposeInput, ruleGroups } from '../../../types/rule'

const village = '411521105204'
const decided = (version: number, validFrom: string): RuleTable => ({
  ...{ village, version, items: presetRules, policy: presetPolicy, publishedFrom: '2026-01-01', validFrom },
})
const views = (tables: RuleTable[], today: string) =>
  versionViews(withPreset(village, tables), today).map(({ version, state, validTo }) => [version, state, validTo])

describe('versions', () => {
  const two = [decided(1, '2026-03-01'), decided(2, '2026-12-01')]

  test('a day has one: the newest in force on it, the shipped one before any', () => {
    const tables = withPreset(village, two)
    expect(['2026-02-28', '2026-03-01', '2026-11-30', '2026-12-01'].map((day) => tableOn(tables, day).version)).toEqual(
      [0, 1, 1, 2],
    )
  })

  test('are past, in force or published only, each to the day before the next', () => {
    expect(views(two, '2026-11-26')).toEqual([
      [2, 'published', undefined],
      [1, 'inForce', '2026-11-30'],
      [0, 'past', '2026-02-28'],
    ])
  })

  test('one that a later decision forestalls never comes into force', () => {
    const overtaken = [decided(1, '2026-12-30'), decided(2, '2026-12-04')]
    expect(views(overtaken, '2026-12-10').map(([version, state]) => [version, state])).toEqual([
      [2, 'inForce'],
      [1, 'past'],
      [0, 'past'],
    ])
  })
})

describe('what ships', () => {
  test('is sixty rules or more in all six groups, each by the schema, together without contradiction', () => {
    expect(presetRules.length).toBeGreaterThanOrEqual(60)
    expect(new Set(presetRules.map(({ group }) => group))).toEqual(new Set(Object.keys(ruleGroups)))
    for (const rule of presetRules) expect(v.parse(Rule, rule)).toEqual(rule)
    const meeting = { on: '2026-11-20', words: '通过' }
    const input = { areaId: village, basedOn: 0, items: presetRules, policy: presetPolicy, meeting, publicityDays: 3 }
    expect(problemIn(input as unknown as RuleProposeInput, '2026-11-26')).toBeUndefined()
  })

  test('has a rule for whatever is awarded by itself', () => {
    const [table] = withPreset(village, [])
    const found = Object.keys(automaticKeys).map((key) =>
      (['goods', 'merit'] as const).some((unit) => automaticRule(table!, key as keyof typeof automaticKeys, unit)),
    )
    expect(found).toEqual([true, true, true, true, true])
  })

  test('has nothing that costs points for complaining or petitioning', () => {
    const costing = presetRules.filter(({ sign }) => sign === 'negative').map(({ label }) => label)
    expect(costing.join()).not.toMatch(/信访|上访|投诉|举报/)
  })
})
