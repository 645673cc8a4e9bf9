/** The noun activity: published, signed up for, checked in to, recorded. */
import {
  ActivityAttendeesInput,
  ActivityCancelInput,
  ActivityChangeInput,
  ActivityCheckInInput,
  ActivityCheckOutInput,
  ActivityCodeInput,
  ActivityFillInInput,
  ActivityFinishInput,
  ActivityGetInput,
  ActivityListInput,
  ActivityPublishInput,
  ActivitySignOffInput,
  ActivitySignUpInput,
  ActivityWithdrawConsentInput,
} from '#types/activity'
import { ServiceCorrectInput } from '#types/service'
import { type Action, action, type Early } from '../../kernel/action'
import { refuse } from '../../kernel/errors'
import type { PersonRecord } from '../person'
import { checkIn, checkOut, readCheck, showCode } from './check'
import { withdrawConsent } from './consent'
import { correct, type Found, fillIn } from './fill-in'
import { attendees, list } from './list'
import { callOff, changePlan, conclude, readFor } from './organize'
import { publish, wordsOf } from './publish'
import { type ActivityRecord, type SignUpRecord, signUpId } from './record'
import { signOff, signUp } from './sign-up'
import { detailOf } from './view'

export { eraseSignUps } from './erase'
export type { ActivityRecord, SignUpRecord } from './record'
export { activityRunners, signUpRunners } from './runners'
export { tickActivities } from './tick'

type OfOne = { activityId: string }

/** The activity, read beside the session. */
const theActivity = ({ db }: Early, { activityId }: OfOne) => db.get<ActivityRecord>('activities', activityId)

/** The activity with somebody's part in it, read beside the session. */
async function theirPart({ db }: Early, { activityId, personId }: OfOne & { personId: string }): Promise<Found> {
  const [activity, signUp, person] = await Promise.all([
    db.get<ActivityRecord>('activities', activityId),
    db.get<SignUpRecord>('signUps', signUpId(activityId, personId)),
    db.get<PersonRecord>('people', personId),
  ])
  return { activity, signUp, person }
}

type First = ActivityRecord | null

export const activityActions: Action[] = [
  action('activity.publish', ActivityPublishInput, publish),
  action(
    'activity.change',
    ActivityChangeInput,
    changePlan,
    readFor((input: ActivityChangeInput) => wordsOf(input)),
  ),
  action(
    'activity.cancel',
    ActivityCancelInput,
    callOff,
    readFor(({ reason }) => reason),
  ),
  action(
    'activity.finish',
    ActivityFinishInput,
    conclude,
    readFor(({ summary }) => summary),
  ),
  action('activity.list', ActivityListInput, list),
  action<'activity.get', First>(
    'activity.get',
    ActivityGetInput,
    async (call, { activityId }, activity) => {
      call.scopeChecked()
      if (!activity) return refuse('NOT_FOUND')
      const mine = await call.db.get<SignUpRecord>('signUps', signUpId(activityId, call.session.personId))
      return detailOf(call, activity, mine)
    },
    theActivity,
  ),
  action('activity.signUp', ActivitySignUpInput, signUp),
  action('activity.signOff', ActivitySignOffInput, signOff),
  action<'activity.code', First>(
    'activity.code',
    ActivityCodeInput,
    (call, _, found) => showCode(call, found),
    theActivity,
  ),
  action('activity.checkIn', ActivityCheckInInput, checkIn, readCheck),
  action('activity.checkOut', ActivityCheckOutInput, checkOut, readCheck),
  action('activity.withdrawConsent', ActivityWithdrawConsentInput, withdrawConsent),
  action<'activity.fillIn', Found>('activity.fillIn', ActivityFillInInput, fillIn, theirPart),
  action<'service.correct', Found>('service.correct', ServiceCorrectInput, correct, theirPart),
  action<'activity.attendees', First>(
    'activity.attendees',
    ActivityAttendeesInput,
    (call, { cursor }, found) => attendees(call, cursor, found),
    theActivity,
  ),
]
