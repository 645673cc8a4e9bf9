import {
  dateAndTime,
  daySaid,
  instantOf,
  momentSaid,
  monthOrYear,
  periodSaid,
  spanSaid,
  urgencyOf,
  whenSaid,
} from '../../../src/components/when'

/** An instant by the clock in Shanghai; the tests themselves run in UTC. */
const at = (text: string) => new Date(`${text}:00+08:00`)
const now = at('2026-07-22T15:00').getTime()

test.each([
  [at('2026-07-22T14:05'), '今天 14:05'],
  [at('2026-07-22T00:00'), '今天 00:00'],
  [at('2026-07-21T23:59'), '昨天 23:59'],
  [at('2026-07-23T09:00'), '明天 09:00'],
  [at('2026-07-19T09:00'), '3 天前'],
  [at('2026-07-15T09:00'), '7 天前'],
  [at('2026-07-02T09:00'), '7月2日'],
  [at('2025-07-02T09:00'), '2025年7月2日'],
])('%s is said as %s', (instant, words) => {
  expect(whenSaid(instant.toISOString(), now)).toBe(words)
})

test.each([
  [at('2026-07-22T14:05'), '今天 14:05'],
  [at('2026-07-21T23:59'), '昨天 23:59'],
  [at('2026-07-23T09:00'), '明天 09:00'],
  [at('2026-07-24T17:30'), '7月24日 17:30'],
  [at('2026-07-19T09:00'), '7月19日 09:00'],
  [at('2025-07-02T00:10'), '2025年7月2日 00:10'],
])('evidence of %s is said to the minute: %s', (instant, words) => {
  expect(momentSaid(instant.toISOString(), now)).toBe(words)
})

test('days, months and years of business are said without zeros in front', () => {
  expect(daySaid('2026-07-02', now)).toBe('7月2日')
  expect(daySaid('2025-07-02', now)).toBe('2025年7月2日')
  expect(monthOrYear('2026-11')).toBe('2026年11月')
  expect(monthOrYear('2026-01')).toBe('2026年1月')
  expect(monthOrYear('2026')).toBe('2026年')
})

test.each([
  [30_000, '1 分钟'],
  [12 * 60_000, '12 分钟'],
  [5.9 * 3_600_000, '5 小时'],
  [-2.5 * 86_400_000, '2 天'],
])('a span of %d ms is %s', (span, words) => {
  expect(spanSaid(span)).toBe(words)
})

test('a deadline is over, within a day, or later', () => {
  expect(urgencyOf(now - 1, now)).toBe('over')
  expect(urgencyOf(now + 3_600_000, now)).toBe('soon')
  expect(urgencyOf(now + 2 * 86_400_000, now)).toBe('later')
})

test.each([
  ['2026-07-22T16:00', '2026-07-22T18:30', '今天 16:00–18:30'],
  ['2026-07-23T09:00', '2026-07-23T11:00', '明天 09:00–11:00'],
  ['2026-07-21T09:00', '2026-07-21T11:00', '昨天 09:00–11:00'],
  ['2026-07-25T09:00', '2026-07-25T11:00', '7月25日 周六 09:00–11:00'],
  ['2026-07-26T22:00', '2026-07-27T01:00', '7月26日 周日 22:00–次日 01:00'],
  ['2027-01-02T09:00', '2027-01-02T11:00', '2027年1月2日 周六 09:00–11:00'],
])('from %s to %s is said as %s', (from, to, words) => {
  expect(periodSaid(at(from).toISOString(), at(to).toISOString(), now)).toBe(words)
})

test('a business date and a time of day make an instant, and come back from it', () => {
  const instant = instantOf('2026-07-22', '00:30')
  expect(instant).toBe(at('2026-07-22T00:30').getTime())
  expect(dateAndTime(instant)).toEqual({ date: '2026-07-22', time: '00:30' })
})
