import { spanSaid, urgencyOf, whenSaid } from '../../../src/components/when'

const now = new Date(2026, 6, 22, 15, 0).getTime()

test.each([
  [new Date(2026, 6, 22, 14, 5), '今天 14:05'],
  [new Date(2026, 6, 22, 0, 0), '今天 00:00'],
  [new Date(2026, 6, 21, 23, 59), '昨天 23:59'],
  [new Date(2026, 6, 23, 9, 0), '明天 09:00'],
  [new Date(2026, 6, 19, 9, 0), '3 天前'],
  [new Date(2026, 6, 15, 9, 0), '7 天前'],
  [new Date(2026, 6, 2, 9, 0), '7月2日'],
  [new Date(2025, 6, 2, 9, 0), '2025年7月2日'],
])('%s is said as %s', (at, words) => {
  expect(whenSaid(at.toISOString(), now)).toBe(words)
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
