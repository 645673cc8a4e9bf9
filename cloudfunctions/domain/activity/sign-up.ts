/** Signing up and off: the activity and the sign-up in one transaction, so that the last place is given once. */
import type { ActivityDetail, ActivitySignOffInput, ActivitySignUpInput } from '#types/activity'
import type { ActivityEvent } from '#types/activity-loop'
import type { Call } from '../../kernel/action'
import type { Tx } from '../../kernel/db'
import { refuse } from '../../kernel/errors'
import type { Owed } from '../../kernel/outbox'
import { recall, remember } from '../../kernel/requests'
import { settleDebts, writePlaces } from './amend'
import { demand, partiesOf } from './parties'
import { enter, leave } from './places'
import { type ActivityRecord, type SignUpRecord, signUpId } from './record'
import { detailOf } from './view'

/** Where a call stands: both documents as the transaction sees them. */
interface Standing {
  activity: ActivityRecord
  signUp: SignUpRecord | null
}

async function read(tx: Tx, activityId: string, personId: string): Promise<Standing> {
  const [activity, signUp] = await Promise.all([
    tx.get<ActivityRecord>('activities', activityId),
    tx.get<SignUpRecord>('signUps', signUpId(activityId, personId)),
  ])
  return { activity: activity ?? refuse('NOT_FOUND'), signUp }
}

/** The sign-up that somebody has when they come in, for the first time or again. */
function signUpOf(
  { session, requestId, inputHash, now }: Call,
  { activity, signUp }: Standing,
  changed: Pick<SignUpRecord, 'status' | 'photoConsent'>,
): SignUpRecord {
  const { _id: activityId, kind, title, startsAt, recorder, demo } = activity
  const { personId, name, householdId } = session
  const request = { requestId, personId, inputHash, at: now }
  return {
    ...{ _id: signUpId(activityId, personId), activityId, personId, name },
    ...(householdId ? { householdId } : {}),
    ...{ kind, title, startsAt, recorder, corrections: [], outbox: [] },
    ...(demo ? { demo } : {}),
    ...signUp,
    ...changed,
    version: (signUp?.version ?? 0) + 1,
    requests: remember(signUp?.requests ?? [], request, now),
  }
}

/** Runs one of the two: reads, recalls, asks the table, and writes what `work` makes of it. */
async function act(
  call: Call,
  activityId: string,
  event: ActivityEvent,
  work: (tx: Tx, standing: Standing) => Promise<{ activity: ActivityRecord; signUp: SignUpRecord; owed: Owed[] }>,
): Promise<ActivityDetail> {
  call.scopeChecked()
  const { db, session, requestId, inputHash, now } = call
  const { activity, signUp, owed } = await db.transact(async (tx) => {
    const standing = await read(tx, activityId, session.personId)
    const asked = { requestId, personId: session.personId, inputHash }
    if (recall(standing.signUp?.requests ?? [], asked).kind === 'repeat') return { ...standing, owed: [] }
    demand(event, standing.activity, partiesOf(standing.activity, session, standing.signUp), now)
    return work(tx, standing)
  })
  await settleDebts(db, owed, call)
  return detailOf(call, activity, signUp)
}

export const signUp = (call: Call, { activityId, photoConsent }: ActivitySignUpInput): Promise<ActivityDetail> =>
  act(call, activityId, 'signUp', async (tx, standing) => {
    const { activity } = standing
    const entered = enter(activity, call.session.personId, call.now < activity.startsAt)
    if (!entered) return refuse('ACTIVITY_FULL')
    const { places, status } = entered
    const signUp = signUpOf(call, standing, { status, photoConsent })
    return writePlaces(call.db, tx, activity, { places, signUp, moved: [] }, call.now)
  })

export const signOff = (call: Call, { activityId }: ActivitySignOffInput): Promise<ActivityDetail> =>
  act(call, activityId, 'signOff', async (tx, standing) => {
    const { places, moved } = leave(standing.activity, call.session.personId)
    const signUp = signUpOf(call, standing, { status: 'off', photoConsent: false })
    return writePlaces(call.db, tx, standing.activity, { places, signUp, moved }, call.now)
  })
