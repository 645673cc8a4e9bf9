/**
 * What an organizer and the clock do to an activity: the record as it was → as it will be, what it owes, and who moves up.
 * Pure: the instant and the words come in.
 */
import { defaultRadius } from '#types/activity'
import type { ActivityState } from '#types/activity-loop'
import type { Location } from '#types/common'
import { refuse } from '../../kernel/errors'
import { type Effect, owe } from '../../kernel/outbox'
import { type ClockWork, nextClock, remindedBy } from './clock'
import { plannedHours } from './hours'
import { moveUp, placeFields } from './places'
import type { ActivityRecord } from './record'
import { oweTelling } from './tell'

export interface Decision {
  next: ActivityRecord
  effects: Effect[]
  /** Who got a place by it. */
  moved: string[]
}

/** The plan of an activity as an organizer sends it. */
export interface PlanInput {
  title: string
  text: string
  place: string
  location?: Location
  radius?: number
  startsAt: string
  endsAt: string
  capacity: number
  mostHours?: number
}

type Plan = Pick<
  ActivityRecord,
  'title' | 'text' | 'place' | 'location' | 'radius' | 'startsAt' | 'endsAt' | 'capacity' | 'mostHours'
>

const dayMs = 24 * 3_600_000
/** Nothing is planned further ahead: a mistyped year. */
const farthestMs = 366 * dayMs

const bad = (field: string, problem: string): never => refuse('BAD_INPUT', { field, problem })

/**
 * The plan with its defaults.
 * @throws Refusal BAD_INPUT when it begins in the past, ends before it begins, or lasts longer than a day
 */
export function planOf(input: PlanInput, now: Date): Plan {
  const startsAt = new Date(input.startsAt)
  const endsAt = new Date(input.endsAt)
  const lasts = endsAt.getTime() - startsAt.getTime()
  if (startsAt <= now) bad('startsAt', '开始时间已经过了')
  if (startsAt.getTime() - now.getTime() > farthestMs) bad('startsAt', '开始时间太远，请在一年以内')
  if (lasts < 30 * 60_000) bad('endsAt', '结束时间至少比开始晚半小时')
  if (lasts > dayMs) bad('endsAt', '一次活动不超过一天')
  const { title, text, place, location, radius = defaultRadius, capacity } = input
  const planned = plannedHours({ startsAt, endsAt })
  const mostHours = Math.min(input.mostHours ?? mostOfDay, planned)
  return { title, text, place, ...(location ? { location } : {}), radius, startsAt, endsAt, capacity, mostHours }
}

/** Most hours of one activity that count when its organizer sets no cap: a working day. */
const mostOfDay = 8

/** The record in another state, with what follows from it. */
function inState(record: ActivityRecord, state: ActivityState, now: Date): ActivityRecord {
  const next = { ...record, state, live: state === 'open' || state === 'running', version: record.version + 1 }
  return { ...next, nextClock: nextClock(next, now) }
}

/**
 * Another plan before it begins. Who has a place keeps it; who waits moves up when the capacity grew.
 * @throws Refusal CAPACITY_TOO_SMALL
 */
export function change(record: ActivityRecord, input: PlanInput, now: Date): Decision {
  const plan = planOf(input, now)
  if (plan.capacity < record.taken) refuse('CAPACITY_TOO_SMALL', { taken: record.taken })
  const { places, moved } = moveUp({ ...record, capacity: plan.capacity })
  const { location: _, ...rest } = record
  const reminded = remindedBy(plan.startsAt, now)
  const next = inState({ ...rest, ...plan, ...placeFields(places), reminded }, record.state, now)
  const told = record.placed.length + record.waiting.length > 0 && differs(record, plan)
  const effects = told ? [oweTelling(next, 'changed', [...record.placed, ...record.waiting])] : []
  const copied = record.title !== plan.title || record.startsAt.getTime() !== plan.startsAt.getTime()
  if (copied) effects.push(owe(`${record._id}:${next.version}:copy`, 'copy', next.version, { later: true }) as never)
  return { next, effects, moved }
}

/** Whether people have to know: when and where it is. */
const differs = (record: ActivityRecord, plan: Plan) =>
  record.place !== plan.place ||
  record.startsAt.getTime() !== plan.startsAt.getTime() ||
  record.endsAt.getTime() !== plan.endsAt.getTime()

/** Called off: everybody who signed up or waits is told why. */
export function cancel(record: ActivityRecord, reason: string, now: Date): Decision {
  const next = { ...inState(record, 'cancelled', now), reason }
  const people = [...record.placed, ...record.waiting]
  const effects = people.length > 0 ? [oweTelling(next, 'cancelled', people, { reason })] : []
  return { next, effects, moved: [] }
}

/**
 * Finished: the hours of everybody are settled, and photos go to their check. Both are the clock's from the start: five
 * hundred people are more than an answer may wait for.
 * @param openid whoever finishes it, by whom WeChat looks at the photos
 */
export function finish(
  record: ActivityRecord,
  { summary, photos = [], openid }: { summary?: string; photos?: readonly string[]; openid?: string },
  now: Date,
): Decision {
  const media = photos.map((fileId) => ({ fileId, state: 'checking' as const }))
  const next = { ...inState(record, 'finished', now), ...(summary ? { summary } : {}), media }
  const { _id, version, areas } = next
  const effects: Effect[] = [owe(`${_id}:${version}:settle`, 'settle', version, { later: true })]
  if (media.length > 0) {
    const fileIds = media.map(({ fileId }) => fileId)
    const check = { documentId: _id, areas, fileIds, openid, later: true }
    effects.push(owe(`${_id}:${version}:media`, 'media', version, check))
  }
  return { next, effects, moved: [] }
}

/** What the clock does, one row a kind of work. */
export const clockDecisions: Record<ClockWork, (record: ActivityRecord, now: Date) => Decision> = {
  remindDay: (record, now) => remind(record, 'day', now),
  remindSoon: (record, now) => remind(record, 'soon', now),
  moveUp: (record, now) => {
    const { places, moved } = moveUp(record)
    return { next: inState({ ...record, ...placeFields(places) }, record.state, now), effects: [], moved }
  },
  begin: (record, now) => ({ next: inState(record, 'running', now), effects: [], moved: [] }),
  end: (record, now) => ({ next: inState(record, 'ended', now), effects: [], moved: [] }),
  finish: (record, now) => finish(record, {}, now),
}

function remind(record: ActivityRecord, reminded: 'day' | 'soon', now: Date): Decision {
  const next = inState({ ...record, reminded }, record.state, now)
  const telling = reminded === 'day' ? 'remindDay' : 'remindSoon'
  return { next, effects: record.taken > 0 ? [oweTelling(next, telling, record.placed)] : [], moved: [] }
}
