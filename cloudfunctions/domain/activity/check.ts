/** The rotating code, and checking in and out by it: one conditional write of the caller's own sign-up. */
import type { ActivityCheckInInput, ActivityCheckOutInput, ActivityCode, ActivityDetail } from '#types/activity'
import type { Call, Early } from '../../kernel/action'
import { type Attempts, countAttempt } from '../../kernel/attempts'
import { changeOf } from '../../kernel/change'
import { refuse } from '../../kernel/errors'
import { recall, remember } from '../../kernel/requests'
import { bindingId } from '../../kernel/session'
import { codeAt, isCurrentCode } from './code'
import { within } from './organize'
import { demand, partiesOf } from './parties'
import { nearness, presenceOf } from './presence'
import { type ActivityRecord, type SignUpRecord, signUpId } from './record'
import { detailOf } from './view'

/** How often a check tries again when the sign-up was written in between. */
const tries = 6

/** The code for the organizer's screen. It is made, not stored. */
export async function showCode(call: Call, found: ActivityRecord | null): Promise<ActivityCode> {
  const { _id } = within(call, found)
  const { digits, qrText, until } = codeAt(_id, call.now)
  return { code: digits, qrText, until: until.toISOString() }
}

/** What of a check can be read beside the session. */
interface BeforeCheck {
  activity: ActivityRecord | null
  /** Codes typed lately; null for one that was scanned, or when there were none. */
  attempts: Attempts | null
}

type CheckInput = ActivityCheckInInput | ActivityCheckOutInput

const isTyped = ({ code }: Pick<CheckInput, 'code'>) => /^\d+$/.test(code)

/** Tries are counted by WeChat identity: it is known before the session is. */
const attemptsId = (activityId: string, openid: string) => `activity:${activityId}:${bindingId(openid)}`

/** The activity, and how often a code was typed for it. */
export async function readCheck({ db, openid }: Early, input: CheckInput): Promise<BeforeCheck> {
  const [activity, attempts] = await Promise.all([
    db.get<ActivityRecord>('activities', input.activityId),
    isTyped(input) ? db.get<Attempts>('attempts', attemptsId(input.activityId, openid)) : null,
  ])
  return { activity, attempts }
}

function presenceNow(call: Call, activity: ActivityRecord, { location }: ActivityCheckInInput) {
  const found = nearness(activity, location)
  if (found === 'unknown') return refuse('PLACE_NEEDED')
  if (found === 'tooFar') return refuse('TOO_FAR', { radius: activity.radius })
  return presenceOf(call.now, found)
}

/**
 * @throws Refusal CHECK_IN_CODE_WRONG; LOCKED after five typed codes in a quarter of an hour: six digits could be guessed,
 * what the QR carries could not
 */
async function checkCode({ db, openid, now }: Call, input: CheckInput, attempts: Attempts | null): Promise<void> {
  if (isTyped(input)) await countAttempt(db, attemptsId(input.activityId, openid), now, attempts)
  if (!isCurrentCode(input.activityId, input.code, now)) refuse('CHECK_IN_CODE_WRONG')
}

async function check(
  call: Call,
  event: 'checkIn' | 'checkOut',
  input: CheckInput,
  { activity, attempts }: BeforeCheck,
): Promise<ActivityDetail> {
  call.scopeChecked()
  if (!activity) return refuse('NOT_FOUND')
  const { db, ids, session, requestId, now } = call
  // what is remembered of the request leaves out where somebody was: a hash of coordinates can be tried out
  const asked = { requestId, personId: session.personId, inputHash: ids.hash(event, activity._id, input.code) }
  const id = signUpId(activity._id, session.personId)
  for (let attempt = 0; attempt < tries; attempt++) {
    const before = await db.get<SignUpRecord>('signUps', id)
    if (before && recall(before.requests, asked).kind === 'repeat') return detailOf(call, activity, before)
    demand(event, activity, partiesOf(activity, session, before), now)
    if (!before) throw new Error(`${id} has a place without a sign-up`)
    if (attempt === 0) await checkCode(call, input, attempts)
    const presence = presenceNow(call, activity, input)
    const next: SignUpRecord = {
      ...before,
      [event === 'checkIn' ? 'checkedIn' : 'checkedOut']: presence,
      version: before.version + 1,
      requests: remember(before.requests, { ...asked, at: now }, now),
    }
    const change = changeOf(db.command, before, next, [], now)
    if (await db.update('signUps', id, { version: before.version }, change)) return detailOf(call, activity, next)
  }
  return refuse('BUSY')
}

export const checkIn = (call: Call, input: ActivityCheckInInput, found: BeforeCheck) =>
  check(call, 'checkIn', input, found)

export const checkOut = (call: Call, input: ActivityCheckOutInput, found: BeforeCheck) =>
  check(call, 'checkOut', input, found)
