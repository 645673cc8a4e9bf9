/**
 * The end of a claim's way, pure: into the account, into the queue, or against a cap; and the way back out. Claim, account,
 * entry and budget change together or not at all (post.ts).
 */
import { type ClaimEvent, claimRuleOf, claimStates } from '#types/claim-loop'
import type { VillagePolicy } from '#types/rule'
import { refuse } from '../../kernel/errors'
import type { KnownRequest } from '../../kernel/requests'
import { addDays, businessDate } from '../../kernel/time'
import {
  type AccountRecord,
  award,
  type Draft,
  deduct,
  type EntryRecord,
  rememberedDays,
  reversalCause,
  reverse,
  roomFor,
  vintageOf,
  withUse,
} from '../ledger'
import { type BudgetRecord, fits, issuing, leaving, queueing, takingBack, untilNextMonth } from './budget'
import { withStep } from './decide'
import { type ClaimActor, type ClaimRecord, causeOf } from './record'
import { pointsSaid } from './tell'

/** What the transaction read. The budget is there for goods points that are earned, and only for them. */
export interface Ground {
  account: AccountRecord
  budget?: BudgetRecord
  policy: VillagePolicy
  now: Date
}

/** What the transaction writes; what is absent stays as it is. */
export interface Settled {
  claim?: ClaimRecord
  account?: AccountRecord
  entry?: EntryRecord
  budget?: BudgetRecord
}

const clock: ClaimActor = { personId: 'clock', name: '系统' }

/** Whether a claim is paid out of the village's monthly budget. */
export const isBudgeted = ({ unit, sign }: Pick<ClaimRecord, 'unit' | 'sign'>): boolean =>
  unit === 'goods' && sign !== 'negative'

/** What a claim's caps are counted under: the rule, and the person where they are per person. */
const capSubject = ({ rule, caps, personId }: ClaimRecord): string =>
  caps?.per === 'person' ? `${rule.id}:${personId}` : rule.id

const periodsOf = ({ caps }: ClaimRecord) => {
  const { per: _, ...periods } = caps ?? { per: 'household' as const }
  return periods
}

/**
 * The date by which caps count: the deed's, or today's for one so old that its period isn't remembered any more. Once granted
 * it stays, or what comes back would come back to another period.
 */
const capDate = ({ on, capsOn }: ClaimRecord, today: string): string =>
  capsOn ?? (on < addDays(today, -rememberedDays) ? today : on)

/** The account with so much more, or less, of the claim's caps used up. */
const using = (account: AccountRecord, claim: ClaimRecord, amount: number, today: string): AccountRecord => ({
  ...account,
  used: withUse(account.used, capSubject(claim), periodsOf(claim), { date: capDate(claim, today), amount, today }),
})

/** What caps leave of a claim; of one that is worth more than the whole month's budget, that budget. */
function grantedTo(claim: ClaimRecord, { account, budget }: Ground, today: string): number {
  const room = roomFor(account.used, capSubject(claim), periodsOf(claim), capDate(claim, today))
  const most = budget && budget.limit > 0 ? budget.limit : Number.POSITIVE_INFINITY
  return Math.min(claim.points, room, most)
}

/** The entry in the books for what was granted. */
function booked(claim: ClaimRecord, granted: number, { account, policy, now }: Ground, today: string) {
  const draft = {
    ...{ cause: causeOf(claim), at: now, eventAt: claim.eventAt, rule: claim.rule },
    words: {
      what: claim.origin === 'automatic' ? `${claim.label}（${claim.words}）` : claim.label,
      claimId: claim._id,
    },
    ...(claim.hands.at(-1) ? { byId: claim.hands.at(-1)!.personId } : {}),
    ...(claim.demo ? { demo: true } : {}),
  }
  return claim.sign === 'negative'
    ? deduct(account, granted, draft)
    : award(account, granted, vintageOf(policy.expiry, today), draft)
}

/**
 * What becomes of a claim whose publicity is over, that was awarded just now, or that waits in the queue. Answers nothing to
 * write but the budget's next look when the queue's first still doesn't fit.
 */
