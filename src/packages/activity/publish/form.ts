/** The form of an activity: what is typed, what is wrong with it, what is sent. Pure. */
import type { ActivityChangeInput, ActivityDetail, ActivityPublishInput } from '#types/activity'
import {
  type ActivityKind,
  type Audience,
  audienceOf,
  defaultRadius,
  mostActivityHours,
  mostPlaces,
} from '#types/activity-loop'
import type { ChosenArea } from '@/components/area-picker'
import { dateAndTime, instantOf } from '@/components/when'
import { activityForm as words } from '@/copy/activity'
import type { Place } from '@/platform/contract'

const dayMs = 24 * 3_600_000

export interface ActivityForm {
  kind: ActivityKind
  /** Of the post by which it is held. */
  areaId?: string
  /** A smaller area below it. */
  finer?: ChosenArea
  /** The volunteer organisation that holds it; the area itself when left out. */
  organizationId?: string
  /** Asked only of a kind that doesn't fix it. */
  audience: Audience
  title: string
  text: string
  place: string
  location?: Place
  /** Metres. */
  radius: number
  date?: string
  start?: string
  /** Not later than `start`: on the next day. */
  end?: string
  capacity: string
  /** Most hours for each; empty: the length of the activity. */
  mostHours: string
  forgotten: NonNullable<ActivityPublishInput['forgotten']>
  earns: boolean
}

/** What a new activity begins with: tomorrow morning, for twenty people. `now` in ms. */
export const newForm = (now: number): ActivityForm => ({
  kind: 'volunteering',
  audience: 'residents',
  title: '',
  text: '',
  place: '',
  radius: defaultRadius,
  date: dateAndTime(now + dayMs).date,
  start: '09:00',
  end: '11:00',
  capacity: '20',
  mostHours: '',
  forgotten: 'untilEnd',
  earns: false,
})

/** The form of an activity that is to be changed. */
export function formOf(activity: ActivityDetail): ActivityForm {
  const { kind, audience, title, text, place, location, radius, startsAt, endsAt, capacity, mostHours } = activity
  const start = dateAndTime(startsAt)
  return {
    ...newForm(new Date(startsAt).getTime()),
    ...{ kind, audience, title, text, place, radius },
    ...(location ? { location: { ...location, address: '' } } : {}),
    date: start.date,
    start: start.time,
    end: dateAndTime(endsAt).time,
    capacity: String(capacity),
    mostHours: String(mostHours),
  }
}

/** When it is held, in ms; absent until all three are chosen. */
export function timesOf({ date, start, end }: ActivityForm): { startsAt: number; endsAt: number } | undefined {
  if (!date || !start || !end) return undefined
  const startsAt = instantOf(date, start)
  const endsAt = instantOf(date, end)
  return { startsAt, endsAt: endsAt > startsAt ? endsAt : endsAt + dayMs }
}

const whole = (text: string) => (/^\d{1,4}$/.test(text.trim()) ? Number(text) : Number.NaN)

/** Hours in halves, within the most that one activity counts. */
const isHours = (text: string) =>
  /^\d{1,2}(\.[05])?$/.test(text.trim()) && Number(text) >= 0.5 && Number(text) <= mostActivityHours

export type Problems = Partial<Record<'title' | 'text' | 'place' | 'when' | 'capacity' | 'mostHours', string>>

/** What keeps the form from being sent, by field; `now` in ms. */
export function problemsOf(form: ActivityForm, now: number): Problems {
  const says = words.problems
  const capacity = whole(form.capacity)
  const problems: Problems = {}
  if (form.title.trim().length < 2) problems.title = says.title
  if (!form.text.trim()) problems.text = says.text
  if (form.place.trim().length < 2) problems.place = says.place
  const times = timesOf(form)
  if (!times) problems.when = says.when
  else if (form.start === form.end) problems.when = says.sameTime
  else if (times.startsAt <= now) problems.when = says.past
  if (!(capacity >= 1 && capacity <= mostPlaces)) problems.capacity = says.capacity(mostPlaces)
  if (form.mostHours.trim() && !isHours(form.mostHours)) problems.mostHours = says.mostHours(mostActivityHours)
  return problems
}

type Plan = Omit<ActivityChangeInput, 'activityId' | 'version'>

/** The plan as it is sent. Only for a form without problems. */
export function planOf(form: ActivityForm): Plan {
  const times = timesOf(form)!
  const { title, text, place, location, radius, capacity, mostHours } = form
  return {
    title: title.trim(),
    text: text.trim(),
    place: place.trim(),
    ...(location ? { location: { longitude: location.longitude, latitude: location.latitude }, radius } : {}),
    startsAt: new Date(times.startsAt).toISOString(),
    endsAt: new Date(times.endsAt).toISOString(),
    capacity: whole(capacity),
    ...(mostHours.trim() ? { mostHours: Number(mostHours) } : {}),
  }
}

/** A new activity as it is sent; `areaId` of the post when the form names none. */
export function publishInputOf(form: ActivityForm, areaId: string): ActivityPublishInput {
  const { kind, finer, organizationId, audience, forgotten, earns } = form
  return {
    kind,
    areaId: finer?.id ?? form.areaId ?? areaId,
    ...(organizationId && kind === 'volunteering' ? { organizationId } : {}),
    ...(audienceOf[kind] ? {} : { audience }),
    forgotten,
    filledInEarns: earns,
    ...planOf(form),
  }
}
