/**
 * The ground the loop's table stands on: the states, what somebody can be to a case, the facts and the named conditions
 * that an event may depend on. Source: domain.md §2.
 */
import { businessDate } from './business-date'
import type { HandlingLevel } from './roles'

export const caseStates = {
  collected: '信息收集',
  assessed: '分析研判',
  dispatched: '分派流转',
  handling: '事件处置',
  resolved: '跟踪反馈',
  closed: '督查考核',
  suspended: '挂起',
  rejected: '不予受理',
  withdrawn: '已撤回',
  merged: '已并案',
} as const
export type CaseState = keyof typeof caseStates

/** The six steps of the bar, in order. */
export const sixSteps = [
  'collected',
  'assessed',
  'dispatched',
  'handling',
  'resolved',
  'closed',
] as const satisfies readonly CaseState[]

/** States in which the ball is still in play. */
export const openStates = [
  'collected',
  'assessed',
  'dispatched',
  'handling',
  'suspended',
] as const satisfies readonly CaseState[]

export const isOpen = (state: CaseState): boolean => (openStates as readonly CaseState[]).includes(state)

/**
 * What somebody is to a case, worked out by the cloud from ids that never leave it.
 * - filer: who filed it; filedFor: a worker or leader other than the filer, where it was filed for somebody without a phone;
 * - staff: worker or leader of the level that holds the case; superior: the same one level or more above;
 * - offered: the person offered, one of the pool, or an officer of the department; handler: who accepted;
 * - firstHandler: who accepted first and stays answerable until the next accepts (首办责任制);
 * - colleague: has handled it or is offered it beside others; neighbour: another resident of the village; clock: the system.
 */
export const parties = [
  'filer',
  'filedFor',
  'staff',
  'superior',
  'offered',
  'handler',
  'firstHandler',
  'townLeader',
  'departmentCalled',
  'secretary',
  'neighbour',
  'clock',
] as const
export type Party = (typeof parties)[number]

/** Facts about a case beside its state that an event may depend on. All may be shown to whoever may see the case. */
export interface LoopFacts {
  state: CaseState
  level: HandlingLevel
  /** The highest level that this case's area tree has. */
  topLevel: HandlingLevel
  /** The present order has been accepted by nobody yet and is open to several people. */
  pool: boolean
  /** A deadline has passed since the last change of state. */
  breached: boolean
  /** How often the filer reopened after closing. */
  reopened: number
  appealed: boolean
  closedAt?: string
  /** Business date of the last urging. */
  urgedOn?: string
  visibility: 'private' | 'village'
  onBehalf: boolean
}

/** Conditions beyond state and party, named so that the table stays data. */
export const conditions = {
  withinReopenDays: (facts, now) =>
    facts.closedAt !== undefined && now.getTime() - Date.parse(facts.closedAt) <= 30 * 86_400_000,
  neverReopened: (facts) => facts.reopened === 0,
  neverAppealed: (facts) => !facts.appealed,
  notUrgedToday: (facts, now) => facts.urgedOn !== businessDate(now),
  hasLevelAbove: (facts) => facts.level !== facts.topLevel,
  aboveGrid: (facts) => facts.level !== 'grid',
  breached: (facts) => facts.breached,
  notInPool: (facts) => !facts.pool,
  forVillage: (facts) => facts.visibility === 'village',
  filedForAnother: (facts) => facts.onBehalf,
  filedForSelf: (facts) => !facts.onBehalf,
} as const satisfies Record<string, (facts: LoopFacts, now: Date) => boolean>
export type Condition = keyof typeof conditions
