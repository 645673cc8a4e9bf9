/** The home page in one call: parts appear as the caller's posts allow. */
import * as v from 'valibot'
import type { ChainLink } from './area'
import type { CaseSummary } from './case'
import type { Instant } from './common'
import type { TodoKind } from './labels'

export const HomeGetInput = v.strictObject({})
export type HomeGetInput = v.InferInput<typeof HomeGetInput>

export type { TodoKind } from './labels'

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
