/**
 * The pure core of a claim's way: a claim, an event of somebody and an instant give the claim as it will be and what it owes.
 * The table (types/claim-loop.ts) says what is allowed; the credit and its way back stand in settle.ts.
 */
import {
  type ClaimEvent,
  type ClaimParty,
  type ClaimState,
  claimAllows,
  claimRuleOf,
  claimStates,
} from '#types/claim-loop'
import { refuse } from '../../kernel/errors'
import type { Effect } from '../../kernel/outbox'
import { addDays, businessDate, startOfBusinessDay } from '../../kernel/time'
import { type ClaimActor, type ClaimMedia, type ClaimRecord, type Hand, never } from './record'
import { type Bar, factsOf } from './relations'
import { messageOf } from './tell'

/** Events that people cause on a claim that is there. */
export type PersonEvent = 'withdraw' | 'verify' | 'approve' | 'reject' | 'object' | 'uphold' | 'drop'

export interface ClaimOccasion {
  event: PersonEvent
  actor: ClaimActor
  householdId?: string
  parties: readonly ClaimParty[]
  /** Deciding parties that the posts would make, were it not for `bar`. */
  barred: readonly ClaimParty[]
  bar?: Bar
  now: Date
  /** What the caller wrote: a note, or a reason. */
  note?: string
  /** The words wait for a reviewer. */
  hidden?: boolean
  photos?: readonly ClaimMedia[]
  /** Who must hear of an objection. */
  alerted?: readonly string[]
}

export interface ClaimDecision {
  next: ClaimRecord
  effects: Effect[]
}

/** The instant at which the day after a business date begins. */
const endOf = (date: string): Date => startOfBusinessDay(addDays(date, 1))

/** Fields of a claim that is shown until a business date. */
const shownUntil = (publishedUntil: string): Partial<ClaimRecord> => ({
  publishedUntil,
  nextClock: endOf(publishedUntil),
})

type Outcome = { set?: Partial<ClaimRecord>; words?: Record<string, string> }

/** What each event does beside the table. */
const transitions: Record<PersonEvent, (claim: ClaimRecord, occasion: ClaimOccasion, today: string) => Outcome> = {
  withdraw: () => ({}),
  verify: (claim, occasion) => {
    if (claim.evidence && claim.media.length + (occasion.photos?.length ?? 0) === 0) refuse('EVIDENCE_NEEDED')
    return occasion.note ? { words: { note: `：${occasion.note}` } } : {}
  },
  approve: (claim, _occasion, today) => {
    const until = addDays(today, claim.publicityDays)
    return { set: shownUntil(until), words: { until } }
  },
  reject: (_claim, { note = '' }) => ({ words: { reason: note } }),
  object: (claim, { actor, householdId, note = '', now }) => ({
    // the reason isn't among the step's words: the village reads the steps, and may not learn who objected by it
    set: {
      objections: [...claim.objections, { ...handOf(actor, householdId), reason: note, at: now }],
      nextClock: never,
    },
  }),
  uphold: (claim, { note = '' }) => ({ set: reviewed(claim, 'uphold'), words: { reason: note } }),
  drop: (claim, { note = '' }, today) => {
    const until = [claim.publishedUntil ?? today, today].sort().at(-1)!
    return { set: { ...reviewed(claim, 'drop'), ...shownUntil(until) }, words: { until, reason: note } }
  },
}

const handOf = ({ personId }: ClaimActor, householdId: string | undefined): Hand => ({
  personId,
  ...(householdId ? { householdId } : {}),
})

const reviewed = ({ objections }: ClaimRecord, outcome: 'uphold' | 'drop'): Partial<ClaimRecord> => ({
  objections: objections.map((objection) => (objection.outcome ? objection : { ...objection, outcome })),
})

/** Events by which somebody decides over another's claim: each needs a person who had no hand in it yet. */
const deciding: readonly PersonEvent[] = ['verify', 'approve', 'reject', 'uphold', 'drop']

/** @throws Refusal what the bar says where only that keeps the caller from it, FORBIDDEN, or EVENT_NOT_ALLOWED */
function check(claim: ClaimRecord, { event, parties, barred, bar }: ClaimOccasion): void {
  const facts = factsOf(claim)
  const allowed = (party: ClaimParty) => claimAllows(event, facts, party)
  if (parties.some(allowed)) return
  if (bar && barred.some(allowed)) refuse(bar)
  const { by, label } = claimRuleOf(event)
  const concerned = by.some(({ party }) => parties.includes(party) || barred.includes(party))
  if (!concerned && by.some(({ party }) => allowed(party))) refuse('FORBIDDEN')
  refuse('EVENT_NOT_ALLOWED', { state: claimStates[claim.state], event: label })
}

/** Adds a step to a claim; shared by what people and the clock cause. */
export function withStep(
  claim: ClaimRecord,
  step: { event: ClaimEvent; to: ClaimState; actor: ClaimActor; words?: Record<string, string>; now: Date } & {
    hidden?: boolean
    photos?: readonly ClaimMedia[]
  },
  set: Partial<ClaimRecord> = {},
): ClaimRecord {
  const { event, to, actor, words = {}, now, hidden, photos = [] } = step
  const seq = claim.seq + 1
  const media = [...photos]
  const made = { seq, event, at: now, actor, words, ...(hidden ? { hidden } : {}), media, to }
  return {
    ...claim,
    nextClock: never,
    ...set,
    ...{ state: to, steps: [...claim.steps, made], seq, updatedAt: now, version: claim.version + 1 },
  }
}

/** What a step owes: a message to whom it concerns, and the checks of words and photos. */
export function owedBy(
  claim: ClaimRecord,
  { hidden = false, photos = [], alerted = [] }: Pick<ClaimOccasion, 'hidden' | 'photos' | 'alerted'> = {},
): Effect[] {
  const { _id, seq, areas } = claim
  const effect = (kind: string, data: object): Effect => ({ id: `${_id}:${seq}:${kind}`, kind, seq, tries: 0, ...data })
  const subject = { documentId: _id, areas, stepSeq: seq }
  const message = messageOf(claim, alerted)
  const fileIds = photos.map(({ fileId }) => fileId)
  return [
    ...(message ? [effect('message', message)] : []),
    ...(hidden ? [effect('review', subject)] : []),
    ...(fileIds.length > 0 ? [effect('media', { ...subject, fileIds })] : []),
  ]
}

/**
 * Decides one event of a person.
 * @throws Refusal OWN_HOUSEHOLD, SAME_PERSON, FORBIDDEN, EVENT_NOT_ALLOWED, EVIDENCE_NEEDED
 */
export function decideClaim(claim: ClaimRecord, occasion: ClaimOccasion): ClaimDecision {
  check(claim, occasion)
  const { event, actor, householdId, now, hidden, photos, alerted } = occasion
  const { set = {}, words = {} } = transitions[event](claim, occasion, businessDate(now))
  const hands = deciding.includes(event) ? [...claim.hands, handOf(actor, householdId)] : claim.hands
  const to = claimRuleOf(event).to[0]!
  const next = withStep(claim, { event, to, actor, words, now, hidden, photos }, { ...set, hands })
  return { next, effects: owedBy(next, { hidden, photos, alerted }) }
}
