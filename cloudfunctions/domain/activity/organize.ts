/** What an organizer does to a published activity: change, cancel, finish. One shell; decide.ts knows what each means. */
import type { ActivityCancelInput, ActivityChangeInput, ActivityDetail, ActivityFinishInput } from '#types/activity'
import { type ActivityEvent, activityStates } from '#types/activity-loop'
import type { Call, Early } from '../../kernel/action'
import { changeOf } from '../../kernel/change'
import { refuse } from '../../kernel/errors'
import type { CheckResult } from '../../kernel/platform'
import { recall, remember } from '../../kernel/requests'
import { attachFiles } from '../moderation'
import { amend } from './amend'
import { cancel, change, type Decision, finish } from './decide'
import { demand, partiesOf } from './parties'
import type { ActivityRecord, SignUpRecord } from './record'
import { signUpId } from './record'
import { detailOf } from './view'

type Versioned = { activityId: string; version: number }

/** The activity as its organizer found it; one that isn't there is refused like a strange one. */
export function within(call: Call, activity: ActivityRecord | null): ActivityRecord {
  call.within(activity?.areas ?? [])
  return activity ?? refuse('NOT_FOUND')
}

const asked = ({ requestId, session, inputHash }: Call) => ({ requestId, personId: session.personId, inputHash })

/**
 * Whether the request changed this activity before.
 * @throws Refusal CONFLICT when the activity has moved on, and whatever `demand` refuses with
 */
function isRepeat(call: Call, event: ActivityEvent, activity: ActivityRecord, version: number): boolean {
  if (recall(activity.requests, asked(call)).kind === 'repeat') return true
  const { state } = activity
  if (version !== activity.version) {
    refuse('CONFLICT', { state, label: activityStates[state], version: activity.version })
  }
  demand(event, activity, partiesOf(activity, call.session, null), call.now)
  return false
}

/** What the organizer has to do with the activity as somebody who takes part in it. */
const ownPart = ({ db, session }: Call, activityId: string) =>
  db.get<SignUpRecord>('signUps', signUpId(activityId, session.personId))

async function organize(
  call: Call,
  event: ActivityEvent,
  { activityId, version }: Versioned,
  found: ActivityRecord,
  decide: (activity: ActivityRecord) => Decision,
): Promise<ActivityDetail> {
  const { db, now } = call
  let current = found
  const request = { ...asked(call), at: now }
  const work = amend(db, activityId, now, (activity) => {
    if (!activity) return refuse('NOT_FOUND')
    current = activity
    if (isRepeat(call, event, activity, version)) return null
    const decision = decide(activity)
    return { ...decision, next: { ...decision.next, requests: remember(activity.requests, request, now) } }
  })
  const [amended, part] = await Promise.all([work, ownPart(call, activityId)])
  // somebody has moved up, and it may be the organizer
  const moved = amended !== null && amended.owed.length > 1
  return detailOf(call, amended?.activity ?? current, moved ? await ownPart(call, activityId) : part)
}

/** What can be read beside the session: the activity, and what WeChat thinks of the words. */
interface Before {
  activity: ActivityRecord | null
  check: CheckResult
}

/** Reads it. @param wordsIn what of the input others will read */
export const readFor =
  <Input extends { activityId: string }>(wordsIn: (input: Input) => string) =>
  async ({ db, platform, openid }: Early, input: Input): Promise<Before> => {
    const [activity, check] = await Promise.all([
      db.get<ActivityRecord>('activities', input.activityId),
      platform.checkText(openid, wordsIn(input), 3),
    ])
    return { activity, check }
  }

/** The activity as its organizer found it, when the words may stand. */
function worded(call: Call, { activity, check }: Before): ActivityRecord {
  const found = within(call, activity)
  return check === 'risky' ? refuse('CONTENT_REFUSED') : found
}

export const changePlan = (call: Call, input: ActivityChangeInput, before: Before) =>
  organize(call, 'change', input, worded(call, before), (activity) => change(activity, input, call.now))

export const callOff = (call: Call, input: ActivityCancelInput, before: Before) =>
  organize(call, 'cancel', input, worded(call, before), (activity) => cancel(activity, input.reason, call.now))

/** How often a finish tries again when the activity was written in between; what else writes it then raises its version. */
const tries = 3

/**
 * One conditional write: nobody can sign up for what is over, so that the list of people isn't part of what is decided.
 * Photos are attached before it, as long as the activity may be finished at all.
 */
export async function conclude(call: Call, input: ActivityFinishInput, { activity: read, check }: Before) {
  const { photos = [], summary, onlyConsenting, activityId, version } = input
  const { db, now, openid } = call
  let before = within(call, read)
  if (photos.length > 0 && !onlyConsenting) refuse('PHOTO_CONSENT')
  for (let attempt = 0; attempt < tries; attempt++) {
    if (isRepeat(call, 'finish', before, version)) return detailOf(call, before, await ownPart(call, activityId))
    if (check === 'risky') refuse('CONTENT_REFUSED')
    const holder = { collection: 'activities', documentId: activityId, areas: before.areas }
    if (photos.length > 0) await attachFiles(call, holder, photos)
    const { next: finished, effects } = finish(before, { summary, photos, openid }, now)
    const next = { ...finished, requests: remember(before.requests, { ...asked(call), at: now }, now) }
    const change = changeOf(db.command, before, next, effects, now)
    const [mine, written] = await Promise.all([
      ownPart(call, activityId),
      db.update('activities', activityId, { version }, change),
    ])
    if (written) return detailOf(call, next, mine)
    before = within(call, await db.get<ActivityRecord>('activities', activityId))
  }
  return refuse('BUSY')
}
