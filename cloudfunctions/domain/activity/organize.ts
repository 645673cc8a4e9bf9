/** What an organizer does to a published activity: change, cancel, finish. One shell; decide.ts knows what each means. */
import type { ActivityCancelInput, ActivityChangeInput, ActivityDetail, ActivityFinishInput } from '#types/activity'
import { type ActivityEvent, activityStates } from '#types/activity-loop'
import type { Call } from '../../kernel/action'
import { refuse } from '../../kernel/errors'
import { recall, remember } from '../../kernel/requests'
import { attachFiles } from '../moderation'
import { amend, settleDebts } from './amend'
import { cancel, change, type Decision, finish } from './decide'
import { demand, partiesOf } from './parties'
import { wordsOf } from './publish'
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

async function organize(
  call: Call,
  event: ActivityEvent,
  { activityId, version }: Versioned,
  found: ActivityRecord | null,
  decide: (activity: ActivityRecord) => Decision,
): Promise<ActivityDetail> {
  const { db, now, session } = call
  let current = within(call, found)
  const request = { ...asked(call), at: now }
  const amended = await amend(db, activityId, now, (activity) => {
    if (!activity) return refuse('NOT_FOUND')
    current = activity
    if (isRepeat(call, event, activity, version)) return null
    const decision = decide(activity)
    return { ...decision, next: { ...decision.next, requests: remember(activity.requests, request, now) } }
  })
  const mine = db.get<SignUpRecord>('signUps', signUpId(activityId, session.personId))
  await settleDebts(db, amended?.owed ?? [], call)
  return detailOf(call, amended?.activity ?? current, await mine)
}

async function checkWords({ platform, openid }: Call, words: string): Promise<void> {
  if ((await platform.checkText(openid, words, 3)) === 'risky') refuse('CONTENT_REFUSED')
}

export async function changePlan(call: Call, input: ActivityChangeInput, found: ActivityRecord | null) {
  within(call, found)
  await checkWords(call, wordsOf(input))
  return organize(call, 'change', input, found, (activity) => change(activity, input, call.now))
}

export async function callOff(call: Call, input: ActivityCancelInput, found: ActivityRecord | null) {
  within(call, found)
  await checkWords(call, input.reason)
  return organize(call, 'cancel', input, found, (activity) => cancel(activity, input.reason, call.now))
}

/** Photos are attached before the write, as long as the activity may be finished at all. */
export async function conclude(call: Call, input: ActivityFinishInput, found: ActivityRecord | null) {
  const activity = within(call, found)
  const { photos = [], summary, onlyConsenting } = input
  if (photos.length > 0 && !onlyConsenting) refuse('PHOTO_CONSENT')
  const repeat = isRepeat(call, 'finish', activity, input.version)
  if (!repeat) {
    await checkWords(call, summary)
    const holder = { collection: 'activities', documentId: activity._id, areas: activity.areas }
    if (photos.length > 0) await attachFiles(call, holder, photos)
  }
  return organize(call, 'finish', input, found, (current) => finish(current, { summary, photos }, call.now))
}
