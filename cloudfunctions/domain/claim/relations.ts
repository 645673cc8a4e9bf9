/**
 * What somebody is to a claim. Nobody has two hands in one claim, nor two people of one household, and nobody has one in the
 * own household's (domain.md §2, nobody serves himself). Pure.
 */
import type { ClaimFacts, ClaimParty } from '#types/claim'
import { holds, type Role, type Session } from '#types/roles'
import { reviewerRoles } from '#types/rule-words'
import type { ClaimRecord, Hand } from './record'

export const factsOf = ({ state, sign, objections }: ClaimRecord): ClaimFacts => ({
  state,
  sign,
  objections: objections.length,
})

type Caller = Pick<Session, 'standing' | 'personId' | 'identities' | 'householdId' | 'areas' | 'posts'>

/** Whether it is about the caller or the caller's household. */
export const isOwn = (claim: Pick<ClaimRecord, 'members' | 'householdId'>, caller: Caller): boolean =>
  claim.members.some((id) => caller.identities.includes(id)) ||
  (claim.householdId !== undefined && claim.householdId === caller.householdId)

const sameHousehold = (hand: Hand, caller: Caller): boolean =>
  caller.identities.includes(hand.personId) ||
  (hand.householdId !== undefined && hand.householdId === caller.householdId)

/** Why somebody whose post would let them may not: it is their own, or one of their household had a hand in it. */
export type Bar = 'OWN_HOUSEHOLD' | 'SAME_PERSON'

/** What keeps the caller from deciding on a claim, whatever the posts are. */
function barOf(claim: ClaimRecord, caller: Caller): Bar | undefined {
  if (isOwn(claim, caller)) return 'OWN_HOUSEHOLD'
  const hands = [...claim.hands, ...claim.objections]
  return hands.some((hand) => sameHousehold(hand, caller)) ? 'SAME_PERSON' : undefined
}

/** Whether the caller has objected to it already. */
export const hasObjected = ({ objections }: Pick<ClaimRecord, 'objections'>, caller: Caller): boolean =>
  objections.some(({ personId }) => caller.identities.includes(personId))

/** The deciding parties that the caller's posts make, bars aside. */
function officesOf(claim: ClaimRecord, caller: Caller): ClaimParty[] {
  const session = caller as Session
  const may = (roles: readonly Role[]) => holds(session, roles, claim.areas)
  const offices: [ClaimParty, boolean][] = [
    ['verifier', may(claim.verifiers)],
    ['approver', may(claim.approvers)],
    ['reviewer', may(reviewerRoles)],
  ]
  return offices.flatMap(([party, holdsTrue]) => (holdsTrue ? [party] : []))
}

/** Every party the caller is to the claim, and what bars the caller from being one of the deciding ones. */
export function partiesOf(
  claim: ClaimRecord,
  caller: Caller,
): { parties: ClaimParty[]; barred: ClaimParty[]; bar?: Bar } {
  const own = isOwn(claim, caller)
  const bar = barOf(claim, caller)
  const offices = officesOf(claim, caller)
  const neighbour = caller.standing === 'confirmed' && !bar && caller.areas.includes(claim.village)
  const parties: ClaimParty[] = [
    ...(caller.identities.includes(claim.filerId) ? (['declarer'] as const) : []),
    ...(own && !hasObjected(claim, caller) ? (['household'] as const) : []),
    ...(bar ? [] : offices),
    ...(neighbour ? (['neighbour'] as const) : []),
  ]
  return { parties, barred: bar ? offices : [], ...(bar ? { bar } : {}) }
}

/** How much of a claim somebody may see: all of it, its published face, or nothing. */
export function sightOf(claim: ClaimRecord, caller: Caller): 'full' | 'public' | 'none' {
  if (isOwn(claim, caller) || caller.identities.includes(claim.filerId)) return 'full'
  if (officesOf(claim, caller).length > 0 || holds(caller as Session, ['auditor'], claim.areas)) return 'full'
  const shown = claim.sign !== 'negative' && ['published', 'objected', 'deferred'].includes(claim.state)
  return shown && caller.standing === 'confirmed' && caller.areas.includes(claim.village) ? 'public' : 'none'
}
