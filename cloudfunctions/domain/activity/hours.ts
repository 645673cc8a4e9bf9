/** The hours that count for somebody: from check-in to check-out, in halves, within the activity and its cap. Pure. */
import type { ActivityRecord, SignUpRecord } from './record'

const halfHour = 30 * 60_000

type Rules = Pick<ActivityRecord, 'startsAt' | 'endsAt' | 'mostHours' | 'forgotten'>

/** Time between two instants in hours, to the nearest half; 0 when it runs backwards. */
export function halfHours(from: Date, to: Date): number {
  return Math.max(0, Math.round((to.getTime() - from.getTime()) / halfHour)) / 2
}

/** Hours of the plan: what an activity counts at most when nothing else is said. */
export const plannedHours = ({ startsAt, endsAt }: Pick<Rules, 'startsAt' | 'endsAt'>): number =>
  halfHours(startsAt, endsAt)

/**
 * Hours by check-in and check-out. Waiting before the start and staying after the end don't count. Who forgot to check out
 * gets the time up to the end or nothing, as the activity's rule says.
 */
export function attendedHours(
  { startsAt, endsAt, mostHours, forgotten }: Rules,
  { checkedIn, checkedOut }: Pick<SignUpRecord, 'checkedIn' | 'checkedOut'>,
): number {
  const out = checkedOut?.at ?? (forgotten === 'untilEnd' ? endsAt : undefined)
  if (!checkedIn || !out) return 0
  const from = checkedIn.at > startsAt ? checkedIn.at : startsAt
  const to = out < endsAt ? out : endsAt
  return Math.min(halfHours(from, to), mostHours)
}

/** Hours that are recorded when the activity is finished: what was filled in stands for what wasn't checked. */
export function hoursOf(rules: Rules, signUp: Pick<SignUpRecord, 'checkedIn' | 'checkedOut' | 'filledIn'>): number {
  return signUp.filledIn ? Math.min(signUp.filledIn.hours, rules.mostHours) : attendedHours(rules, signUp)
}

/** Kinds whose hours earn points: a training is attended for its own sake. In which unit, the award's rule knows. */
const earningKinds: readonly ActivityRecord['kind'][] = ['volunteering', 'partyDay']

/**
 * Whether recorded hours earn points. Those filled in afterwards do only where the activity's preset says so (民政部令67 has
 * them marked, most places let them earn none).
 */
export function earns(
  { kind, filledInEarns }: Pick<ActivityRecord, 'kind' | 'filledInEarns'>,
  { filledIn, hours = 0 }: Pick<SignUpRecord, 'filledIn' | 'hours'>,
): boolean {
  return earningKinds.includes(kind) && hours > 0 && (!filledIn || filledInEarns)
}
