/** Hours become a record: what a finished activity owes to everybody who was there, and what a correction changes. */
import { changeOf } from '../../kernel/change'
import type { Db } from '../../kernel/db'
import { type Effect, type EffectContext, owe } from '../../kernel/outbox'
import type { Award, Unaward } from '../claim'
import { earns, hoursOf } from './hours'
import type { ActivityRecord, SignUpRecord } from './record'
import { oweMessage, say } from './tell'

type Earning = Pick<ActivityRecord, 'kind' | 'title' | 'startsAt' | 'filledInEarns'>

export interface Settled {
  next: SignUpRecord
  effects: Effect[]
}

/** The cause of the points: the sign-up, and which figure of its hours it is. A repeat is told by it. */
const causeOf = ({ _id, corrections }: SignUpRecord): string =>
  `activity:${_id}${corrections.length > 0 ? `:${corrections.length}` : ''}`

/**
 * Points effects of one sign-up go in order: what a correction takes back comes before what it gives. They are the clock's,
 * because nobody waits for them.
 */
const points = { lane: 'points', later: true } as const

function oweAward(activity: Earning, signUp: SignUpRecord) {
  const { _id, version, personId, hours = 0 } = signUp
  const award: Award = {
    ...{ cause: causeOf(signUp), rule: 'activity.hours', subject: { personId }, factor: hours },
    ...{ eventAt: activity.startsAt, words: { what: activity.title, hours: String(hours) } },
  }
  return owe(`${_id}:${version}:award`, 'award', version, { ...award, ...points })
}

/** Records somebody's hours. Whoever didn't come gets a record of 0 and hears nothing. Pure. */
export function settle(activity: ActivityRecord, signUp: SignUpRecord): Settled {
  const hours = hoursOf(activity, signUp)
  const next: SignUpRecord = { ...signUp, hours, version: signUp.version + 1 }
  const effects: Effect[] = []
  // who was filled in has heard of it then
  if (hours > 0 && !signUp.filledIn) {
    effects.push(oweMessage(next, 'recorded', say('recorded', activity, { hours: String(hours) })))
  }
  if (earns(activity, next)) effects.push(oweAward(activity, next))
  return { next, effects }
}

/** Puts recorded hours right; the former figure stays in the trace, and its points are taken back before new ones come. Pure. */
export function correct(
  activity: Earning,
  signUp: SignUpRecord,
  { to, reason, byId, at }: { to: number; reason: string; byId: string; at: Date },
): Settled {
  const from = signUp.hours ?? 0
  const corrections = [...signUp.corrections, { from, to, reason, byId, at }]
  const next: SignUpRecord = { ...signUp, hours: to, corrections, version: signUp.version + 1 }
  const text = say('corrected', activity, { from: String(from), hours: String(to), reason })
  const effects: Effect[] = [oweMessage(next, 'corrected', text)]
  if (earns(activity, signUp)) {
    const { _id, version } = next
    const undone: Unaward = { cause: causeOf(signUp), reason: '服务时长更正' }
    effects.push(owe(`${_id}:${version}:unaward`, 'unaward', version - 1, { ...undone, ...points }))
  }
  if (earns(activity, next)) effects.push(oweAward(activity, next))
  return { next, effects }
}

const pageSize = 100
const atOnce = 8

/** Runner of effects of kind `settle`: everybody who has no record yet gets one. Goes on where an earlier run broke off. */
export async function settleAll(_effect: Effect, { db, documentId, now }: EffectContext): Promise<void> {
  const activity = await db.get<ActivityRecord>('activities', documentId)
  if (!activity) return
  for (let after = ''; ; ) {
    const found = await unsettled(db, documentId, after)
    const queue = found.values()
    const worker = async () => {
      for (const signUp of queue) {
        const { next, effects } = settle(activity, signUp)
        const change = changeOf(db.command, signUp, next, effects, now)
        const written = await db.update('signUps', signUp._id, { version: signUp.version }, change)
        if (!written) throw new Error(`${signUp._id} changed while it was settled`)
      }
    }
    await Promise.all(Array.from({ length: atOnce }, worker))
    if (found.length < pageSize) return
    after = found.at(-1)!._id
  }
}

function unsettled(db: Db, activityId: string, after: string): Promise<SignUpRecord[]> {
  const { command: _ } = db
  return db.find<SignUpRecord>('signUps', {
    where: { activityId, _id: _.gt(after), status: _.in(['placed', 'added']), hours: _.exists(false) },
    sort: [['_id', 'asc']],
    limit: pageSize,
  })
}
