/** A case told again from its steps alone. Pure; knows the loop's table, and nothing of how the cloud decides by it. */

import { businessDate } from '#types/business-date'
import { ratings } from '#types/case'
import { type CaseState, isOpen, ruleOf } from '#types/loop'
import type { HandlingLevel } from '#types/roles'
import { type CaseRecord, levelsOf, type Step } from '../../../cloudfunctions/domain/case/record'

/** What the steps say that the case must be. */
export interface Rebuilt {
  state: CaseState
  open: boolean
  level: HandlingLevel
  passed: HandlingLevel[]
  handedUp: number
  reopened: number
  appealed: boolean
  breached: boolean
  breaches: number
  handlerId?: string
  firstHandlerId?: string
  rating?: string
  urgedOn?: string
  closedAt?: Date
  updatedAt: Date
  seq: number
}

/** Steps before and at which the case was as it says; for recounts that need to know what came before a step. */
export interface Told {
  step: Step
  before?: Rebuilt
}

const ratingOf = (words: string | undefined) =>
  Object.entries(ratings).find(([, label]) => words === label || words?.startsWith(`${label}（`))?.[0]

const anew = { handlerId: undefined, firstHandlerId: undefined, rating: undefined }

/** What a step changes beside state and level. */
function changed(before: Rebuilt, { event, at, actor, words }: Step): Partial<Rebuilt> {
  switch (event) {
    case 'accept':
      return { handlerId: actor.personId, firstHandlerId: actor.personId }
    case 'settleOnSpot':
      return { handlerId: actor.personId }
    case 'dispatch':
      return { handlerId: undefined }
    case 'transfer':
      return { handlerId: undefined, firstHandlerId: before.handlerId }
    case 'escalate':
      return { ...anew, handedUp: before.handedUp + 1 }
    case 'returnDown':
      return anew
    case 'appeal':
      return { ...anew, appealed: true }
    case 'dissatisfied':
      return { ...anew, rating: 'dissatisfied' }
    case 'reopen':
      return { ...anew, reopened: before.reopened + 1, closedAt: undefined }
    case 'confirm':
      return { rating: ratingOf(words.rating), closedAt: at }
    case 'urge':
      return { urgedOn: businessDate(at) }
    case 'breach':
      return { breached: true, breaches: before.breaches + 1 }
    default:
      return {}
  }
}

/** Levels that an event goes up. */
const climbs: Partial<Record<Step['event'], 1 | -1>> = { escalate: 1, appeal: 1, returnDown: -1 }

function next(before: Rebuilt, step: Step, levels: readonly HandlingLevel[]): Rebuilt {
  const moved = ruleOf(step.event).to !== 'same'
  const climb = climbs[step.event]
  const level = climb === undefined ? before.level : (levels[levels.indexOf(before.level) + climb] ?? before.level)
  return {
    ...before,
    ...(moved ? { breached: false } : {}),
    ...changed(before, step),
    level,
    passed: climb === undefined ? before.passed : [...before.passed, level],
    state: step.to,
    open: isOpen(step.to),
    updatedAt: step.at,
    seq: step.seq,
  }
}

/** What is wrong with a step where it stands. */
function misplaced(step: Step, before: Rebuilt | undefined): string | undefined {
  const row = ruleOf(step.event)
  const expected = (before?.seq ?? 0) + 1
  if (step.seq !== expected) return `step ${step.seq} stands where ${expected} belongs`
  if (!before) return step.event === 'submit' ? undefined : `its first step is ${step.event}`
  if (!row.from.includes(before.state))
    return `step ${step.seq}: ${step.event} out of ${before.state} is not in the table`
  const to: readonly CaseState[] = row.to === 'same' ? [before.state] : row.to
  if (!to.includes(step.to)) return `step ${step.seq}: ${step.event} into ${step.to} is not in the table`
  const from = row.to === 'same' ? undefined : before.state
  return step.from === from ? undefined : `step ${step.seq}: came from ${before.state}, says ${step.from}`
}

/**
 * @param steps all of them, in order
 * @returns the case as it must be, each step with what was before it, and what is wrong with the steps themselves
 */
export function rebuild(
  { areas, passed }: Pick<CaseRecord, 'areas' | 'passed'>,
  steps: readonly Step[],
): { rebuilt?: Rebuilt; told: Told[]; problems: string[] } {
  const levels = levelsOf(areas)
  const told: Told[] = []
  let current: Rebuilt | undefined
  for (const step of steps) {
    const problem = misplaced(step, current)
    if (problem) return { told, problems: [problem] }
    told.push({ step, before: current })
    const [level = 'grid'] = passed
    const first = { level, passed: [level], handedUp: 0, reopened: 0, appealed: false, breached: false, breaches: 0 }
    const { to: state, at: updatedAt, seq } = step
    current = current ? next(current, step, levels) : { ...first, state, open: isOpen(state), updatedAt, seq }
  }
  return { rebuilt: current, told, problems: current ? [] : ['it has no steps'] }
}
