/** The one running deadline of a case: which stage a state runs, when it warns and when it is over. Pure. */
import { type Allowance, allowanceOf, type Stage } from '#types/categories'
import type { CaseState } from '#types/loop'
import { addHours, addWorkingDays } from '../../kernel/time'
import { type CaseRecord, type Clock, never } from './record'

/** The stage that runs in a state; no entry means that no clock runs: the ball isn't with us, or the case is over. */
export const stageOf: Partial<Record<CaseState, Stage>> = {
  collected: 'assess',
  assessed: 'assess',
  dispatched: 'accept',
  handling: 'handle',
  resolved: 'feedback',
}

/** The instant at which an allowance that starts at `from` is over. */
export function dueAfter(from: Date, allowance: Allowance): Date {
  return 'hours' in allowance ? addHours(from, allowance.hours) : addWorkingDays(from, allowance.workingDays)
}

/**
 * The clock of a stage. An accepted case keeps the deadline it got when it was first accepted, so that passing it from
 * hand to hand gains no time; `until` overrides the table (a dispatcher's shorter deadline, that first deadline).
 */
export function startClock(
  record: Pick<CaseRecord, 'urgency' | 'category'>,
  stage: Stage,
  now: Date,
  until?: Date,
): Clock {
  const due = until ?? dueAfter(now, allowanceOf(stage, record.urgency, record.category))
  const allowed = Math.max(0, due.getTime() - now.getTime())
  return { stage, startedAt: now, due, warnAt: new Date(now.getTime() + allowed * 0.8), warned: false }
}

/** What lists and the clock function sort by. After a warning the due instant is next; after a breach nothing is. */
export function clockFields(
  clock: Clock | null,
  breached: boolean,
): Pick<CaseRecord, 'clock' | 'nextDue' | 'nextClock'> {
  if (!clock) return { clock, nextDue: never, nextClock: never }
  const nextClock = !clock.warned ? clock.warnAt : breached ? never : clock.due
  return { clock, nextDue: clock.due, nextClock }
}

/** The event the clock owes this case at `now`, if any: at most one a look. */
export function owedEvent(
  record: Pick<CaseRecord, 'clock' | 'breached' | 'state'>,
  now: Date,
): 'warn' | 'breach' | 'lapse' | 'confirm' | null {
  const { clock } = record
  if (!clock) return null
  if (now >= clock.due) {
    if (record.state === 'dispatched') return 'lapse'
    if (record.state === 'resolved') return 'confirm'
    return record.breached ? null : 'breach'
  }
  return now >= clock.warnAt && !clock.warned ? 'warn' : null
}
