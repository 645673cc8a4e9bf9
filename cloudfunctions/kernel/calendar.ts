/**
 * Working days of the Chinese calendar: the State Council's holidays and make-up days, year by year, as the package
 * `chinese-days` publishes them. Its data alone: the package's code brings a lunar calendar along, 17 KB that every start of a
 * function would load. A year appears here once it is announced, in November of the year before, and is imported with the
 * package's next version.
 */
import year2025 from 'chinese-days/dist/years/2025.json'
import year2026 from 'chinese-days/dist/years/2026.json'

const years = [year2025, year2026]

/** The years whose holidays are known, `YYYY`. */
const announced = new Set(years.map((year) => Object.keys(year.holidays)[0]!.slice(0, 4)))
/** Dates as `YYYY-MM-DD`. Days off in lieu stand among the holidays. */
const holidays = new Set(years.flatMap((year) => Object.keys(year.holidays)))
/** Saturdays and Sundays on which offices make up for days off. */
const makeUpDays = new Set(years.flatMap((year) => Object.keys(year.workdays)))
/** New Year, Labour Day and National Day as the law itself fixes them (全国年节及纪念日放假办法 第二条, 2024), `MM-DD`. */
const fixedHolidays = new Set(['01-01', '05-01', '05-02', '10-01', '10-02', '10-03'])

/**
 * Whether offices work on a business date, `YYYY-MM-DD`: Monday to Friday, with holidays and make-up days. For a year that
 * isn't announced yet the plain week counts, and of the holidays those with a fixed date.
 */
export function isWorkingDay(date: string): boolean {
  if (makeUpDays.has(date)) return true
  if (!announced.has(date.slice(0, 4)) && fixedHolidays.has(date.slice(5))) return false
  const day = new Date(`${date}T00:00:00Z`).getUTCDay()
  return day !== 0 && day !== 6 && !holidays.has(date)
}
