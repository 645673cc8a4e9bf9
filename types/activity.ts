/**
 * Activities (主题党日, 志愿服务, 培训): the table that says which event leads where and by whom, what screens send, and what
 * they are shown. The cloud decides by the table, the mini-program draws its buttons from it.
 */
import * as v from 'valibot'
import {
  type ActivityEvent,
  type ActivityKind,
  type ActivityState,
  type Audience,
  activityKinds,
  audiences,
  mostActivityHours,
  mostPlaces,
  type SignUpStatus,
} from './activity-loop'
import {
  AreaId,
  Cursor,
  FileId,
  Id,
  type Instant,
  Location,
  type Page,
  Reason,
  type Signature,
  Version,
  Words,
} from './common'

export * from './activity-loop'

/** An instant as a screen sends it: ISO 8601 with its zone. */
const InstantInput = v.pipe(v.string(), v.isoTimestamp('时间格式不对'))

/** Hours in halves, as service records count them. */
const Hours = (most: number, least = 0) =>
  v.pipe(v.number(), v.minValue(least), v.maxValue(most), v.multipleOf(0.5, '时长以半小时为单位'))

const plan = {
  title: Words(60, 2),
  text: Words(2000),
  /** Where it is, as people say it. */
  place: Words(60, 2),
  /** Set: whoever checks in must be within `radius` metres of it, `defaultRadius` when left out. */
  location: v.optional(Location),
  radius: v.optional(v.pipe(v.number(), v.integer(), v.minValue(50), v.maxValue(2000))),
  startsAt: InstantInput,
  /** Later than the start, by a day at most. */
  endsAt: InstantInput,
  capacity: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(mostPlaces, `名额最多 ${mostPlaces} 人`)),
  /** Most hours that count for one person; the length of the activity when left out. */
  mostHours: v.optional(Hours(mostActivityHours, 0.5)),
}

export const ActivityPublishInput = v.strictObject({
  kind: v.picklist(Object.keys(activityKinds) as [ActivityKind, ...ActivityKind[]]),
  areaId: AreaId,
  /** The volunteer organisation in whose name it is held; the area's own when left out. */
  organizationId: v.optional(Id),
  /** For whom; a party day is for party members, volunteering for every resident, whatever stands here. */
  audience: v.optional(v.picklist(Object.keys(audiences) as [Audience, ...Audience[]])),
  /** What counts for somebody who forgot to check out: up to the end, or nothing until the organizer fills it in. Up to the end when left out. */
  forgotten: v.optional(v.picklist(['untilEnd', 'fillIn'])),
  /** Whether hours that are filled in afterwards earn points (民政部令67 has them marked; most places let them earn none). */
  filledInEarns: v.optional(v.boolean()),
  ...plan,
})
export type ActivityPublishInput = v.InferInput<typeof ActivityPublishInput>

const one = { activityId: Id }
const versioned = { ...one, version: Version }

export const ActivityChangeInput = v.strictObject({ ...versioned, ...plan })
export type ActivityChangeInput = v.InferInput<typeof ActivityChangeInput>
export const ActivityCancelInput = v.strictObject({ ...versioned, reason: Reason })
export type ActivityCancelInput = v.InferInput<typeof ActivityCancelInput>

/** open: those of my home and of my posts that aren't over; mine: I signed up; organized: those I may manage. */
export const ActivityListInput = v.strictObject({ view: v.picklist(['open', 'mine', 'organized']), cursor: Cursor })
export type ActivityListInput = v.InferInput<typeof ActivityListInput>
export const ActivityGetInput = v.strictObject(one)
export type ActivityGetInput = v.InferInput<typeof ActivityGetInput>

/** `photoConsent`: whether photos on which the person can be seen may be kept with the summary. Asked, never assumed. */
export const ActivitySignUpInput = v.strictObject({ ...one, photoConsent: v.boolean() })
export type ActivitySignUpInput = v.InferInput<typeof ActivitySignUpInput>
export const ActivitySignOffInput = v.strictObject(one)
export type ActivitySignOffInput = v.InferInput<typeof ActivitySignOffInput>

export const ActivityCodeInput = v.strictObject(one)
export type ActivityCodeInput = v.InferInput<typeof ActivityCodeInput>
/** The code on the organizer's screen: new every 30 seconds. */
export interface ActivityCode {
  /** Six digits to type. */
  code: string
  /** What the QR carries; `activity.checkIn` takes it whole as `code`. */
  qrText: string
  /** When this one is replaced; it stays good for 30 seconds more. */
  until: Instant
}

