/** What a caller is to an activity, and whether the table lets them cause an event. Pure. */
import {
  type ActivityEvent,
  type ActivityParty,
  activityAllows,
  activityRuleOf,
  activityStates,
  audiences,
  checkInLeadMs,
} from '#types/activity-loop'
import { activityOrganizers, holds, postsOf, type Session } from '#types/roles'
import { refuse } from '../../kernel/errors'
import type { ActivityRecord, SignUpRecord } from './record'

type Part = Pick<SignUpRecord, 'status' | 'checkedIn' | 'checkedOut'>

/** Whether somebody lives or holds a post in the activity's area. */
export function belongs({ areaId }: Pick<ActivityRecord, 'areaId'>, { areas, posts }: Session): boolean {
  return areas.includes(areaId) || posts.some((post) => post.areas.includes(areaId))
}

function isMeant(activity: Pick<ActivityRecord, 'areaId' | 'audience'>, session: Session): boolean {
  if (session.standing !== 'confirmed' || !belongs(activity, session)) return false
  return activity.audience === 'residents' || postsOf(session, ['partyMember']).length > 0
}

/** All that somebody is to an activity. `signUp` only matters for those who take part. */
export function partiesOf(activity: ActivityRecord, session: Session, signUp: Part | null): ActivityParty[] {
  const { personId } = session
  const placed = activity.placed.includes(personId)
  const waiting = activity.waiting.includes(personId)
  const is: Record<Exclude<ActivityParty, 'clock'>, boolean> = {
    organizer: holds(session, activityOrganizers, activity.areas),
    eligible: !placed && !waiting && isMeant(activity, session),
    placed: placed && !signUp?.checkedIn,
    waiting,
    present: placed && signUp?.checkedIn !== undefined && !signUp.checkedOut,
    attended: placed && signUp?.checkedOut !== undefined,
    participant: signUp !== null && signUp.status !== 'off',
  }
  return (Object.keys(is) as (keyof typeof is)[]).filter((party) => is[party])
}

/**
 * @throws Refusal ALREADY_DONE, NOT_FOR_YOU, NOT_SIGNED_UP, CHECK_IN_CLOSED or EVENT_NOT_ALLOWED: why somebody may not cause
 * an event now
 */
export function demand(
  event: ActivityEvent,
  activity: ActivityRecord,
  parties: readonly ActivityParty[],
  now: Date,
): void {
  if (parties.some((party) => activityAllows(event, activity, party, now))) return
  const { by, from, label } = activityRuleOf(event)
  const live = from.includes(activity.state)
  if (live && !parties.some((party) => by.includes(party))) refuseStranger(event, activity, parties)
  if (live && (event === 'checkIn' || event === 'checkOut')) {
    refuse('CHECK_IN_CLOSED', { minutes: checkInLeadMs / 60_000 })
  }
  refuse('EVENT_NOT_ALLOWED', { state: activityStates[activity.state], event: label })
}

/** Why it isn't theirs to cause, where a better answer than "not now" is known. */
function refuseStranger(event: ActivityEvent, { audience }: ActivityRecord, parties: readonly ActivityParty[]): void {
  const signedUp = parties.some((party) => ['placed', 'waiting', 'present', 'attended'].includes(party))
  const came = parties.some((party) => ['present', 'attended'].includes(party))
  if (event === 'signUp') refuse(signedUp ? 'ALREADY_DONE' : 'NOT_FOR_YOU', { audience: audiences[audience] })
  if (event === 'checkIn' || event === 'checkOut') refuse(came ? 'ALREADY_DONE' : 'NOT_SIGNED_UP')
  if (event === 'signOff' || event === 'withdrawConsent') refuse('NOT_SIGNED_UP')
}
