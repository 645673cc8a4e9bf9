/**
 * The write of an activity: its document and the sign-ups of those who move up, in one transaction, so that nobody stands in
 * the list twice and no place is given away twice.
 */
import { changeOf } from '../../kernel/change'
import type { Db, Tx } from '../../kernel/db'
import { type Owed, type RunOptions, runEffects } from '../../kernel/outbox'
import type { Decision } from './decide'
import { type Places, placeFields } from './places'
import { type ActivityRecord, type SignUpRecord, signUpId } from './record'
import { activityRunners, signUpRunners } from './runners'
import { oweMessage, say } from './tell'

/** An activity as it is after a write, and what the write owes. */
export interface Amended {
  activity: ActivityRecord
  owed: Owed[]
}

/** Gives a place to somebody who waited, and owes them the news. */
async function moveOne(db: Db, tx: Tx, activity: ActivityRecord, personId: string, now: Date): Promise<Owed> {
  const id = signUpId(activity._id, personId)
  const before = await tx.get<SignUpRecord>('signUps', id)
  if (!before) throw new Error(`${id} waits without a sign-up`)
  const next: SignUpRecord = { ...before, status: 'placed', version: before.version + 1 }
  const effects = [oweMessage(next, 'movedUp', say('movedUp', activity), true)]
  await tx.update('signUps', id, changeOf(db.command, before, next, effects, now))
  return { collection: 'signUps', id, effects }
}

/**
 * Reads an activity, decides and writes it. `decide` may run several times and gets null for one that isn't there; answering
 * null leaves everything as it is.
 */
export function amend(
  db: Db,
  activityId: string,
  now: Date,
  decide: (activity: ActivityRecord | null) => Decision | null,
): Promise<Amended | null> {
  return db.transact(async (tx) => {
    const before = await tx.get<ActivityRecord>('activities', activityId)
    const decision = decide(before)
    if (!before || !decision) return null
    const { next, effects, moved } = decision
    const [, ...movedUp] = await Promise.all([
      tx.update('activities', activityId, changeOf(db.command, before, next, effects, now)),
      ...moved.map((personId) => moveOne(db, tx, next, personId, now)),
    ])
    return { activity: next, owed: [{ collection: 'activities', id: activityId, effects }, ...movedUp] }
  })
}

/**
 * Writes who has a place now, with the sign-up that caused it and those of whoever moves up. The activity keeps its version:
 * nobody's screen turns stale because somebody signed up.
 */
export async function writePlaces(
  db: Db,
  tx: Tx,
  before: ActivityRecord,
  { places, signUp, moved }: { places: Places; signUp: SignUpRecord; moved: readonly string[] },
  now: Date,
): Promise<Amended & { signUp: SignUpRecord }> {
  const fields = placeFields(places)
  const activity = { ...before, ...fields }
  const [, , ...owed] = await Promise.all([
    tx.update('activities', activity._id, fields),
    tx.set('signUps', signUp._id, signUp),
    ...moved.map((personId) => moveOne(db, tx, activity, personId, now)),
  ])
  return { activity, signUp, owed }
}

/** Runs what writes owe, as long as the caller may wait; the rest is the clock's. */
export async function settleDebts(db: Db, owed: readonly Owed[], options: RunOptions): Promise<void> {
  const runnersOf = { activities: activityRunners, signUps: signUpRunners } as const
  await Promise.all(
    owed.map((one) => runEffects(db, one, runnersOf[one.collection as keyof typeof runnersOf], options)),
  )
}
