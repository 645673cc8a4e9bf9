/** The checks of rules find what they are there for, and nothing else. */
import type { Rule } from '#types/rule'
import type { BudgetRecord } from '../../../cloudfunctions/domain/claim/budget'
import { type ClaimRecord, termsOf } from '../../../cloudfunctions/domain/claim/record'
import type { RuleTableRecord } from '../../../cloudfunctions/domain/rule/record'
import { withPreset } from '../../../cloudfunctions/domain/rule/table'
import { byTheRules, keptAsDecided, withinCeiling } from './rules'

const rule = { id: 'clean', label: '清洁', points: 2, caps: { month: 9, per: 'household' } } as Rule
const versionOf = (version: number, validFrom: string, points: number, monthlyBudget: number) =>
  ({
    ...{ _id: `v:${version}`, village: 'v', version, validFrom },
    ...{ items: [{ ...rule, points }], policy: { monthlyBudget } },
  }) as unknown as RuleTableRecord
const [first, second] = [versionOf(1, '2026-11-01', 2, 100), versionOf(2, '2026-11-20', 3, 40)]
const tables = withPreset('v', [first, second])

const claim = {
  ...termsOf(rule),
  ...{ _id: 'k1', rule: { id: 'clean', version: 1 }, on: '2026-11-19', times: 2, points: 4, origin: 'declared' },
} as ClaimRecord

test('a claim goes by the version of its day, whatever was decided since', () => {
  expect(byTheRules(claim, tables)).toEqual([])
  expect(byTheRules({ ...claim, on: '2026-11-20' }, tables).join()).toMatch(/by version 1, not 2/)
  expect(byTheRules({ ...claim, points: 6 }, tables).join()).toMatch(/2 × 2 is worth 6/)
  expect(byTheRules({ ...claim, points: 6, origin: 'automatic' }, tables)).toEqual([])
  expect(byTheRules({ ...claim, label: '别的' }, tables).join()).toMatch(/other terms/)
  expect(byTheRules({ ...claim, rule: { id: 'soap', version: 1 } }, tables).join()).toMatch(/doesn't have/)
})

test('a version that was decided stays, once', () => {
  const told = [first, second].map(({ _id: id, items, validFrom }) => ({ id, items, validFrom }))
  expect(keptAsDecided(told, [first, second])).toEqual([])
  expect(keptAsDecided(told, [first]).join()).toMatch(/v:2 are lost/)
  expect(keptAsDecided(told, [{ ...first, items: [] }, second]).join()).toMatch(/v:1 were decided otherwise/)
  expect(keptAsDecided([...told, told[1]!], [first, second]).join()).toMatch(/two decisions/)
  expect(keptAsDecided([], [second]).join()).toMatch(/no version before/)
})

test('a month’s points stay below the highest ceiling that counted in it by today', () => {
  const budget = { _id: 'v', month: '2026-11', used: 100 } as BudgetRecord
  expect(withinCeiling(budget, tables, '2026-11-30')).toEqual([])
  expect(withinCeiling({ ...budget, used: 101 }, tables, '2026-11-30').join()).toMatch(/its ceiling was 100/)
  expect(withinCeiling({ ...budget, month: '2026-12', used: 41 }, tables, '2026-12-02').join()).toMatch(/was 40/)
})
