/** What a call costs in round trips and operations, and what it may cost. */
import type { DemoCloud } from '../test/support/demo'

/** What one call cost. */
export interface CallCost {
  /** Round trips one after another, until the deciding write was answered; all of them where nothing is written. */
  decide: number
  /** Round trips one after another in all. */
  sequence: number
  /** Round trips in all, side by side or not. */
  roundTrips: number
  /** Database operations in all. */
  operations: number
}

/**
 * Bounds of architecture.md §6. submit: a case, or a claim for oneself; event: every other one of a case or claim, and an
 * activity's finish; places: what decides who has a place, in a transaction; whole names: lists and pages that show other
 * people as they are, and write first who looked.
 */
export const callBudgets = {
  home: { sequence: 2, operations: 6 },
  list: { sequence: 2 },
  'whole names': { sequence: 3 },
  submit: { sequence: 3, operations: 6 },
  event: { decide: 2, sequence: 4, operations: 6 },
  redemption: { sequence: 5, operations: 12 },
  places: { sequence: 5, operations: 12 },
  'sign off': { sequence: 6, operations: 12 },
  check: { sequence: 4, operations: 6 },
} as const satisfies Record<string, Partial<CallCost>>

/** A round trip's delay in milliseconds: what is sent side by side overlaps however busy the machine is. */
export const latency = 5

/**
 * What the call before cost; the deciding write is the first of what it is about, what it owes runs side by side, and who saw
 * whom is written last.
 */
export function lastCost({ calls }: DemoCloud, action: string): CallCost {
  const call = calls.filter(({ label }) => label === action).at(-1)!
  const { sequence, roundTrips, operations, requests } = call
  const writes = ['database.modifyDocument', 'database.insertDocument']
  const decides = ({ action, target }: (typeof requests)[number]) =>
    writes.includes(action) && ['cases', 'supports', 'claims', 'activities'].includes(target)
  const decision = requests.findIndex(decides)
  const later = decision < 0 ? [] : requests.slice(decision + 1)
  const isAudit = ({ target }: (typeof requests)[number]) => target === 'audit'
  const owed = later.some((request) => !decides(request) && !isAudit(request))
  return {
    decide: sequence - later.filter(decides).length - Number(owed) - Number(later.some(isAudit)),
    sequence,
    roundTrips,
    operations,
  }
}

const byName: readonly [RegExp, keyof typeof callBudgets][] = [
  [/^home\./, 'home'],
  [/^(activity\.attendees|points\.look|claim\.list to)/, 'whole names'],
  [/^(\w+\.(list|get)|points\.)/, 'list'],
  [/^redemption\./, 'redemption'],
  [/^(case\.submit|claim\.declare)$/, 'submit'],
  [/^activity\.(signUp|change|cancel)/, 'places'],
  [/^activity\.signOff/, 'sign off'],
  [/^activity\.check/, 'check'],
]

/** Which budget a call falls under. */
export const budgetOf = (name: string): keyof typeof callBudgets =>
  byName.find(([pattern]) => pattern.test(name))?.[1] ?? 'event'
