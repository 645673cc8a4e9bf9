/** The noun claim: everything that earns or costs points, from declaration or cause to the account. */
import { ClaimApproveRoundInput, ClaimBulkInput, ClaimDeclareInput } from '#types/claim'
import { type Action, action } from '../../kernel/action'
import type { CheckResult } from '../../kernel/platform'
import { eventActions } from './act'
import { bulk, checkBulk } from './bulk'
import { declare, readFirst } from './declare'
import { listActions } from './list'
import type { ClaimRecord } from './record'
import { approveRound, readRound } from './round'

export { type Award, award, type Unaward, unaward } from './award'
export { carryBudget } from './carry'
export { claimBehind, correctClaim, type PutRight } from './credit'
export { eraseFromClaims } from './erase'
export type { ClaimRecord } from './record'
export { claimProofs, claimRunners } from './runners'
export { tickClaims } from './tick'

export const claimActions: Action[] = [
  action('claim.declare', ClaimDeclareInput as never, declare, readFirst),
  ...eventActions,
  ...listActions,
  action<'claim.bulk', CheckResult>('claim.bulk', ClaimBulkInput as never, bulk, checkBulk),
  action<'claim.approveRound', ClaimRecord[]>('claim.approveRound', ClaimApproveRoundInput, approveRound, readRound),
]
