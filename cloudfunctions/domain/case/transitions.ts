/**
 * What each event does beside the table: the rules that a table can't say. Pure; every function gets the case and the
 * occasion and answers fields, words and, where the table leaves a choice, the new state.
 */

import { businessDate } from '#types/business-date'
import { type CallerEvent, type CaseEventInput, ratings } from '#types/case'
import { allowanceOf, categories, categoryOf, rejectReasons, urgencies } from '#types/categories'
import type { HandlingLevel } from '#types/roles'
import { refuse } from '../../kernel/errors'
import { addHours } from '../../kernel/time'
import { dueAfter } from './clock'
import type { LiveEvent, Occasion, Outcome } from './occasion'
import { type CaseRecord, levelsOf, type Order } from './record'
import { ownHousehold } from './relations'
import { levelWords } from './spoken'

type Transition = (record: CaseRecord, occasion: Occasion) => Outcome

/** Orders kept in the document: the last ones. */
const ordersKept = 20

const inputOf = <Event extends CallerEvent>(occasion: Occasion) => occasion.input as CaseEventInput<Event>

const levelBeside = (record: CaseRecord, by: 1 | -1): HandlingLevel => {
  const levels = levelsOf(record.areas)
  return levels[levels.indexOf(record.level) + by] ?? record.level
}

const ownedBy = (occasion: Occasion): Partial<CaseRecord> => ({
  ownerId: occasion.supplies.owner?.personId,
  ownerName: occasion.supplies.owner?.name,
})

const noHandler: Partial<CaseRecord> = { handlerId: undefined, handlerName: undefined, handlerHouseholdId: undefined }

/** Back to assessment: nobody has it in hand, and the first deadline for handling counts no more. */
const anew = (occasion: Occasion): Partial<CaseRecord> => ({
  ...noHandler,
  firstHandlerId: undefined,
  handleBy: undefined,
  rating: undefined,
  ...ownedBy(occasion),
})

/** Offers the case to the target that the shell found; used by dispatch and transfer. */
function offer(record: CaseRecord, occasion: Occasion, acceptBy: Date): Partial<CaseRecord> {
  const target = occasion.supplies.target ?? refuse('NOT_A_CANDIDATE')
  if (target.to === 'person' && ownHousehold(record, { personId: target.id, householdId: target.householdId }))
    refuse('OWN_HOUSEHOLD')
  if (target.to === 'person' && target.id === record.aboutPersonId) refuse('NOT_A_CANDIDATE')
  if (target.to === 'pool' && record.visibility === 'private') {
    refuse('BAD_INPUT', { problem: '仅办理人员可见的事项不能放进接单大厅，请派给具体的人', field: 'target' })
  }
  const order: Order = {
    id: `${record._id}:${record.seq + 1}`,
    target: { to: target.to, id: target.id, name: target.name },
    offeredAt: occasion.now,
    acceptBy,
    state: 'offered',
  }
  const earlier = record.orders.map(
    (one): Order => (one.state === 'offered' || one.state === 'accepted' ? { ...one, state: 'superseded' } : one),
  )
  return {
    orders: [...earlier, order].slice(-ordersKept),
    offeredTo: target.to === 'pool' ? null : target.id,
    poolArea: target.to === 'pool' ? target.id : null,
  }
}

const endOrder = (record: CaseRecord, state: Order['state'], handlerId?: string): Order[] =>
  record.orders.map((order, index) =>
    index === record.orders.length - 1 ? { ...order, state, ...(handlerId ? { handlerId } : {}) } : order,
  )

/** Where an order goes that nobody took: to the pool, a wider pool, or back to the worker (domain.md §2, offering). */
function nextOffer(record: CaseRecord, occasion: Occasion, ended: 'declined' | 'lapsed'): Outcome {
  const orders = endOrder(record, ended)
  const widest = record.areas.findIndex((area) => area.length >= 9)
  const at = record.poolArea === null ? record.areas.length : record.areas.indexOf(record.poolArea)
  const wider = at - 1
  const departmental = record.orders.at(-1)?.target.to === 'department'
  if (record.visibility === 'private' || departmental || wider < widest) {
    return { to: 'assessed', words: { to: '请重新派单' }, set: { orders } }
  }
  const area = record.areas[wider]!
  const name = occasion.supplies.areaNames?.[area] ?? ''
  const acceptBy = dueAfter(occasion.now, allowanceOf('accept', record.urgency, record.category))
  const order: Order = {
    id: `${record._id}:${record.seq + 1}`,
    target: { to: 'pool', id: area, name },
    offeredAt: occasion.now,
    acceptBy,
    state: 'offered',
  }
  return {
    to: 'dispatched',
    words: { to: `已放进${name}接单大厅` },
    set: { orders: [...orders, order].slice(-ordersKept), offeredTo: null, poolArea: area },
    until: acceptBy,
  }
}

function withEvidence(record: CaseRecord, occasion: Occasion): Outcome {
  const photos = occasion.supplies.photos ?? []
  if (categoryOf(record.category).evidence && photos.length === 0) {
    refuse('BAD_INPUT', { problem: `“${categories[record.category].label}”办结需要一张照片`, field: 'photos' })
  }
  return { photos, words: { note: inputOf<'complete'>(occasion).note } }
}

