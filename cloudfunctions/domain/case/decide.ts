/**
 * The pure core of the loop: a case, an event and an instant give the case as it will be, the step to remember and the
 * effects it owes. What each event does beside the table stands in transitions.ts; reading and writing in act.ts.
 */

import { businessDate } from '#types/business-date'
import { stageLabels } from '#types/categories'
import { allows, caseStates, isOpen, ruleOf } from '#types/loop'
import { refuse } from '../../kernel/errors'
import type { Effect } from '../../kernel/outbox'
import { spoken } from '../../kernel/spoken'
import { awardOf, takenBack } from './award'
import { clockFields, stageOf, startClock } from './clock'
import { countOf, messagesOf } from './effects'
import type { Occasion } from './occasion'
import { type CaseRecord, type Order, type Step, stepsKept } from './record'
import { factsOf } from './relations'
import { transitions } from './transitions'

export interface Decision {
  next: CaseRecord
  effects: Effect[]
}

/** Fields of an order that is over because something else happened. */
const superseded = (orders: readonly Order[]): Order[] =>
  orders.map((order) =>
    order.state === 'offered' || order.state === 'accepted' ? { ...order, state: 'superseded' } : order,
  )

/**
 * Decides one event.
 * @throws Refusal EVENT_NOT_ALLOWED when the table doesn't allow it in this state, FORBIDDEN when it does but not to these
 *   parties, and what the event's own rules refuse (OWN_HOUSEHOLD, SAME_PERSON, BAD_INPUT …)
 */
export function decide(record: CaseRecord, occasion: Occasion): Decision {
  const { event, actor, now, relations, supplies } = occasion
  const row = ruleOf(event)
  const facts = factsOf(record)
  if (!relations.some((party) => allows(event, facts, party, now))) {
    const somebodyMay = row.by.some(({ party }) => allows(event, facts, party, now))
    const concerned = row.by.some(({ party }) => relations.includes(party))
    if (somebodyMay && !concerned) refuse('FORBIDDEN')
    refuse('EVENT_NOT_ALLOWED', { state: caseStates[record.state], event: row.label })
  }

  const outcome = transitions[event](record, occasion)
  const to = row.to === 'same' ? record.state : (outcome.to ?? row.to[0]!)
  const moved = row.to !== 'same'
  const seq = record.seq + 1
  const stage = stageOf[to]
  const breached = moved ? false : (outcome.set?.breached ?? record.breached)
  const clock = moved
    ? stage
      ? startClock({ ...record, ...outcome.set }, stage, now, outcome.until)
      : null
    : (outcome.set?.clock ?? record.clock)

  const step: Step = {
    seq,
    event,
    at: now,
    actor,
    words: {
      ...(clock ? { deadline: spoken(clock.due), stage: stageLabels[clock.stage] } : {}),
      ...outcome.words,
    },
    ...(supplies.hidden ? { hidden: true } : {}),
    media: outcome.photos ?? [],
    ...(moved ? { from: record.state } : {}),
    to,
  }
  const steps = [...record.steps, step]
  const archived = steps.length > stepsKept ? steps.shift() : undefined

  const decided: CaseRecord = {
    ...record,
    ...(moved
      ? {
          offeredTo: null,
          poolArea: null,
          orders:
            to === 'dispatched' || to === 'handling' || to === 'resolved' ? record.orders : superseded(record.orders),
        }
      : {}),
    ...outcome.set,
    state: to,
    open: isOpen(to),
    breached,
    ...clockFields(clock, breached),
    steps,
    seq,
    updatedAt: now,
    version: record.version + 1,
  }

  const points = event === 'confirm' ? awardOf(decided, occasion) : null
  const next = points ? { ...decided, awardCause: points.cause } : decided

  const effects: Effect[] = []
  const owe = (kind: string, lane: string, data: object) =>
    effects.push({ id: `${record._id}:${seq}:${kind}`, kind, lane, seq, tries: 0, ...data })
  const messages = messagesOf({ ...next, handlerId: next.handlerId ?? record.handlerId }, step, supplies)
  if (messages.length > 0) owe('message', 'message', { messages, caseId: record._id })
  const count = countOf(record, next, event, actor)
  if (count) owe('count', 'count', { ...count, date: businessDate(now) })
  const { openid } = supplies
  const checked = { documentId: record._id, areas: record.areas, stepSeq: seq, ...(openid ? { openid } : {}) }
  if (supplies.hidden) owe('review', 'review', checked)
  if (step.media.length > 0) owe('media', 'media', { ...checked, fileIds: step.media.map(({ fileId }) => fileId) })
  // a transaction over four documents: more than whoever confirms may wait for (docs/decisions/0009)
  if (points) owe('award', 'points', { ...points, later: true })
  if (event === 'reopen' && record.awardCause)
    owe('unaward', 'points', { ...takenBack(record.awardCause), later: true })
  if (archived) owe('archive', 'archive', { caseId: record._id, step: archived })
  return { next, effects }
}
