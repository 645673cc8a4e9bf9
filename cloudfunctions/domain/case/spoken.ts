/** Levels as the timeline says them. */
import type { HandlingLevel } from '#types/roles'

/** `到村里`: where a case goes, in a timeline's words. */
export const levelWords: Record<HandlingLevel, string> = { grid: '网格', village: '村里', town: '镇里', county: '县里' }
