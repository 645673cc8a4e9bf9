/** Activities and sign-ups as screens get them. */
import type { ActivityDetail, ActivityPhoto, ActivitySummary, Attendee, MySignUp } from '#types/activity'
import { allowedActivityEvents, checkInLeadMs, checkOutGraceMs } from '#types/activity-loop'
import type { Session } from '#types/roles'
import type { Call } from '../../kernel/action'
import { belongs, partiesOf } from './parties'
import type { ActivityRecord, SignUpRecord } from './record'

/** Fields that a row of a list needs, for projections: the people of an activity stay where they are. */
export const summaryFields = [
  ...(['kind', 'title', 'state', 'areaName', 'place', 'startsAt', 'endsAt'] as const),
  ...(['capacity', 'taken', 'queue', 'recorder', 'demo'] as const),
] as const satisfies readonly (keyof ActivityRecord)[]
export type SummaryRecord = Pick<ActivityRecord, '_id' | (typeof summaryFields)[number]>

/** What somebody has to do with an activity; nothing once they have signed off. */
export function mineOf(signUp: SignUpRecord | null | undefined, waiting: readonly string[] = []): MySignUp | undefined {
  if (!signUp || signUp.status === 'off') return undefined
  const { status, photoConsent, personId, checkedIn, checkedOut, hours, filledIn } = signUp
  const place = waiting.indexOf(personId) + 1
  return {
    ...{ status, photoConsent, filledIn: filledIn !== undefined },
    ...(place > 0 ? { waitingPlace: place } : {}),
    ...(checkedIn ? { checkedInAt: checkedIn.at.toISOString() } : {}),
    ...(checkedOut ? { checkedOutAt: checkedOut.at.toISOString() } : {}),
    ...(hours === undefined ? {} : { hours }),
  }
}

export function summaryOf(record: SummaryRecord, mine: MySignUp | undefined): ActivitySummary {
  const { _id: id, kind, title, state, areaName, place, startsAt, endsAt, capacity, taken, queue, recorder } = record
  return {
    ...{ id, kind, title, state, areaName, place, capacity, taken, waiting: queue, organizer: recorder.name },
    ...{ startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString() },
    ...(mine ? { mine } : {}),
    ...(record.demo ? { demo: true as const } : {}),
  }
}

/** Who sees the photos: whoever lives or works there, never a stranger. */
const seesPhotos = (record: ActivityRecord, session: Session) =>
  session.standing === 'confirmed' && belongs(record, session)

async function photosOf({ platform, session }: Call, record: ActivityRecord): Promise<ActivityPhoto[]> {
  const { media, withdrawnPhotos = [] } = record
  const passed = media.filter(({ state }) => state === 'passed').map(({ fileId }) => fileId)
  const shown = passed.filter((fileId) => !withdrawnPhotos.includes(fileId))
  if (shown.length === 0 || !seesPhotos(record, session)) return []
  const links = await platform.links(shown)
  return shown.flatMap((fileId) => (links[fileId] ? [{ fileId, url: links[fileId] }] : []))
}

/** The whole activity as the caller may see it, with the buttons the table gives them. */
export async function detailOf(
  call: Call,
  record: ActivityRecord,
  signUp: SignUpRecord | null,
): Promise<ActivityDetail> {
  const { version, text, audience, location, radius, mostHours, startsAt, endsAt, reason, summary } = record
  const parties = partiesOf(record, call.session, signUp)
  return {
    ...summaryOf(record, mineOf(signUp, record.waiting)),
    ...{ version, text, audience, radius, mostHours },
    ...(location ? { location } : {}),
    checkInFrom: new Date(startsAt.getTime() - checkInLeadMs).toISOString(),
    checkOutUntil: new Date(endsAt.getTime() + checkOutGraceMs).toISOString(),
    ...(reason ? { reason } : {}),
    ...(summary ? { summary } : {}),
    photos: await photosOf(call, record),
    events: allowedActivityEvents(record, parties, call.now),
  }
}

/** Somebody on the organizer's list. */
export function attendeeOf(signUp: SignUpRecord): Attendee {
  const { personId, name, status, photoConsent, checkedIn, checkedOut, hours, filledIn } = signUp
  return {
    ...{ personId, name, status, photoConsent },
    ...(checkedIn ? { checkedInAt: checkedIn.at.toISOString() } : {}),
    ...(checkedOut ? { checkedOutAt: checkedOut.at.toISOString() } : {}),
    ...(checkedIn?.within ? { within: true as const } : {}),
    ...(hours === undefined ? {} : { hours }),
    ...(filledIn ? { filledIn: { reason: filledIn.reason, at: filledIn.at.toISOString() } } : {}),
  }
}
