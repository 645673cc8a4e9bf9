/** Content review: what the platform's check couldn't decide, for a content reviewer of the area. */
import * as v from 'valibot'
import { Cursor, Id, type Instant, type Page, Words } from './common'
import { type ReviewReason, type Verdict, verdicts } from './labels'

export type { ReviewReason, Verdict } from './labels'

export interface ReviewView {
  id: string
  at: Instant
  what: 'words' | 'media'
  reason: ReviewReason
  text?: string
  /** Temporary link to the picture or the voice recording. */
  link?: string
}

/** What is open in the areas of the caller's reviewer posts, in a stable order. */
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
