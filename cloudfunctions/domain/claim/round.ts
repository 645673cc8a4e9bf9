/** Approving a round in one go: each claim by itself, under the version that the screen showed. */
import type { ClaimApproveRoundInput, ClaimApproveRoundOutput } from '#types/claim'
import { mostBulkRows } from '#types/claim'
import { sentenceOf } from '#types/errors'
import type { Call, Early } from '../../kernel/action'
import { Refusal } from '../../kernel/errors'
import { inTurns } from '../area'
import { actOn } from './act'
import type { ClaimRecord } from './record'

export const readRound = ({ db }: Early, { claims }: ClaimApproveRoundInput): Promise<ClaimRecord[]> =>
  db.find<ClaimRecord>('claims', {
    where: { _id: db.command.in(claims.map(({ claimId }) => claimId)) },
    limit: mostBulkRows,
  })

export async function approveRound(
  call: Call,
  { claims }: ClaimApproveRoundInput,
  found: ClaimRecord[],
): Promise<ClaimApproveRoundOutput> {
  call.scopeChecked()
  const rows = await inTurns(claims, async ({ claimId, version }) => {
    const claim = found.find(({ _id }) => _id === claimId) ?? null
    try {
      await actOn(call, 'approve', { claimId, version }, { claim, check: 'pass' })
      return { claimId, approved: true }
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      return { claimId, approved: false, problem: sentenceOf(error.code, error.detail) }
    }
  })
  return { rows, approved: rows.filter(({ approved }) => approved).length }
}
