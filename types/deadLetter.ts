/** Dead letters: effects that failed ten times and wait for an administrator. No personal data is shown. */
import * as v from 'valibot'
import { Cursor, Id, type Instant, type Page } from './common'

export interface DeadLetterView {
  id: string
  at: Instant
  /** Kind of effect: message, count, check … */
  kind: string
  collection: string
  documentId: string
  /** Last error, as logged. */
  error: string
}

export const DeadLetterListInput = v.strictObject({ cursor: Cursor })
export type DeadLetterListInput = v.InferInput<typeof DeadLetterListInput>
export type DeadLetterListOutput = Page<DeadLetterView>

/** Puts the effect back into its document's outbox; `clock` runs it within a minute. */
export const DeadLetterRetryInput = v.strictObject({ id: Id })
export type DeadLetterRetryInput = v.InferInput<typeof DeadLetterRetryInput>
export interface DeadLetterRetryOutput {
  id: string
}
