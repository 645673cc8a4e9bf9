/** A case and people to try the core on, without a database. */

import type { CaseState, Party } from '#types/loop'
import type { Session } from '#types/roles'
import { clockFields, stageOf, startClock } from '../../../cloudfunctions/domain/case/clock'
import type { LiveEvent, Occasion, Supplies } from '../../../cloudfunctions/domain/case/occasion'
import { type CaseRecord, never } from '../../../cloudfunctions/domain/case/record'

export const now = new Date('2026-07-22T02:00:00Z')
export const areas = ['411521', '411521105', '411521105204', '4115211052040101', '4115211052040111']

/** A case of 田堰村 in a state, handled or offered as that state implies. */
export function sampleCase(state: CaseState = 'collected', more: Partial<CaseRecord> = {}): CaseRecord {
  const record: CaseRecord = {
    _id: 'c1',
    number: 'LS-260722-7K3F',
    kind: 'request',
    category: 'repair',
    state,
    open: ['collected', 'assessed', 'dispatched', 'handling', 'suspended'].includes(state),
    urgency: 'normal',
    visibility: 'village',
    source: 'own',
    words: '厨房的灯坏了',
    hiddenWords: false,
    media: [],
    place: { text: '3 组 12 号' },
    areas,
    areaName: '田堰村第一网格',
    village: areas[2]!,
    level: 'grid',
    passed: ['grid'],
    handedUp: 0,
    filerId: 'filer',
    filerName: '田大爷',
    filerHouseholdId: 'h1',
    ownerId: 'worker',
    ownerName: '李网格',
    orders: [],
    skills: [],
    offeredTo: null,
    poolArea: null,
    clock: null,
    nextDue: never,
    nextClock: never,
    breached: false,
    breaches: 0,
    steps: [],
    seq: 1,
    submittedAt: now,
    updatedAt: now,
    reopened: 0,
    appealed: false,
    supporters: 0,
    version: 3,
    requests: [],
    outbox: [],
  }
  const stage = stageOf[state]
  Object.assign(record, clockFields(stage ? startClock(record, stage, now) : null, false))
  if (state === 'dispatched') {
    record.offeredTo = 'member'
    record.orders = [
      {
        id: 'c1:1',
        target: { to: 'person', id: 'member', name: '王党员' },
        offeredAt: now,
        acceptBy: record.nextDue,
        state: 'offered',
      },
    ]
  }
  if (state === 'handling' || state === 'resolved' || state === 'closed') {
    Object.assign(record, {
      handlerId: 'member',
      handlerName: '王党员',
      handlerHouseholdId: 'h2',
      firstHandlerId: 'member',
    })
  }
  if (state === 'closed') Object.assign(record, { closedAt: now, rating: 'satisfied' })
  return { ...record, ...more }
}

/** Input that every event accepts, so that a walk over all events meets only the table. */
export const inputs: Record<LiveEvent, object> = {
  assess: { category: 'repair', urgency: 'normal', visibility: 'village', note: '' },
  settleOnSpot: { note: '换了灯泡' },
  dispatch: { target: { to: 'person', personId: 'member' }, skills: [], note: '' },
  accept: {},
  decline: { reason: '今天不在家' },
  progress: { note: '已到现场' },
  comment: { note: '请问几点来' },
  transfer: { target: { to: 'person', personId: 'other' }, reason: '需要电工' },
  escalate: { reason: '需要镇里协调', tried: '村里协调过两次' },
  returnDown: { note: '请村里先办' },
  complete: { note: '灯修好了' },
  confirm: { rating: 'satisfied', note: '' },
  dissatisfied: { reason: '还是不亮' },
  reopen: { reason: '又坏了' },
  urge: {},
  reject: { reason: 'notOurs', note: '' },
  appeal: { reason: '确实归村里管' },
  withdraw: {},
  warn: {},
  breach: {},
  lapse: {},
}

const supplies: Supplies = {
  target: { to: 'person', id: 'other', name: '赵志愿', people: ['other'], householdId: 'h3' },
  owner: { personId: 'secretary', name: '周书记' },
  areaNames: Object.fromEntries(areas.map((area) => [area, area])),
}

/** An occasion of an event by somebody who is `relations` to the case. */
export function occasion(event: LiveEvent, relations: readonly Party[], more: Partial<Occasion> = {}): Occasion {
  return {
    event,
    input: inputs[event] as Occasion['input'],
    actor: { personId: 'actor', name: '甲', title: '网格员' },
    householdId: 'h9',
    relations,
    now,
    supplies,
    ...more,
  }
}

/** A confirmed resident of 田堰村 with posts. */
export function session(
  personId: string,
  posts: [role: Session['posts'][number]['role'], areaId: string][] = [],
  more: Partial<Session> = {},
): Session {
  return {
    standing: 'confirmed',
    personId,
    identities: [personId],
    name: personId,
    householdId: `h-${personId}`,
    areas,
    posts: posts.map(([role, areaId], index) => ({
      postId: `${personId}${index}`,
      role,
      areaId,
      areas: areas.slice(0, areas.indexOf(areaId) + 1),
      from: '2026-01-01',
    })),
    ...more,
  }
}
