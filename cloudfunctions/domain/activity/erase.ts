/** What of somebody's activities goes when they erase themselves: places they hold, their name; the opaque id stays with the hours. */
import type { Call } from '../../kernel/action'
import { settleDebts, writePlaces } from './amend'
import { leave } from './places'
import { type ActivityRecord, type SignUpRecord, signUpId } from './record'

/** Places that one person holds ahead at most. */
const mostAhead = 200

/** Gives up a place, or the wait for one, so that the next in the list gets it. */
async function giveUp(call: Call, activityId: string, personId: string): Promise<void> {
  const { db, now } = call
  const owed = await db.transact(async (tx) => {
    const [activity, signUp] = await Promise.all([
      tx.get<ActivityRecord>('activities', activityId),
      tx.get<SignUpRecord>('signUps', signUpId(activityId, personId)),
    ])
    if (!activity || !signUp || activity.state !== 'open') return []
    const off: SignUpRecord = { ...signUp, status: 'off', version: signUp.version + 1 }
    return (await writePlaces(db, tx, activity, { ...leave(activity, personId), signUp: off }, now)).owed
  })
  await settleDebts(db, owed, call)
}

/** Leaves what is ahead and takes the name off what is behind. Repeating it changes nothing. */
export async function eraseSignUps(call: Call, name: string): Promise<void> {
  const { db, session, now } = call
  const { command: _ } = db
  const mine = { personId: _.in([...session.identities]) }
  const ahead = await db.find<SignUpRecord>('signUps', {
    where: { ...mine, startsAt: _.gt(now), status: _.in(['placed', 'waiting']) },
    limit: mostAhead,
    fields: ['activityId', 'personId'],
  })
  for (const { activityId, personId } of ahead) await giveUp(call, activityId, personId)
  await db.patch('signUps', mine, { name, householdId: _.remove(), photoConsent: false })
}
