import { spanSaid, urgencyOf, whenSaid } from '../../../src/components/when'

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
