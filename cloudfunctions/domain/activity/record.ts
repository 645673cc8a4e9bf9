/** Activities and sign-ups as they are stored (collections activities, signUps). */
import type { ActivityKind, ActivityState, Audience, SignUpStatus } from '#types/activity-loop'
import type { Location } from '#types/common'
import type { Recorder } from '#types/service'
import type { Effect } from '../../kernel/outbox'
import type { KnownRequest } from '../../kernel/requests'
import type { MediaRecord } from '../moderation'

/** One activity with everybody who has a place or waits for one: who is in is decided by this document alone. */
export interface ActivityRecord {
  /** Hash of publisher and requestId: a repeat finds it. */
  _id: string
  kind: ActivityKind
  title: string
  text: string
  areaId: string
  areaName: string
  /** Ids from the county down to the area. */
  areas: string[]
  /** Who holds it, records its hours and certifies them. */
  recorder: Recorder
  /** Who published it, and so answers for its words and photos; named as moderation looks for it. */
  filerId: string
  audience: Audience
  place: string
  location?: Location
  /** Metres. */
  radius: number
  startsAt: Date
  endsAt: Date
  mostHours: number
  forgotten: 'untilEnd' | 'fillIn'
  filledInEarns: boolean
  capacity: number
  /** Ids of those who have a place and of those who wait for one, in order; their numbers beside them for lists. */
  placed: string[]
  waiting: string[]
  taken: number
  queue: number
  state: ActivityState
  /** open or running: what the list of open activities asks for. */
  live: boolean
  /** The reminder that was sent last: a day before, or two hours before. */
  reminded: 'none' | 'day' | 'soon'
  /** When the clock has to look next; `never` when there is nothing more to come. */
  nextClock: Date
  reason?: string
  summary?: string
  media: Pick<MediaRecord, 'fileId' | 'state'>[]
  /** Photos that somebody on them doesn't want shown any more, by file: no verdict brings them back. */
  withdrawnPhotos?: string[]
  demo?: boolean
  /** Raised by what the organizer and the clock do; signing up and off leaves it, so that no screen turns stale by it. */
  version: number
  requests: KnownRequest[]
  outbox: Effect[]
  outboxDue?: Date
}

/** That somebody was there at an instant. How far from the place is never stored, nor where. */
export interface Presence {
  at: Date
  /** The place was compared and is within the radius; absent when the activity asks for none. */
  within?: true
}

/** One person's part in one activity. */
export interface SignUpRecord {
  /** signUpId of both. */
  _id: string
  activityId: string
  personId: string
  name: string
  householdId?: string
  status: SignUpStatus
  photoConsent: boolean
  /** When the person first took the consent back. */
  consentWithdrawnAt?: Date
  /** Of the activity, so that a person's record is one query. */
  kind: ActivityKind
  title: string
  startsAt: Date
  recorder: Recorder
  checkedIn?: Presence
  checkedOut?: Presence
  filledIn?: { hours: number; reason: string; byId: string; at: Date }
  /** Hours that count; absent until the activity is finished. 0 for whoever didn't come. Redeeming points never touches it. */
  hours?: number
  corrections: { from: number; to: number; reason: string; byId: string; at: Date }[]
  demo?: boolean
  version: number
  requests: KnownRequest[]
  outbox: Effect[]
  outboxDue?: Date
}

export const signUpId = (activityId: string, personId: string): string => `${activityId}:${personId}`

/** No instant will come: sorts behind all others. */
export const never = new Date('9999-12-31T00:00:00Z')
