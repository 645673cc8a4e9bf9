/**
 * What closing a case is worth to whoever handled it (domain.md §3: by difficulty and the filer's rating). Pure; the points
 * themselves, caps and the village's budget stand in its table of rules and are claim's business.
 */
import type { Rating } from '#types/case'
import { categoryOf } from '#types/categories'
import type { Award, Unaward } from '../claim'
import type { Occasion } from './occasion'
import type { CaseRecord } from './record'
import { filedForAnother } from './relations'

/** By what a rating multiplies; somebody who was not asked leaves the rule's base, whatever the difficulty was. */
const byRating: Partial<Record<Rating, number>> = { satisfied: 1.5, basically: 1 }

/** The cause of the award of one closing: reopened and closed again is another. */
const awardCauseOf = ({ _id, seq }: CaseRecord): string => `case:${_id}:${seq}`

function factorOf({ category, rating }: CaseRecord): number {
  const rated = rating === undefined ? undefined : byRating[rating]
  return rated === undefined ? 1 : rated * categoryOf(category).difficulty
}

/**
 * The award that a closed case owes, or null. Whoever handled it must be apart from filer, served and confirmer, by person and
 * household; and where a worker filed for another, so must that worker and who confirmed it: nobody serves himself.
 */
export function awardOf(closed: CaseRecord, { actor, householdId, now }: Occasion): Award | null {
  const { handlerId, filerId, filerHouseholdId, forWhom } = closed
  if (handlerId === undefined) return null
  const byClock = actor.personId === 'clock'
  const sameHome = householdId !== undefined && householdId === filerHouseholdId
  if (filedForAnother(closed) && !byClock && sameHome) return null
  const people = [filerId, forWhom?.personId, byClock ? undefined : actor.personId]
  const homes = [filerHouseholdId, forWhom?.householdId, householdId]
  // the handler's home as it was when the work was done: moving out afterwards changes nothing
  if (closed.handlerHouseholdId !== undefined && homes.includes(closed.handlerHouseholdId)) return null
  const given = <Value>(values: readonly (Value | undefined)[]) => [
    ...new Set(values.filter((value): value is Value => value !== undefined)),
  ]
  return {
    cause: awardCauseOf(closed),
    rule: 'case.confirm',
    subject: { personId: handlerId },
    factor: factorOf(closed),
    eventAt: now,
    words: { what: `${categoryOf(closed.category).label} ${closed.number}` },
    caseId: closed._id,
    apart: given(people),
    apartHouseholds: given(homes),
  }
}

/** What reopening owes: the award of the closing before is taken back. */
export const takenBack = (cause: string): Unaward => ({ cause, reason: '工单重新打开' })