export function settle(claim: ClaimRecord, ground: Ground, event: ClaimEvent = 'credit'): Settled {
  const { budget, now } = ground
  const today = businessDate(now)
  const fromQueue = claim.state === 'deferred'
  const granted = claim.granted ?? grantedTo(claim, ground, today)
  const capsOn = capDate(claim, today)
  const step = { event, actor: clock, now }
  const words: Record<string, string> = claim.steps.length === 0 ? { rule: claim.label, why: claim.words } : {}
  if (granted === 0) {
    const said = { ...words, points: '已达本项上限，不再记分' }
    return { claim: withStep(claim, { ...step, to: 'capped', words: said }, { granted }) }
  }
  // caps are used up when the claim is granted, not when it is paid: a queue must not make room for more
  const account = fromQueue ? ground.account : using(ground.account, claim, granted, today)
  if (budget && !fits(budget, granted, fromQueue)) {
    if (fromQueue) return { budget: untilNextMonth(budget, today) }
    const said = { ...words, points: '本月积分预算已用完，已排队等待补发' }
    const set = { granted, capsOn, queue: budget.nextPlace }
    const deferred = withStep(claim, { ...step, to: 'deferred', words: said }, set)
    return { claim: deferred, account, budget: queueing(budget, today) }
  }
  const { account: after, entry } = booked(claim, granted, { ...ground, account }, today)
  const note: Record<string, string> = granted < claim.points ? { note: `（应为 ${claim.points} 分，受上限限制）` } : {}
  const said = { ...words, points: pointsSaid(claim, granted), ...note }
  const set = { granted, capsOn, creditedOn: today, queue: undefined }
  return {
    claim: withStep(claim, { ...step, to: 'credited', words: said }, set),
    ...{ account: after, entry },
    ...(budget ? { budget: issuing(budget, granted, fromQueue) } : {}),
  }
}

/**
 * Takes what a claim brought out of the books again by a new entry. All that was granted comes back to its caps, in the
 * periods that are remembered, and to the budget of the month that is still running, whether or not the points were there to
 * be taken: a wrong entry counts as if it had not been (domain.md §3).
 */
function takenBack(claim: ClaimRecord, entry: EntryRecord, ground: Ground, draft: Partial<Draft> & { reason: string }) {
  const { account, budget, policy, now } = ground
  const { reason, ...more } = draft
  const today = businessDate(now)
  const granted = claim.granted ?? 0
  const words = { what: entry.words.what ?? claim.label, reason, claimId: claim._id }
  const reversal = { ...more, cause: reversalCause(entry._id), at: now, words }
  const move = reverse(account, entry, vintageOf(policy.expiry, today), reversal)
  return {
    account: using(move.account, claim, -granted, today),
    entry: move.entry,
    ...(budget ? { budget: takingBack(budget, granted, claim.creditedOn ?? today, today) } : {}),
  }
}

/** Who puts an entry right, why, and by which request. */
export interface Correction {
  actor: ClaimActor
  reason: string
  request: KnownRequest
}

/**
 * Puts right a claim that should not have been credited, or not so: the books as {@link takenBack} has them, and the claim
 * says so.
 * @throws Refusal EVENT_NOT_ALLOWED unless it is credited
 */
export function correct(
  claim: ClaimRecord,
  entry: EntryRecord,
  ground: Ground,
  { actor, reason, request }: Correction,
): Settled & { entry: EntryRecord } {
  if (claim.state !== 'credited') {
    refuse('EVENT_NOT_ALLOWED', { state: claimStates[claim.state], event: claimRuleOf('reverse').label })
  }
  const points = `${claim.sign === 'negative' ? '退还' : '收回'} ${claim.granted ?? 0} 分`
  const step = { event: 'reverse', to: 'reversed', actor, now: ground.now, words: { points, reason } } as const
  return {
    claim: withStep(claim, step),
    ...takenBack(claim, entry, ground, { reason, byId: actor.personId, requests: [request] }),
  }
}

/**
 * Undoes a claim because what it was for has been undone: what was credited is reversed by a new entry, what waits leaves the
 * queue, and caps and this month's budget get their room back. A claim that came to nothing gives nothing back; one that was
 * put right by hand stays as it is.
 * @param entry the claim's entry, where it was credited and nobody has reversed it yet
 */
export function undo(claim: ClaimRecord, entry: EntryRecord | null, ground: Ground, reason: string): Settled {
  const { account, budget, now } = ground
  if (claim.state === 'reversed') return {}
  const granted = claim.granted ?? 0
  const cancelled = (points: string) =>
    withStep(
      claim,
      { event: 'cancel', to: 'cancelled', actor: clock, now, words: { reason, points } },
      { queue: undefined },
    )
  if (claim.state === 'deferred') {
    return {
      claim: cancelled('不再补发'),
      account: using(account, claim, -granted, businessDate(now)),
      ...(budget ? { budget: leaving(budget) } : {}),
    }
  }
  if (claim.state !== 'credited' || !entry) return { claim: cancelled('不记分') }
  return { claim: cancelled(`已记的 ${granted} 分冲正`), ...takenBack(claim, entry, ground, { reason }) }
}
