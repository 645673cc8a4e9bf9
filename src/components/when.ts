/** Times as people say them. All in the phone's own time zone; `now` is passed in. */
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

const two = (value: number) => String(value).padStart(2, '0')
const clock = (at: Date) => `${two(at.getHours())}:${two(at.getMinutes())}`
const midnight = (at: number) => new Date(at).setHours(0, 0, 0, 0)

/** 今天 14:05, 昨天 14:05, 3 天前 (up to a week), 7月2日, 2025年7月2日. `at` is an ISO instant or ms. */
export function whenSaid(at: string | number, now: number): string {
  const date = new Date(at)
  const days = Math.round((midnight(now) - midnight(date.getTime())) / DAY)
  if (days === 0) return `今天 ${clock(date)}`
  if (days === 1) return `昨天 ${clock(date)}`
  if (days === -1) return `明天 ${clock(date)}`
  if (days > 1 && days <= 7) return `${days} 天前`
  const day = `${date.getMonth() + 1}月${date.getDate()}日`
  return date.getFullYear() === new Date(now).getFullYear() ? day : `${date.getFullYear()}年${day}`
}

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