export const transitions: Record<LiveEvent, Transition> = {
  assess: (_record, occasion) => {
    const input = inputOf<'assess'>(occasion)
    const category = categoryOf(input.category)
    return {
      words: {
        category: category.label,
        urgency: urgencies[input.urgency],
        ...(input.note ? { note: input.note } : {}),
      },
      set: {
        category: input.category,
        kind: category.kind,
        urgency: input.urgency,
        visibility: category.alwaysPrivate ? 'private' : input.visibility,
      },
    }
  },
  settleOnSpot: (record, occasion) => {
    const { actor } = occasion
    if (ownHousehold(record, { personId: actor.personId, householdId: occasion.householdId })) refuse('SAME_PERSON')
    const { photos, words } = withEvidence(record, occasion)
    return {
      photos,
      words,
      set: { handlerId: actor.personId, handlerName: actor.name, handlerHouseholdId: occasion.householdId },
    }
  },
  dispatch: (record, occasion) => {
    const input = inputOf<'dispatch'>(occasion)
    const acceptBy =
      input.acceptWithinHours === undefined
        ? dueAfter(occasion.now, allowanceOf('accept', record.urgency, record.category))
        : addHours(occasion.now, input.acceptWithinHours)
    const set = offer(record, occasion, acceptBy)
    return {
      words: { to: occasion.supplies.target?.name ?? '', ...(input.note ? { note: input.note } : {}) },
      set: { ...set, ...noHandler, skills: input.skills ?? [] },
      until: acceptBy,
    }
  },
  accept: (record, occasion) => {
    const { actor, householdId, now } = occasion
    const handleBy = record.handleBy ?? dueAfter(now, allowanceOf('handle', record.urgency, record.category))
    return {
      set: {
        handlerId: actor.personId,
        handlerName: actor.name,
        handlerHouseholdId: householdId,
        firstHandlerId: actor.personId,
        handleBy,
        orders: endOrder(record, 'accepted', actor.personId),
      },
      until: handleBy,
    }
  },
  decline: (record, occasion) => {
    const outcome = nextOffer(record, occasion, 'declined')
    return { ...outcome, words: { ...outcome.words, reason: inputOf<'decline'>(occasion).reason } }
  },
  lapse: (record, occasion) => nextOffer(record, occasion, 'lapsed'),
  progress: (_record, occasion) => ({
    words: { note: inputOf<'progress'>(occasion).note },
    photos: occasion.supplies.photos,
  }),
  comment: (_record, occasion) => ({
    words: { note: inputOf<'comment'>(occasion).note },
    photos: occasion.supplies.photos,
  }),
  transfer: (record, occasion) => {
    const acceptBy = dueAfter(occasion.now, allowanceOf('accept', record.urgency, record.category))
    const set = offer(record, occasion, acceptBy)
    return {
      words: { to: occasion.supplies.target?.name ?? '', reason: inputOf<'transfer'>(occasion).reason },
      set: { ...set, ...noHandler, firstHandlerId: record.handlerId },
      until: acceptBy,
    }
  },
  escalate: (record, occasion) => {
    const level = levelBeside(record, 1)
    const { reason, tried } = inputOf<'escalate'>(occasion)
    return {
      words: { level: levelWords[level], reason, tried },
      set: { ...anew(occasion), level, passed: [...record.passed, level], handedUp: record.handedUp + 1 },
    }
  },
  returnDown: (record, occasion) => {
    const level = levelBeside(record, -1)
    return {
      words: { level: levelWords[level], note: inputOf<'returnDown'>(occasion).note },
      set: { ...anew(occasion), level, passed: [...record.passed, level] },
    }
  },
  complete: (record, occasion) => ({
    ...withEvidence(record, occasion),
    set: { orders: endOrder(record, 'completed') },
  }),
  confirm: (_record, occasion) => {
    const { rating, note, asked } = inputOf<'confirm'>(occasion)
    const given = rating ?? 'notAsked'
    const how = asked ? `（${asked === 'phone' ? '电话' : '上门'}询问）` : ''
    return {
      words: { rating: ratings[given] + how, ...(note ? { note } : {}) },
      set: { rating: given, closedAt: occasion.now },
    }
  },
  dissatisfied: (_record, occasion) => ({
    words: { reason: inputOf<'dissatisfied'>(occasion).reason },
    // counted as reopened by the area's figures; the right to reopen once after closing is another
    set: { ...anew(occasion), rating: 'dissatisfied' },
  }),
  reopen: (record, occasion) => ({
    words: { reason: inputOf<'reopen'>(occasion).reason },
    set: { ...anew(occasion), reopened: record.reopened + 1, closedAt: undefined, awardCause: undefined },
  }),
  urge: (_record, occasion) => ({ set: { urgedOn: businessDate(occasion.now) } }),
  warn: (record) => ({ set: { clock: record.clock ? { ...record.clock, warned: true } : null } }),
  breach: (record) => ({
    set: {
      breached: true,
      breaches: record.breaches + 1,
      clock: record.clock ? { ...record.clock, warned: true } : null,
    },
  }),
  reject: (_record, occasion) => {
    const { reason, note } = inputOf<'reject'>(occasion)
    return { words: { reason: rejectReasons[reason] + (note ? `（${note}）` : '') }, set: { rejected: reason } }
  },
  appeal: (record, occasion) => {
    const level = levelBeside(record, 1)
    return {
      words: { reason: inputOf<'appeal'>(occasion).reason, level: levelWords[level] },
      set: { ...anew(occasion), level, passed: [...record.passed, level], appealed: true, rejected: undefined },
    }
  },
  withdraw: () => ({}),
}
