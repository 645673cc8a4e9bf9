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
} from '#types/activity'
import { ServiceCorrectInput } from '#types/service'
import { type Action, action, type Early } from '../../kernel/action'
import { refuse } from '../../kernel/errors'
import type { PersonRecord } from '../person'
import { checkIn, checkOut, showCode } from './check'
import { correct, type Found, fillIn } from './fill-in'
import { attendees, list } from './list'
import { callOff, changePlan, conclude } from './organize'
import { publish } from './publish'
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
  action<'activity.change', First>('activity.change', ActivityChangeInput, changePlan, theActivity),
  action<'activity.cancel', First>('activity.cancel', ActivityCancelInput, callOff, theActivity),
  action<'activity.finish', First>('activity.finish', ActivityFinishInput, conclude, theActivity),
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
  action<'activity.checkIn', First>('activity.checkIn', ActivityCheckInInput, checkIn, theActivity),
  action<'activity.checkOut', First>('activity.checkOut', ActivityCheckOutInput, checkOut, theActivity),
  action<'activity.fillIn', Found>('activity.fillIn', ActivityFillInInput, fillIn, theirPart),
  action<'service.correct', Found>('service.correct', ServiceCorrectInput, correct, theirPart),
  action<'activity.attendees', First>(
    'activity.attendees',
    ActivityAttendeesInput,
    (call, { cursor }, found) => attendees(call, cursor, found),
    theActivity,
  ),
]
