/** Hours that are entered by hand: filled in afterwards, or put right. Both are marked, and nobody enters their own household's. */
import type { ActivityFillInInput, Attendee } from '#types/activity'
import type { ServiceCorrectInput } from '#types/service'
import type { Call } from '../../kernel/action'
import { changeOf } from '../../kernel/change'
import { refuse } from '../../kernel/errors'
import { type Effect, runEffects } from '../../kernel/outbox'
import { recall, remember } from '../../kernel/requests'
import type { PersonRecord } from '../person'
import { attendedHours } from './hours'
import { within } from './organize'
import { demand, partiesOf } from './parties'
import { type ActivityRecord, type SignUpRecord, signUpId } from './record'
import { signUpRunners } from './runners'
import { correct as correctHours, settle } from './settle'
import { oweMessage, say } from './tell'
import { attendeeOf } from './view'

/** Read at the same time as the session. */
export interface Found {
  activity: ActivityRecord | null
  signUp: SignUpRecord | null
  person: PersonRecord | null
}

interface Written {
  next: SignUpRecord
  effects: Effect[]
}

const tries = 6

const asked = ({ requestId, session, inputHash }: Call) => ({ requestId, personId: session.personId, inputHash })

/** @throws Refusal OWN_HOUSEHOLD */
function refuseOwn({ session }: Call, { personId, householdId }: { personId: string; householdId?: string }): void {
  const own = session.householdId !== undefined && session.householdId === householdId
  if (own || session.identities.includes(personId)) refuse('OWN_HOUSEHOLD')
}

/** Writes a sign-up that was decided on `before`; null when somebody else was faster. */
async function write(
  call: Call,
  before: SignUpRecord | null,
  { next, effects }: Written,
): Promise<SignUpRecord | null> {
  const { db, now } = call
  const id = next._id
  const written = before
    ? await db.update('signUps', id, { version: before.version }, changeOf(db.command, before, next, effects, now))
    : (await db.insert('signUps', { ...next, outbox: effects, outboxDue: now })) === 'inserted'
  if (!written) return null
  await runEffects(db, { collection: 'signUps', id, effects }, signUpRunners, call)
  return next
}

/** Decides and writes until nobody was faster; a repeat is answered as it is. */
async function decideAndWrite(
  call: Call,
  found: SignUpRecord | null,
  id: string,
  decide: (before: SignUpRecord | null) => Written,
): Promise<Attendee> {
  const { db, now } = call
  let before = found
  for (let attempt = 0; attempt < tries; attempt++) {
    if (before && recall(before.requests, asked(call)).kind === 'repeat') return attendeeOf(before)
    const { next, effects } = decide(before)
    const requests = remember(before?.requests ?? [], { ...asked(call), at: now }, now)
    const written = await write(call, before, { next: { ...next, requests }, effects })
    if (written) return attendeeOf(written)
    before = await db.get<SignUpRecord>('signUps', id)
  }
  return refuse('BUSY')
}

/** The sign-up of somebody who was there without one. */
function addedOf(activity: ActivityRecord, person: PersonRecord): SignUpRecord {
  const { _id: activityId, kind, title, startsAt, recorder, demo } = activity
  const { _id: personId, name, householdId } = person
  return {
    ...{ _id: signUpId(activityId, personId), activityId, personId, name },
    ...(householdId ? { householdId } : {}),
    ...{ status: 'added', photoConsent: false, kind, title, startsAt, recorder },
    ...(demo ? { demo } : {}),
    ...{ corrections: [], version: 0, requests: [], outbox: [] },
  }
}

/** The person on the roster of the activity's area; others are refused as if there were none. */
function meant(activity: ActivityRecord, { signUp, person }: Found): PersonRecord {
  const known = person?.status === 'active' && (signUp !== null || person.areas.includes(activity.areaId))
  return known ? person : refuse('NOT_FOUND')
}

export async function fillIn(call: Call, input: ActivityFillInInput, found: Found): Promise<Attendee> {
  const activity = within(call, found.activity)
  const { session, now } = call
  const person = meant(activity, found)
  refuseOwn(call, { personId: person._id, householdId: person.householdId })
  demand('fillIn', activity, partiesOf(activity, session, null), now)
  const { hours, reason } = input
  if (hours > activity.mostHours) {
    refuse('BAD_INPUT', { field: 'hours', problem: `这个活动最多记 ${activity.mostHours} 小时` })
  }
  call.saw([person._id], '活动时长')
  return decideAndWrite(call, found.signUp, signUpId(activity._id, person._id), (before) => {
    const base = before ?? addedOf(activity, person)
    if (base.filledIn || attendedHours(activity, base) > 0 || (base.hours ?? 0) > 0) refuse('ALREADY_DONE')
    const status = base.status === 'placed' ? 'placed' : 'added'
    const filledIn = { hours, reason, byId: session.personId, at: now }
    const filled: SignUpRecord = { ...base, status, filledIn, version: base.version + 1 }
    const told = oweMessage(filled, 'filledIn', say('filledIn', activity, { hours: String(hours), reason }))
    if (activity.state !== 'finished') return { next: filled, effects: [told] }
    const settled = settle(activity, filled)
    return { next: settled.next, effects: [told, ...settled.effects] }
  })
}

/** service.correct: the recorder puts a recorded figure right. @throws Refusal CONFLICT when it isn't `from` any more */
export async function correct(call: Call, input: ServiceCorrectInput, found: Found): Promise<Attendee> {
  const activity = within(call, found.activity)
  const { session, now } = call
  if (!found.signUp) return refuse('NOT_FOUND')
  refuseOwn(call, found.signUp)
  const { from, to, reason } = input
  if (to > activity.mostHours) {
    refuse('BAD_INPUT', { field: 'to', problem: `这个活动最多记 ${activity.mostHours} 小时` })
  }
  call.saw([found.signUp.personId], '活动时长')
  return decideAndWrite(call, found.signUp, found.signUp._id, (before) => {
    if (before?.hours === undefined) return refuse('EVENT_NOT_ALLOWED', { state: '未结束', event: '更正时长' })
    if (before.hours !== from) refuse('CONFLICT', { hours: before.hours })
    return correctHours(activity, before, { to, reason, byId: session.personId, at: now })
  })
}
