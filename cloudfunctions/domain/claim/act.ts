/**
 * The shell of what people do to a claim: read it (at the same time as the session), decide, write once under the version
 * that was read, run what is owed, answer the claim as the caller sees it now.
 */
import {
  ClaimApproveInput,
  type ClaimDetail,
  ClaimObjectInput,
  ClaimRejectInput,
  ClaimReviewInput,
  ClaimVerifyInput,
  ClaimWithdrawInput,
  claimStates,
} from '#types/claim'
import { reviewerRoles } from '#types/rule'
import { type Action, action, type Call, type Early } from '../../kernel/action'
import { changeOf } from '../../kernel/change'
import { refuse } from '../../kernel/errors'
import { runEffects } from '../../kernel/outbox'
import type { CheckResult } from '../../kernel/platform'
import { recall, remember } from '../../kernel/requests'
import { attachFiles } from '../moderation'
import { postsCovering } from '../post'
import { decideClaim, type PersonEvent } from './decide'
import type { ClaimMedia, ClaimRecord } from './record'
import { hasObjected, partiesOf, sightOf } from './relations'
import { claimProofs, claimRunners } from './runners'
import { detailOf } from './view'

interface Input {
  claimId: string
  version?: number
  /** What the caller wrote. */
  said?: string
  photos?: readonly string[]
}

interface First {
  claim: ClaimRecord | null
  check: CheckResult
}

/** How often an event without a version tries again when another came in between. */
const tries = 6

const readFirst = async ({ db, platform, openid }: Early, { claimId, said }: Input): Promise<First> => {
  const [claim, check] = await Promise.all([
    db.get<ClaimRecord>('claims', claimId),
    said ? platform.checkText(openid, said, 2) : ('pass' as const),
  ])
  return { claim, check }
}

/** Those who review an objection at the village, one level up when nobody does. */
async function alertedBy({ db, now }: Call, claim: ClaimRecord): Promise<string[]> {
  const posts = await postsCovering(db, claim.areas, reviewerRoles, now)
  const hands = [...claim.hands, ...claim.objections].map(({ personId }) => personId)
  const free = posts.filter(({ personId }) => !hands.includes(personId) && !claim.members.includes(personId))
  const [first] = free
  return free.filter(({ role }) => role === first?.role).map(({ personId }) => personId)
}

/** One event of the caller on a claim. Exported for the round, which approves many. */
export async function actOn(
  call: Call,
  event: PersonEvent,
  { claimId, version, said, photos = [] }: Input,
  { claim: read, check }: First,
): Promise<ClaimRecord> {
  const { db, session, now, requestId, inputHash } = call
  if (check === 'risky') refuse('CONTENT_REFUSED')
  const asked = { requestId, personId: session.personId, inputHash }
  let claim = read
  for (let attempt = 0; attempt < tries; attempt++) {
    if (!claim || sightOf(claim, session) === 'none') return refuse('NOT_FOUND')
    if (recall(claim.requests, asked).kind === 'repeat') return claim
    if (event === 'object' && hasObjected(claim, session)) refuse('ALREADY_OBJECTED')
    if (version !== undefined && version !== claim.version) {
      refuse('CONFLICT', { state: claim.state, label: claimStates[claim.state], version: claim.version })
    }
    const media = photos.map((fileId): ClaimMedia => ({ fileId, kind: 'photo', state: 'checking' }))
    const { next, effects } = decideClaim(claim, {
      ...{ event, now, note: said, photos: media, ...partiesOf(claim, session) },
      actor: { personId: session.personId, name: session.name },
      householdId: session.householdId,
      // the reason of an objection is read by reviewers only
      hidden: check !== 'pass' && event !== 'object',
      ...(event === 'object' ? { alerted: await alertedBy(call, claim) } : {}),
    })
    const remembered = { ...next, requests: remember(claim.requests, { ...asked, at: now }, now) }
    if (photos.length > 0) {
      await attachFiles(call, { collection: 'claims', documentId: claimId, areas: claim.areas }, photos)
    }
    const change = changeOf(db.command, claim, remembered, effects, now)
    if (await db.update('claims', claimId, { version: claim.version }, change)) {
      const owed = { collection: 'claims', id: claimId, effects, beside: claim.outbox.length > 0 }
      await runEffects(db, owed, claimRunners, { ...call, proofs: claimProofs })
      return remembered
    }
    claim = await db.get<ClaimRecord>('claims', claimId)
    // a stale version is told by the next round: it reads what the faster one wrote
  }
  return refuse('BUSY')
}

async function handle(call: Call, event: PersonEvent, input: Input, first: First): Promise<ClaimDetail> {
  call.scopeChecked()
  return detailOf(call, await actOn(call, event, input, first))
}

export const eventActions: Action[] = [
  action(
    'claim.withdraw',
    ClaimWithdrawInput,
    (call, input, first: First) => handle(call, 'withdraw', input, first),
    readFirst,
  ),
  action(
    'claim.verify',
    ClaimVerifyInput as never,
    (call, { note, ...input }, first: First) => handle(call, 'verify', { ...input, said: note }, first),
    (early, { note, ...input }) => readFirst(early, { ...input, said: note }),
  ),
  action(
    'claim.approve',
    ClaimApproveInput,
    (call, input, first: First) => handle(call, 'approve', input, first),
    readFirst,
  ),
  action(
    'claim.reject',
    ClaimRejectInput,
    (call, { reason, ...input }, first: First) => handle(call, 'reject', { ...input, said: reason }, first),
    (early, { reason, ...input }) => readFirst(early, { ...input, said: reason }),
  ),
  action(
    'claim.object',
    ClaimObjectInput,
    (call, { reason, ...input }, first: First) => handle(call, 'object', { ...input, said: reason }, first),
    (early, { reason, ...input }) => readFirst(early, { ...input, said: reason }),
  ),
  action(
    'claim.review',
    ClaimReviewInput,
    (call, { reason, outcome, ...input }, first: First) => handle(call, outcome, { ...input, said: reason }, first),
    (early, { reason, ...input }) => readFirst(early, { ...input, said: reason }),
  ),
]
