/** A claim as it is stored: one document from declaration to the account, with its steps and what it owes. */
import type { MediaView } from '#types/case'
import type { ClaimEvent, ClaimOrigin, ClaimState } from '#types/claim'
import type { Rule } from '#types/rule'
import type { Effect } from '../../kernel/outbox'
import type { KnownRequest } from '../../kernel/requests'
import type { Owner } from '../ledger'

/** Stands for "never" where an index sorts by date: null would come first. */
export const never = new Date('9999-12-31T00:00:00Z')

/** A photo: `passed` may be seen by others, the rest only by those whose work the claim is. */
export interface ClaimMedia {
  fileId: string
  kind: 'photo'
  state: MediaView['state']
}

/** Who did it, as the timeline names them. `clock` for the system. */
export interface ClaimActor {
  personId: string
  name: string
}

export interface ClaimStep {
  seq: number
  event: ClaimEvent
  at: Date
  actor: ClaimActor
  /** Blanks of the event's sentence, without the actor. */
  words: Record<string, string>
  /** Hidden from others until a reviewer shows it. */
  hidden?: boolean
  media: ClaimMedia[]
  to: ClaimState
}

/** Somebody who had a hand in the claim: declared it for another, verified, approved or reviewed it. */
export interface Hand {
  personId: string
  householdId?: string
}

export interface Objection extends Hand {
  reason: string
  at: Date
  outcome?: 'uphold' | 'drop'
}

/** What of its rule a claim keeps, so that a later version of the table changes nothing of it. */
export type Terms = Pick<
  Rule,
  'label' | 'group' | 'sign' | 'unit' | 'caps' | 'evidence' | 'verifiers' | 'approvers' | 'publicityDays'
>

export interface ClaimRecord extends Terms {
  /** Hash of declarer and requestId (and row); of the cause where it was awarded: a repeat finds it. */
  _id: string
  state: ClaimState
  origin: ClaimOrigin
  rule: { id: string; version: number }
  times: number
  /** What it is worth before caps; positive, the sign says which way. */
  points: number
  /** Business date of the deed. */
  on: string
  /** When the deed was done, as far as it is known. */
  eventAt: Date

  /** Whose account. */
  owner: Owner
  /** The head of the household, or the person. Whole; masked by whoever shows it. */
  name: string
  /** The household's number on the roster. */
  household?: string
  householdId?: string
  /** The person that caps per person count for. */
  personId: string
  /** Whom it concerns: the people of the household, or the person. */
  members: string[]
  /** `members` and the declarer: whose own list it is in. Indexed. */
  concerns: string[]
  village: string
  areas: string[]

  /** Who declared it; moderation knows the author by this name. */
  filerId: string
  filerName: string
  hands: Hand[]
  objections: Objection[]

  words: string
  hiddenWords: boolean
  media: ClaimMedia[]

  /** Business date, inclusive. */
  publishedUntil?: string
  /** What caps and the budget's limit left of `points`; decided once, when the publicity is over. */
  granted?: number
  /** Business date in whose day, month and year its caps are used up; decided with `granted`. */
  capsOn?: string
  /** Business date on which it reached the account. */
  creditedOn?: string
  /** Place in the village's queue while deferred. Indexed. */
  queue?: number
  /** What an automatic award comes from: `case:…:7`. */
  cause?: string
  caseId?: string

  steps: ClaimStep[]
  seq: number
  at: Date
  updatedAt: Date
  /** When the clock must look: the end of the publicity, or `never`. Indexed. */
  nextClock: Date
  version: number
  requests: KnownRequest[]
  outbox: Effect[]
  /** Absent when nothing is owed. */
  outboxDue?: Date
  demo?: boolean
}

/** What the rule of a claim says, as the claim keeps it. */
export const termsOf = (rule: Terms): Terms => ({
  ...{ label: rule.label, group: rule.group, sign: rule.sign, unit: rule.unit },
  ...(rule.caps ? { caps: rule.caps } : {}),
  ...{ evidence: rule.evidence, verifiers: rule.verifiers, approvers: rule.approvers },
  publicityDays: rule.publicityDays,
})

const causePrefix = 'claim:'

/** The cause of a claim's entry in the books. */
export const causeOf = ({ _id }: Pick<ClaimRecord, '_id'>): string => `${causePrefix}${_id}`

/** The claim that made an entry, by the entry's cause; undefined for one that no claim made. */
export const claimIdOf = (cause: string): string | undefined =>
  cause.startsWith(causePrefix) ? cause.slice(causePrefix.length) : undefined
