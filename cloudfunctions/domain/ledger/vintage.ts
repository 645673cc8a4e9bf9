/** Vintages: which is spent first, when points end, what happens to those that come back late. Pure. */
import type { Expiry } from '#types/rule-words'
import { addDays } from '../../kernel/time'
import { neverDate, type Part, type Vintage } from './record'

/** Days between the announcement and the end of points, and the grace of points returned after their end (domain.md §3). */
export const graceDays = 30

const endOf = ({ ends }: { ends: string | null }) => ends ?? neverDate

/** What ends first is spent first; of equal ends the older year. */
const order = (a: Vintage, b: Vintage): number =>
  endOf(a) < endOf(b) || (endOf(a) === endOf(b) && a.year < b.year) ? -1 : 1

/**
 * The vintage of points that are awarded on a business date, as the village has decided. Of points that would end with the
 * year, those of December last through January: an end must be announced 30 days before.
 */
export function vintageOf(expiry: Expiry, date: string): { year: string; ends: string | null } {
  const year = Number(date.slice(0, 4))
  if (expiry === 'carryOver') return { year: String(year), ends: null }
  if (expiry === 'threeYears') return { year: String(year), ends: `${year + 2}-12-31` }
  return { year: String(year), ends: date < `${year}-12-02` ? `${year}-12-31` : `${year + 1}-01-31` }
}

/** The vintages with some points more. */
export function putInto(vintages: readonly Vintage[], parts: readonly Part[]): Vintage[] {
  const result = vintages.map((vintage) => ({ ...vintage }))
  for (const { year, ends, amount } of parts) {
    const known = result.find((vintage) => vintage.year === year && vintage.ends === ends)
    if (known) known.balance += amount
    else result.push({ year, ends, balance: amount })
  }
  return result.filter(({ balance }) => balance > 0).sort(order)
}

/**
 * Takes up to `points`: of `first`'s vintages as far as they go, then what ends first.
 * @returns the vintages as they are then, and what was taken from which
 */
export function takeFrom(
  vintages: readonly Vintage[],
  points: number,
  first: readonly Part[] = [],
): { vintages: Vintage[]; parts: Part[] } {
  const preferred = ({ year, ends }: Vintage) => first.some((part) => part.year === year && part.ends === ends)
  const queue = [...vintages.filter(preferred), ...vintages.filter((vintage) => !preferred(vintage))]
  const parts: Part[] = []
  let left = points
  for (const { year, ends, balance } of queue) {
    const amount = Math.min(left, balance)
    if (amount > 0) parts.push({ year, ends, amount })
    left -= amount
  }
  const takenOf = ({ year, ends }: Vintage) =>
    parts.find((part) => part.year === year && part.ends === ends)?.amount ?? 0
  const rest = vintages
    .map((vintage) => ({ ...vintage, balance: vintage.balance - takenOf(vintage) }))
    .filter(({ balance }) => balance > 0)
  return { vintages: rest, parts }
}

/** Parts that come back on a date: they keep their vintage, and one that has ended meanwhile gets 30 days more. */
export const returned = (parts: readonly Part[], date: string): Part[] =>
  parts.map((part) => (hasEnded(part, date) ? { ...part, ends: addDays(date, graceDays) } : part))

/** Whether points can't be spent any more on a business date. */
export const hasEnded = ({ ends }: { ends: string | null }, date: string): boolean => ends !== null && ends < date

/**
 * The business date on which the clock must look next: 30 days before an end that isn't announced yet, else the day after it.
 * It may lie in the past: then the clock looks at once.
 * @param announced the latest end that was announced; earlier ones need no word of their own
 */
export function nextLookOf(vintages: readonly Vintage[], announced: string): string {
  const looks = vintages.flatMap(({ ends }) =>
    ends === null ? [] : [ends > announced ? addDays(ends, -graceDays) : addDays(ends, 1)],
  )
  return looks.reduce((first, look) => (look < first ? look : first), neverDate)
}

export const sumOf = (parts: readonly Part[]): number => parts.reduce((sum, { amount }) => sum + amount, 0)
