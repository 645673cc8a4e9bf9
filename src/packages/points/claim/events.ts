/**
 * The buttons of a claim as a table: what each event asks for and how its sheet looks. Which of them a person sees is not
 * decided here but by the claims' own table (`allowedClaimEvents`).
 */
import type { ClaimDetail } from '#types/claim'
import { type ClaimEvent, claimRuleOf } from '#types/claim-loop'
import { claimWords as words } from '@/copy/claims'
import type { InputOf } from '@/platform/call'

/** Events that somebody causes by a button on the claim's page. */
export const claimButtons = ['verify', 'approve', 'drop', 'uphold', 'object', 'reject', 'withdraw'] as const
export type ClaimButton = (typeof claimButtons)[number]

interface ButtonForm {
  /** A reason of two characters at least, or words and photos that may stay empty. */
  asks?: 'reason' | 'note'
  /** main: what this person is here for · danger: takes something away. */
  kind: 'main' | 'plain' | 'danger'
  /** Has words or photos that must survive a missing network: goes through the outbox. */
  keeps?: boolean
}

/** One row a button; the order of rows is the order of buttons, the first `main` row is the page's main action. */
export const buttonForms: Record<ClaimButton, ButtonForm> = {
  verify: { asks: 'note', kind: 'main', keeps: true },
  approve: { kind: 'main' },
  drop: { asks: 'reason', kind: 'main' },
  uphold: { asks: 'reason', kind: 'danger' },
  object: { asks: 'reason', kind: 'plain', keeps: true },
  reject: { asks: 'reason', kind: 'danger' },
  withdraw: { kind: 'danger' },
}

const isButton = (event: ClaimEvent): event is ClaimButton => event in buttonForms

/** The buttons a person sees, the main one apart. */
export function buttonsOf(allowed: readonly ClaimEvent[]): { main?: ClaimButton; others: ClaimButton[] } {
  const mine = allowed.filter(isButton)
  const shown = claimButtons.filter((button) => mine.includes(button))
  const main = shown.find((button) => buttonForms[button].kind === 'main')
  return { ...(main ? { main } : {}), others: shown.filter((button) => button !== main) }
}

/** The button's words: whoever a deduction is about appeals. */
export const labelOf = (button: ClaimButton, { facts }: Pick<ClaimDetail, 'facts'>): string =>
  button === 'object' && facts.sign === 'negative' ? words.appeal : claimRuleOf(button).label

/** What is explained before it is done. */
export const explainOf = (button: ClaimButton, { facts }: Pick<ClaimDetail, 'facts'>): string =>
  button === 'object' && facts.sign === 'negative' ? words.explain.appeal : words.explain[button]

type ClaimAction =
  | 'claim.verify'
  | 'claim.approve'
  | 'claim.reject'
  | 'claim.object'
  | 'claim.review'
  | 'claim.withdraw'

/** What one button sends. */
export type ClaimCall = { [Name in ClaimAction]: { action: Name; input: InputOf<Name> } }[ClaimAction]

/** The call of a button, photos apart: those become file ids on the way. */
export function callOf(
  button: ClaimButton,
  said: string,
  { id, version }: Pick<ClaimDetail, 'id' | 'version'>,
): ClaimCall {
  const on = { claimId: id, version }
  const typed = said.trim()
  switch (button) {
    case 'verify':
      return { action: 'claim.verify', input: { ...on, note: typed } }
    case 'approve':
      return { action: 'claim.approve', input: on }
    case 'withdraw':
      return { action: 'claim.withdraw', input: on }
    case 'reject':
      return { action: 'claim.reject', input: { ...on, reason: typed } }
    case 'object':
      return { action: 'claim.object', input: { claimId: id, reason: typed } }
    case 'uphold':
    case 'drop':
      return { action: 'claim.review', input: { ...on, outcome: button, reason: typed } }
  }
}

/** Whether the words say enough for this button. */
export const saysEnough = (button: ClaimButton, said: string): boolean =>
  buttonForms[button].asks !== 'reason' || said.trim().length >= 2