/** `code`: the six digits, or the QR's whole text. `location` is compared and forgotten, never stored. */
const presence = {
  ...one,
  code: v.pipe(v.string(), v.regex(/^(\d{6}|sandan:activity:[\w:-]{1,160})$/, '签到码格式不对')),
  location: v.optional(Location),
}
export const ActivityCheckInInput = v.strictObject(presence)
export type ActivityCheckInInput = v.InferInput<typeof ActivityCheckInInput>
export const ActivityCheckOutInput = v.strictObject(presence)
export type ActivityCheckOutInput = v.InferInput<typeof ActivityCheckOutInput>

/** Hours for somebody who was there without checking in or out: marked as filled in, with the reason. */
export const ActivityFillInInput = v.strictObject({
  ...one,
  personId: Id,
  hours: Hours(mostActivityHours, 0.5),
  reason: Reason,
})
export type ActivityFillInInput = v.InferInput<typeof ActivityFillInInput>

export const ActivityFinishInput = v.strictObject({
  ...versioned,
  summary: Words(2000, 2),
  photos: v.optional(v.pipe(v.array(FileId), v.maxLength(9, '照片最多 9 张'))),
  /** The organizer's word, asked when there are photos: whoever can be recognised on them has consented. */
  onlyConsenting: v.optional(v.boolean()),
})
export type ActivityFinishInput = v.InferInput<typeof ActivityFinishInput>

/** `photos`: those on which the caller can be recognised; they are taken down for everybody. */
export const ActivityWithdrawConsentInput = v.strictObject({
  ...one,
  photos: v.optional(v.pipe(v.array(FileId), v.maxLength(9, '照片最多 9 张'))),
})
export type ActivityWithdrawConsentInput = v.InferInput<typeof ActivityWithdrawConsentInput>

export const ActivityAttendeesInput = v.strictObject({ ...one, cursor: Cursor })
export type ActivityAttendeesInput = v.InferInput<typeof ActivityAttendeesInput>

/** What I have to do with an activity. */
export interface MySignUp {
  status: SignUpStatus
  /** My place in the waiting list, from 1. Only `activity.get` says it. */
  waitingPlace?: number
  photoConsent: boolean
  checkedInAt?: Instant
  checkedOutAt?: Instant
  /** Hours that count, once the activity is finished. */
  hours?: number
  filledIn: boolean
}

export interface ActivitySummary {
  id: string
  kind: ActivityKind
  title: string
  state: ActivityState
  areaName: string
  place: string
  startsAt: Instant
  endsAt: Instant
  capacity: number
  taken: number
  waiting: number
  /** Who holds it, and so who records the hours: the volunteer organisation or the area. */
  organizer: string
  mine?: MySignUp
  demo?: true
}

/** A photo of a summary. `url` is a temporary link. */
export interface ActivityPhoto {
  fileId: string
  url: string
}

export interface ActivityDetail extends ActivitySummary {
  version: number
  text: string
  audience: Audience
  location?: Location
  radius: number
  mostHours: number
  /** Instants between which checking in is possible, and until when checking out is. */
  checkInFrom: Instant
  checkOutUntil: Instant
  /** Why it was cancelled. */
  reason?: string
  summary?: string
  /** Only photos that passed their check and that nobody on them has taken down. */
  photos: ActivityPhoto[]
  /** What the caller may do now, in the table's order: the buttons. */
  events: ActivityEvent[]
}

/** Somebody on the list, for the organizer: the name is whole, because they stand before each other. */
export interface Attendee {
  personId: string
  name: string
  status: SignUpStatus
  photoConsent: boolean
  checkedInAt?: Instant
  checkedOutAt?: Instant
  /** Whether the place was compared: absent when the activity asks for none. */
  within?: true
  hours?: number
  filledIn?: { reason: string; at: Instant }
}
export type AttendeePage = Page<Attendee>
export type ActivityPage = Page<ActivitySummary>

/** Actions of activities. */
export interface ActivityApi {
  'activity.publish': Signature<ActivityPublishInput, ActivityDetail>
  'activity.change': Signature<ActivityChangeInput, ActivityDetail>
  'activity.cancel': Signature<ActivityCancelInput, ActivityDetail>
  'activity.list': Signature<ActivityListInput, ActivityPage>
  'activity.get': Signature<ActivityGetInput, ActivityDetail>
  'activity.signUp': Signature<ActivitySignUpInput, ActivityDetail>
  'activity.signOff': Signature<ActivitySignOffInput, ActivityDetail>
  'activity.code': Signature<ActivityCodeInput, ActivityCode>
  'activity.checkIn': Signature<ActivityCheckInInput, ActivityDetail>
  'activity.checkOut': Signature<ActivityCheckOutInput, ActivityDetail>
  'activity.fillIn': Signature<ActivityFillInInput, Attendee>
  'activity.finish': Signature<ActivityFinishInput, ActivityDetail>
  'activity.withdrawConsent': Signature<ActivityWithdrawConsentInput, ActivityDetail>
  'activity.attendees': Signature<ActivityAttendeesInput, AttendeePage>
}
