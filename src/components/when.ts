/** Times as people say them, in Asia/Shanghai whatever the phone's zone (domain.md §6); `now` is passed in. */
import { businessDate, instantAt, timeOfDay } from '#types/business-date'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

const clock = (at: number) => timeOfDay(new Date(at))
/** Days since 1970, by Shanghai's calendar. */
const dayNumber = (at: number) => Date.parse(dayOf(at)) / DAY

const nearDays: Record<number, string> = { [-1]: '昨天', 0: '今天', 1: '明天' }
const nearDay = (at: number, now: number): string | undefined => nearDays[dayNumber(at) - dayNumber(now)]

/** 今天 14:05, 昨天 14:05, 3 天前 (up to a week), 7月2日, 2025年7月2日. `at` is an ISO instant or ms. */
export function whenSaid(at: string | number, now: number): string {
  const instant = new Date(at).getTime()
  const daysAgo = dayNumber(now) - dayNumber(instant)
  if (daysAgo > 1 && daysAgo <= 7) return `${daysAgo} 天前`
  return nearDay(instant, now) ? momentSaid(instant, now) : daySaid(dayOf(instant), now)
}

/**
 * An instant that is evidence or a promise, always to the minute: 今天 14:05, 7月2日 14:05, 2025年7月2日 14:05. For receipts,
 * signatures, attendance and deadlines, where `3 天前` would leave a question.
 */
export function momentSaid(at: string | number, now: number): string {
  const instant = new Date(at).getTime()
  return `${nearDay(instant, now) ?? daySaid(dayOf(instant), now)} ${clock(instant)}`
}

/** The business date of an instant, `YYYY-MM-DD`, and its time of day, `HH:MM`. */
export function dateAndTime(at: string | number): { date: string; time: string } {
  const instant = new Date(at).getTime()
  return { date: dayOf(instant), time: clock(instant) }
}

/** The instant (ms) of a business date's time of day. */
export const instantOf = (date: string, time: string): number => instantAt(date, time).getTime()

const weekdays = '日一二三四五六'

/** When something is held: 今天 09:00–11:00, 11月28日 周六 09:00–11:00; over midnight 22:00–次日 02:00. */
export function periodSaid(from: string, to: string, now: number): string {
  const [start, end] = [new Date(from).getTime(), new Date(to).getTime()]
  const date = dayOf(start)
  const said = nearDay(start, now) ?? `${daySaid(date, now)} 周${weekdays[new Date(date).getUTCDay()]}`
  return `${said} ${clock(start)}–${dayNumber(end) === dayNumber(start) ? '' : '次日 '}${clock(end)}`
}

/** A business date as people say it: 11月26日, 2025年11月26日. */
export function daySaid(date: string, now: number): string {
  const [year = 0, month, day] = date.split('-').map(Number)
  return `${date.slice(0, 4) === dayOf(now).slice(0, 4) ? '' : `${year}年`}${month}月${day}日`
}

/** A month or a year as people say it, of `2026-01` or `2026`: 2026年1月, 2026年. */
export function monthOrYear(period: string): string {
  const [year, month] = period.split('-')
  return month ? `${year}年${Number(month)}月` : `${year}年`
}

/** The business date of an instant. */
export const dayOf = (at: string | number): string => businessDate(new Date(at))

/** A span in its largest unit, never 0: 2 天, 5 小时, 12 分钟. */
export function spanSaid(milliseconds: number): string {
  const span = Math.abs(milliseconds)
  if (span >= DAY) return `${Math.floor(span / DAY)} 天`
  if (span >= HOUR) return `${Math.floor(span / HOUR)} 小时`
  return `${Math.max(1, Math.floor(span / MINUTE))} 分钟`
}

/** How pressing a deadline is: overdue, within a day, or later. */
export function urgencyOf(deadline: string | number, now: number): 'over' | 'soon' | 'later' {
  const left = new Date(deadline).getTime() - now
  if (left < 0) return 'over'
  return left < DAY ? 'soon' : 'later'
}
