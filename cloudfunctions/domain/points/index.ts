/**
 * The noun points: what people and their village do with the books. It stands above the ledger, the rules and the shop,
 * which know nothing of it.
 */
import {
  PointsAccountInput,
  PointsEntriesInput,
  PointsHonourInput,
  PointsLookInput,
  PointsProofInput,
  PointsReverseInput,
} from '#types/points'
import { type Action, action } from '../../kernel/action'
import { honour } from './honour'
import { account, entries, look } from './passbook'
import { lastProofs } from './proof'
import { findWrong, putRight } from './reverse'

export { leaveBooks } from './leave'
export { proveBooks } from './proof'
export { tickAccounts } from './tick'

export const pointsActions: Action[] = [
  action('points.account', PointsAccountInput, account),
  action('points.entries', PointsEntriesInput, entries),
  action('points.look', PointsLookInput, look),
  action('points.reverse', PointsReverseInput, putRight, findWrong),
  action('points.honour', PointsHonourInput, honour),
  action('points.proof', PointsProofInput, lastProofs),
]
