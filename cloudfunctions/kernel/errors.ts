/** Refusals: the typed errors that reach a caller. Whatever else is thrown becomes INTERNAL (serve.ts). */
import type { ErrorCode } from '#types/errors'

/** An answer of "no" with its code; the sentence is looked up in types/errors.ts when the answer is made. */
export class Refusal extends Error {
  constructor(
    readonly code: ErrorCode,
    /** Fills the blanks of the sentence and tells a screen the facts; goes to the caller, so nothing secret. */
    readonly detail?: Record<string, unknown>,
  ) {
    super(code)
    this.name = 'Refusal'
  }
}

/** Ends the call with a refusal. */
export function refuse(code: ErrorCode, detail?: Record<string, unknown>): never {
  throw new Refusal(code, detail)
}
