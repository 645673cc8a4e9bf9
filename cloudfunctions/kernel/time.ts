/**
 * Time as the county keeps it: Asia/Shanghai whatever the machine's zone (domain.md §6), with the working days of the
 * Chinese calendar. Pure: the instant always comes in. Shanghai has been UTC+8 without summer time since 1991.
 */
import { businessDate, instantAt } from '#types/business-date'
import { isWorkingDay } from './calendar'

export { businessDate, timeOfDay } from '#types/business-date'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/** End of office hours in rural offices: a deadline in working days ends then. */
const endOfWorkingDay = 17.5 * hour

/** The instant at which a business date begins. */
export function startOfBusinessDay(date: string): Date {
  return instantAt(date)
}

/** The business date some days later, or earlier when negative. */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * day).toISOString().slice(0, 10)
}

export function addHours(from: Date, hours: number): Date {
  return new Date(from.getTime() + hours * hour)
}

/** Business days from one date to another: 1 from today to tomorrow, negative backwards. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / day)
}

/**
 * The end (17:30) of the n-th working day after the day of `from`; the day of `from` itself doesn't count, as periods are
 * reckoned in Chinese law (民法典 第二百零一条).
 * @param days at least 1
 */
export function addWorkingDays(from: Date, days: number): Date {
  if (!Number.isInteger(days) || days < 1) throw new Error(`working days must be a positive integer, not ${days}`)
  let date = businessDate(from)
  for (let left = days; left > 0; ) {
    date = addDays(date, 1)
    if (isWorkingDay(date)) left -= 1
  }
  return new Date(startOfBusinessDay(date).getTime() + endOfWorkingDay)
}
