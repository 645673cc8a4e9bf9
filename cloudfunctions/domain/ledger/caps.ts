/** Caps: how much of something an account has used in the present day, month or year, kept in the account itself. Pure. */
import type { CapPeriod } from '#types/rule-words'
import { addDays } from '../../kernel/time'

/** Days back that a use is remembered: a deed may be declared 60 days late, and be verified and approved later still. */
export const rememberedDays = 190

/** The period of a business date that a cap counts in. */
const periodOf: Record<CapPeriod, (date: string) => string> = {
  day: (date) => `day:${date}`,
  month: (date) => `month:${date.slice(0, 7)}`,
  year: (date) => `year:${date.slice(0, 4)}`,
}

/** Most an account may use of `subject` in each period. */
export type Caps = Partial<Record<CapPeriod, number>>

const keyOf = (subject: string, period: CapPeriod, date: string) => `${subject}|${periodOf[period](date)}`

/** How much of `subject` is still free on a business date; Infinity without a cap. Never negative. */
export function roomFor(used: Readonly<Record<string, number>>, subject: string, caps: Caps, date: string): number {
  const rooms = (Object.entries(caps) as [CapPeriod, number][]).map(
    ([period, most]) => most - (used[keyOf(subject, period, date)] ?? 0),
  )
  return Math.max(0, Math.min(Number.POSITIVE_INFINITY, ...rooms))
}

/**
 * What is used after `amount` more of `subject` on a business date; negative when something came back. Only the periods that
 * `caps` names are counted, and periods that ended more than `rememberedDays` ago are forgotten.
 * @param today the business date by which periods are long over
 */
export function withUse(
  used: Readonly<Record<string, number>>,
  subject: string,
  caps: Caps,
  { date, amount, today = date }: { date: string; amount: number; today?: string },
): Record<string, number> {
  const oldest = addDays(today, -rememberedDays)
  const isRemembered = (key: string) => {
    const from = key.slice(key.lastIndexOf(':') + 1)
    return from >= oldest.slice(0, from.length)
  }
  const result = Object.fromEntries(Object.entries(used).filter(([key]) => isRemembered(key)))
  for (const period of Object.keys(caps) as CapPeriod[]) {
    const key = keyOf(subject, period, date)
    // the year of a day that is forgotten may still run
    if (!isRemembered(key)) continue
    const after = (result[key] ?? 0) + amount
    if (after > 0) result[key] = after
    else delete result[key]
  }
  return result
}
