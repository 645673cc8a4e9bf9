/** A month as sentences: which month, an item's sum, the whole to copy. Pure. */
import type { MonthLine, StoreMonthView } from '#types/store'
import { monthWords as words } from '@/copy/shelf'

/** A month so many months away, `YYYY-MM`. */
export function monthAway(month: string, by: number): string {
  const [year = 0, number = 0] = month.split('-').map(Number)
  return new Date(Date.UTC(year, number - 1 + by, 1)).toISOString().slice(0, 7)
}

/** 田堰村爱心超市 2026年11月 */
export function monthTitle(storeName: string, month: string): string {
  const [year = '', number = ''] = month.split('-')
  return words.title(storeName, year, Number(number))
}

const order = ['purchased', 'donated', 'returned', 'damaged', 'given', 'counted'] as const

/** 期初 30 + 采购 10 − 兑出 6 = 期末 34: what didn't happen is left out. */
export const sumSaid = (line: MonthLine): string =>
  [
    words.opening(line.opening),
    ...order.filter((part) => line[part] !== 0).map((part) => words.parts[part](line[part])),
    words.closing(line.closing),
  ].join(' ')

/** The month as words, to be sent on. */
export function monthSaid({ storeName, month, lines, pointsGiven, pointsTaken, pointsOwed, problems }: StoreMonthView) {
  return [
    monthTitle(storeName, month),
    ...lines.map((line) => `${line.name}：${sumSaid(line)}，${words.pointsOf(line.points)}`),
    `${words.given} ${words.pointsOf(pointsGiven)}，${words.taken} ${words.pointsOf(pointsTaken)}，${words.owed} ${words.pointsOf(pointsOwed)}`,
    ...problems,
  ].join('\n')
}
