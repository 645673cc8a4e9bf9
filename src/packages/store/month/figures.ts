/** A month as figures and sentences: which month, an item's sums, the whole to copy. Pure. */
import type { MonthLine, StoreMonthView } from '#types/store'
import { monthOrYear } from '@/components/when'
import { monthWords as words } from '@/copy/shelf'

/** A month so many months away, `YYYY-MM`. */
export function monthAway(month: string, by: number): string {
  const [year = 0, number = 0] = month.split('-').map(Number)
  return new Date(Date.UTC(year, number - 1 + by, 1)).toISOString().slice(0, 7)
}

/** 田堰村爱心超市 2026年11月 */
export const monthTitle = (storeName: string, month: string): string => words.title(storeName, monthOrYear(month))

const order = ['purchased', 'donated', 'returned', 'damaged', 'given', 'counted'] as const

/** + 采购 10, − 兑出 6: what didn't happen is left out. */
const partsSaid = (line: MonthLine): string[] =>
  order.filter((part) => line[part] !== 0).map((part) => words.parts[part](line[part]))

/** 期初 30 + 采购 10 − 兑出 6 = 期末 34. */
export const sumSaid = (line: MonthLine): string =>
  [words.opening(line.opening), ...partsSaid(line), words.closing(line.closing)].join(' ')

/** + 采购 10 − 兑出 6，60 分: how it came and went, and for how many points. */
export const flowSaid = (line: MonthLine): string =>
  [partsSaid(line).join(' '), line.points !== 0 && words.pointsOf(line.points)].filter(Boolean).join('，')

/** All that came and all that went; what counting put right is on the side it went to. */
export function totalsOf({ purchased, donated, returned, damaged, given, counted }: MonthLine) {
  return {
    in: purchased + donated + returned + Math.max(0, counted),
    out: damaged + given + Math.max(0, -counted),
  }
}

/** The month as words, to be sent on. */
export function monthSaid({ storeName, month, lines, pointsGiven, pointsTaken, pointsOwed, problems }: StoreMonthView) {
  return [
    monthTitle(storeName, month),
    ...lines.map((line) => `${line.name}：${sumSaid(line)}，${words.pointsOf(line.points)}`),
    `${words.given} ${words.pointsOf(pointsGiven)}，${words.taken} ${words.pointsOf(pointsTaken)}，${words.owed} ${words.pointsOf(pointsOwed)}`,
    ...problems,
  ].join('\n')
}
