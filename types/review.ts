/** Content review: what the platform's check couldn't decide, for a content reviewer of the area. */
import * as v from 'valibot'
import { Cursor, Id, type Instant, type Page, Words } from './common'

/** Why somebody has to look: WeChat was unsure, or could not be asked. */
export const reviewReasons = { review: '机器拿不准', risky: '机器判为违规', unchecked: '未能自动检查' } as const
export type ReviewReason = keyof typeof reviewReasons

/** show: visible as it is; hide: stays hidden from everybody but those who handle it. */
export const verdicts = { show: '可以公开', hide: '不予公开' } as const
export type Verdict = keyof typeof verdicts

export interface ReviewView {
  id: string
  at: Instant
  what: 'words' | 'media'
  reason: ReviewReason
  text?: string
  /** Temporary link to the picture or the voice recording. */
  link?: string
}

/** What is open in the areas of the caller's reviewer posts, oldest first. */
export const ReviewListInput = v.strictObject({ cursor: Cursor })
export type ReviewListInput = v.InferInput<typeof ReviewListInput>
export type ReviewListOutput = Page<ReviewView>

export const ReviewDecideInput = v.strictObject({
  id: Id,
  verdict: v.picklist(Object.keys(verdicts) as Verdict[]),
  note: v.optional(Words(200)),
})
export type ReviewDecideInput = v.InferInput<typeof ReviewDecideInput>
export interface ReviewDecideOutput {
  id: string
  verdict: Verdict
}
