/**
 * What a village may issue in a month, and the queue of what didn't fit: one document a village, so that the credit's
 * transaction sees both. Once something waits, whatever comes after waits behind it (issue 3: deferred, in order). Pure.
 */
import type { BudgetView } from '#types/claim'
import { neverDate } from '../ledger'

/** Months kept for looking back. */
const monthsKept = 24

/** Collection budgets, `_id` = the village. Goods points. */
export interface BudgetRecord {
  _id: string
  areas: string[]
  /** The month that `used` counts: `2026-11`. */
  month: string
  /** What the village had decided for this month when something was last credited. */
  limit: number
  used: number
  /** Deferred claims. */
  waiting: number
  /** Place that the next deferred claim gets. */
  nextPlace: number
  /** Business date on which the clock must look at the queue, or `neverDate`. Indexed. */
  nextLook: string
  past: { month: string; limit: number; used: number }[]
  demo?: boolean
}

/** The first day of the month after a business date. */
export function nextMonth(date: string): string {
  const [year = 0, month = 0] = date.split('-').map(Number)
  return month === 12 ? `${year + 1}-01-01` : `${year}-${String(month + 1).padStart(2, '0')}-01`
}

/** The village's budget as it stands on a business date, with a new month begun when the date lies in one. */
export function budgetOn(
  budget: BudgetRecord | null,
  { village, areas, limit, today }: { village: string; areas: string[]; limit: number; today: string },
): BudgetRecord {
  const month = today.slice(0, 7)
  if (!budget) {
    const empty = { used: 0, waiting: 0, nextPlace: 1, nextLook: neverDate, past: [] }
    return { _id: village, areas, month, limit, ...empty }
  }
  // a clock that goes back counts in the month that has begun already
  if (budget.month >= month) return { ...budget, limit }
  const { used, past } = budget
  const over = { month: budget.month, limit: budget.limit, used }
  return { ...budget, month, limit, used: 0, past: [...past, over].slice(-monthsKept) }
}

/** Whether so many points can be issued now by a claim that isn't in the queue, or is its first. */
export const fits = ({ limit, used, waiting }: BudgetRecord, points: number, fromQueue: boolean): boolean =>
  (fromQueue || waiting === 0) && used + points <= limit

/** With points issued; `fromQueue` takes one out of the queue. */
export function issuing(budget: BudgetRecord, points: number, fromQueue: boolean): BudgetRecord {
  const waiting = budget.waiting - Number(fromQueue)
  return { ...budget, used: budget.used + points, waiting, nextLook: waiting === 0 ? neverDate : budget.nextLook }
}

/** With one more in the queue; its place is the budget's `nextPlace` before. */
export const queueing = (budget: BudgetRecord, today: string): BudgetRecord => ({
  ...budget,
  waiting: budget.waiting + 1,
  nextPlace: budget.nextPlace + 1,
  nextLook: budget.waiting === 0 ? nextMonth(today) : budget.nextLook,
})

/** The queue's first doesn't fit: nothing more this month. */
export const untilNextMonth = (budget: BudgetRecord, today: string): BudgetRecord => ({
  ...budget,
  nextLook: nextMonth(today),
})

/** With one taken out of the queue because it was cancelled. */
export function leaving(budget: BudgetRecord): BudgetRecord {
  const waiting = budget.waiting - 1
  return { ...budget, waiting, nextLook: waiting === 0 ? neverDate : budget.nextLook }
}

/** With points taken back that were issued on a business date; those of this month can be issued again. */
export function takingBack(budget: BudgetRecord, points: number, issuedOn: string, today: string): BudgetRecord {
  if (issuedOn.slice(0, 7) !== budget.month) return budget
  return {
    ...budget,
    used: Math.max(0, budget.used - points),
    nextLook: budget.waiting > 0 ? today : budget.nextLook,
  }
}

export const budgetView = ({ month, limit, used }: BudgetRecord): BudgetView => ({
  ...{ month, limit, used },
  left: Math.max(0, limit - used),
})
