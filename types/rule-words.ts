/** The words of a rule table, apart from its schemas so that a screen can show them without loading valibot. */

import type { Role } from './roles'

/** The six usual groups of a village's rules, in the order of the screens. */
export const ruleGroups = {
  home: '清洁家园',
  civility: '乡风文明',
  safety: '平安建设',
  service: '志愿服务',
  industry: '产业发展',
  law: '遵纪守法',
} as const
export type RuleGroup = keyof typeof ruleGroups

/** base: what every household is expected to do; positive: beyond it; negative: costs points, with notice and appeal. */
export const ruleSigns = { base: '基础分', positive: '加分', negative: '扣分' } as const
export type RuleSign = keyof typeof ruleSigns

/** When points end: with the year, never, or with the second year after. Each village decides (exemplars.md). */
export const expiries = {
  yearEnd: '当年年底清零',
  carryOver: '长期有效',
  threeYears: '三年内有效',
} as const
export type Expiry = keyof typeof expiries

/** What earns points by itself; the points of `activity.hours` and `duty.done` are for one hour and one duty. */
export const automaticKeys = {
  'case.confirm': '办结工单',
  'activity.hours': '活动时长',
  'duty.done': '履职完成',
  'hazard.valid': '有效隐患报告',
  'dispute.settled': '调解成功',
} as const
export type AutomaticKey = keyof typeof automaticKeys

/** Periods that a cap counts over. */
export const capPeriods = { day: '每天', month: '每月', year: '每年' } as const
export type CapPeriod = keyof typeof capPeriods

/** Roles that a rule may name to verify a claim, and to approve it (村民小组评议). */
export const verifierRoles = ['gridWorker', 'gridLeader', 'safetyOfficer', 'mediator'] as const satisfies Role[]
export const approverRoles = ['villageSecretary', 'gridLeader', 'informant'] as const satisfies Role[]

/** Who reviews an objection: the village's leader or, where that person had a hand in the claim, the town. */
export const reviewerRoles = ['villageSecretary', 'townOfficer', 'townLeader'] as const satisfies Role[]

/** Most points of one rule, one claim and one cap: far above what a village gives, far below what a sum could not hold. */
export const mostPoints = 10_000

/** Days that a change of the rules, and a claim that a person approved, are shown at least. */
export const leastRulePublicity = 3
