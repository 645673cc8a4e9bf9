/**
 * Runners of effects of kind `award` and `unaward`: what other nouns owe to people's accounts. An award is a claim like any
 * other, born at its end, so that caps, budget and queue are in one place; its id comes from the cause, so that twice is once.
 */
import type { Role } from '#types/roles'
import type { AutomaticKey } from '#types/rule'
import type { Unit } from '#types/units'
import type { Db } from '../../kernel/db'
import { hash } from '../../kernel/ids'
import type { Effect, EffectContext } from '../../kernel/outbox'
import { businessDate } from '../../kernel/time'
import { villageOf } from '../ledger'
import type { PersonRecord } from '../person'
import { inForce, type PostRecord } from '../post'
import { automaticRule, rulesOn } from '../rule'
import { newClaim } from './birth'
import { awardClaim, undoClaim } from './credit'
import { type ClaimRecord, never } from './record'
import { subjectOf } from './subject'

/** What an effect of kind `award` carries. */
export interface Award {
  /** What it is for, once and for all: `case:…:7`. */
  cause: string
  rule: AutomaticKey
  subject: { personId: string }
  /** What the rule's points are multiplied by; 1 when left out. Rounded to whole points. */
  factor?: number
  eventAt: Date
  /** `what`: the thing done, as the passbook names it. */
  words: { what: string } & Record<string, string>
  caseId?: string
  /** People who must not be the earner, nor live with the earner, or there is no award (domain.md §2, nobody serves himself). */
  apart?: readonly string[]
  /** Households that the same is known of. */
  apartHouseholds?: readonly string[]
}

/** What an effect of kind `unaward` carries. */
export interface Unaward {
  cause: string
  /** Why, for the passbook. */
  reason?: string
}

/** Whoever holds one of these posts earns merit as a person; everybody else earns for the household. */
const meritRoles: readonly Role[] = [
  ...(['partyMember', 'gridWorker', 'gridLeader', 'villageSecretary', 'safetyOfficer', 'mediator', 'police'] as const),
  ...(['legalAdviser', 'townOfficer', 'departmentOfficer', 'townLeader', 'countyOfficer', 'countyLeader'] as const),
]

const awardId = (cause: string): string => hash('claim', 'award', cause)

/** The points of a rule times a factor, in whole points, half up. */
const pointsFor = (points: number, factor: number): number => Math.round(points * factor)

interface People {
  earner?: PersonRecord
  unit: Unit
  /** One of those who must be apart lives with the earner, is the earner, or isn't on the roster, so that nobody can tell. */
  together: boolean
}

/** Who earns, in which unit, and whether the people concerned are apart. One round trip. */
async function peopleOf(db: Db, { subject, apart = [], apartHouseholds = [] }: Award, today: string): Promise<People> {
  const { personId } = subject
  const [people, posts] = await Promise.all([
    db.find<PersonRecord>('people', {
      where: { _id: db.command.in([...new Set([personId, ...apart])]) },
      limit: 50,
    }),
    db.find<PostRecord>('posts', { where: { personId }, limit: 50 }),
  ])
  const earner = people.find(({ _id, status }) => _id === personId && status === 'active')
  const merits = posts.some((post) => meritRoles.includes(post.role) && inForce(post, today))
  const households = [
    ...apartHouseholds,
    ...people.filter(({ _id }) => apart.includes(_id)).flatMap(({ householdId }) => householdId ?? []),
  ]
  const together =
    apart.includes(personId) ||
    apart.some((id) => !people.some(({ _id }) => _id === id)) ||
    (earner?.householdId !== undefined && households.includes(earner.householdId))
  return { earner, unit: merits ? 'merit' : 'goods', together }
}

/** Runner of effects of kind `award`. Owes nothing where the village has taken the rule out, or the people aren't apart. */
export async function award(effect: Effect & Award, { db, now }: EffectContext): Promise<void> {
  const { cause, rule: key, factor = 1, words, caseId } = effect
  const eventAt = new Date(effect.eventAt)
  const on = businessDate(eventAt)
  const { earner, unit, together } = await peopleOf(db, effect, businessDate(now))
  if (!earner || together) return
  const table = await rulesOn(db, villageOf(earner.areas), on, now)
  const rule = automaticRule(table, key, unit)
  const points = rule ? pointsFor(rule.points, factor) : 0
  if (!rule || points < 1) return
  const subject = await subjectOf(db, earner, rule.earner)
  const born = newClaim({
    ...{ id: awardId(cause), origin: 'automatic', state: 'published', rule, version: table.version, subject },
    ...{ points, times: 1, on, eventAt, words: words.what, now },
    filer: { personId: 'clock', name: '系统' },
  })
  await awardClaim(db, { ...born, concerns: subject.members, cause, ...(caseId ? { caseId } : {}) }, now)
}

/** A claim that keeps an award from ever coming: nobody's, in no list. */
const tombstone = (id: string, cause: string, now: Date): ClaimRecord => ({
  ...{ _id: id, cause, state: 'cancelled', origin: 'automatic', rule: { id: '', version: 0 }, times: 1, points: 0 },
  ...{ label: '', group: 'service', sign: 'positive', unit: 'goods', evidence: false, verifiers: [], approvers: [] },
  ...{
    publicityDays: 0,
    on: businessDate(now),
    eventAt: now,
    owner: { kind: 'person', id: '' },
    name: '',
    personId: '',
  },
  ...{
    members: [],
    concerns: [],
    village: '',
    areas: [],
    filerId: 'clock',
    filerName: '系统',
    hands: [],
    objections: [],
  },
  ...{ words: '', hiddenWords: false, media: [], steps: [], seq: 0, at: now, updatedAt: now, nextClock: never },
  ...{ version: 1, requests: [], outbox: [] },
})

/** Runner of effects of kind `unaward`: takes an award back, or sees to it that it never comes. */
export async function unaward(
  { cause, reason = '原事项已撤销' }: Effect & Unaward,
  { db, now }: EffectContext,
): Promise<void> {
  await undoClaim(db, tombstone(awardId(cause), cause, now), reason, now)
}
