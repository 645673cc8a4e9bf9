/** The period of a certificate. Pure; dates are business dates. */

/** From the year's first day to its last, or to today in a year that isn't over. */
export function periodOf(year: string, today: string): { from: string; to: string } {
  const last = `${year}-12-31`
  return { from: `${year}-01-01`, to: last < today ? last : today }
}

/** Whether a certificate can be over these days. */
export const isPeriod = ({ from, to }: { from: string; to: string }, today: string): boolean =>
  from <= to && to <= today
