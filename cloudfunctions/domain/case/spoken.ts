/** Dates and levels as the timeline says them. */
import type { HandlingLevel } from '#types/roles'

const format = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  month: 'numeric',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})

/** `11月24日 17:30`, in Asia/Shanghai. */
export function spoken(instant: Date): string {
  const part = Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, value]))
  return `${part.month}月${part.day}日 ${part.hour}:${part.minute}`
}

/** `到村里`: where a case goes, in a timeline's words. */
export const levelWords: Record<HandlingLevel, string> = { grid: '网格', village: '村里', town: '镇里', county: '县里' }
