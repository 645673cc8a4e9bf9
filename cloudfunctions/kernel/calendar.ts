/**
 * Working days of the Chinese calendar: the State Council's holidays and make-up days, year by year, as the package
 * `chinese-days` publishes them. Its data alone: the package's code brings a lunar calendar along, 17 KB that every start of a
 * function would load. A year appears here once it is announced, in November of the year before.
 */
import year2025 from 'chinese-days/dist/years/2025.json'
import year2026 from 'chinese-days/dist/years/2026.json'

const years = [year2025, year2026]

/** Dates as `YYYY-MM-DD`. Days off in lieu stand among the holidays. */
const holidays = new Set(years.flatMap((year) => Object.keys(year.holidays)))
/** Saturdays and Sundays on which offices make up for days off. */
const makeUpDays = new Set(years.flatMap((year) => Object.keys(year.workdays)))

/**
 * Whether offices work on a business date, `YYYY-MM-DD`: Monday to Friday, with holidays and make-up days. For a year that
 * isn't announced yet the plain week counts.
 */
export function isWorkingDay(date: string): boolean {
  if (makeUpDays.has(date)) return true
  const day = new Date(`${date}T00:00:00Z`).getUTCDay()
  return day !== 0 && day !== 6 && !holidays.has(date)
}
