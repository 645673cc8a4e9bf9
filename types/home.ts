/** The home page in one call: parts appear as the caller's posts allow. */
import * as v from 'valibot'
import type { ChainLink } from './area'
import type { CaseSummary } from './case'
import type { Instant } from './common'

export const HomeGetInput = v.strictObject({})
export type HomeGetInput = v.InferInput<typeof HomeGetInput>

/** Pages of the worker's to-do, in the order they are due (interface.md). */
export const todoKinds = {
  collected: '待研判',
  assessed: '待派单',
  dispatched: '待接单',
  handling: '处理中',
  resolved: '待回访',
  overdue: '超期',
} as const
export type TodoKind = keyof typeof todoKinds

export interface HomeOutput {
  villageName?: string
  unread: number
  /** Newest first, three at most. */
  notices: { id: string; title: string; publishedAt: Instant }[]
  resident?: { open: CaseSummary[]; chain: ChainLink[]; helpers: ChainLink[] }
  worker?: { todo: Record<TodoKind, number>; next: CaseSummary[]; pendingPeople: number }
  member?: { offered: CaseSummary[]; running: CaseSummary[]; pool: number; doneThisMonth: number }
  leader?: {
    areaName: string
    /** Business month so far, and the month before up to the same day. */
    figures: { label: string; now: number; before: number }[]
    overdue: CaseSummary[]
  }
}
