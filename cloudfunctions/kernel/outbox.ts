/**
 * Effects: what a document's event owes to other documents and to WeChat. They are written into the document's `outbox` in
 * the same conditional write as the event, run before the answer for a short time, and are otherwise `clock`'s. A runner
 * may be called twice for one effect and must then do nothing: it is idempotent by `effect.id`.
 *
 * A document with an outbox has the fields `outbox: Effect[]` and `outboxDue?: Date` (indexed; absent when nothing is owed).
 * Whoever pushes effects sets `outboxDue` to the instant of the event and raises `version` in the same write.
 */
import type { Db } from './db'
import type { Ids } from './ids'
import { type Effect, type Outcome, runLanes } from './lanes'
import type { Platform } from './platform'
import { type Proofs, provable } from './proof'

export type { Effect } from './lanes'

/** What a runner may use besides the effect. */
export interface EffectContext {
  db: Db
  ids: Ids
  platform: Platform
  now: Date
  /** The document that owes the effect. */
  collection: string
  documentId: string
  /** The WeChat identity whose event owes the effect, while its call lasts; unknown to `clock`. */
  openid?: string
}

// biome-ignore lint/suspicious/noExplicitAny: each kind of effect has its own data, and its runner says which
export type Runner<E extends Effect = any> = (effect: E, context: EffectContext) => Promise<void>
export type Runners = Readonly<Record<string, Runner>>

/** A document's debt, as far as it is known to the one who runs it. */
export interface Owed {
  collection: string
  id: string
  effects: readonly Effect[]
  /** Whether the document was seen to owe others besides: it then stays due, and nobody asks whether it still does. */
  beside?: boolean
}

/** What running needs besides the database. */
export interface RunOptions {
  now: Date
  ids: Ids
  platform: Platform
  /** The caller's WeChat identity, when the caller's own event owes the effects. */
  openid?: string
  /** Longest time to wait, in milliseconds; what isn't done by then is left to `clock`. */
  budgetMs?: number
  /** Saves the round trip of striking: where each effect has a proof, the done ones are left to `strikeProven`. */
  proofs?: Proofs
}

/** An effect that failed `mostTries` times (collection deadLetters); an administrator can put it back. */
export interface DeadLetter {
  _id: string
  collection: string
  documentId: string
  effect: Effect
  error: string
  at: Date
}

/** What `drain` did. `oldest` is the earliest due instant it met: far in the past means that the clock has stood still. */
export interface Drained {
  documents: number
  done: number
  /** Effects still owed afterwards: failed, waiting, or out of time. */
  left: number
  oldest?: Date
}

interface Owing {
  _id: string
  version?: number
  outbox?: Effect[]
  outboxDue?: Date
}

export const mostTries = 10
const answerBudgetMs = 300
const drainAtOnce = 4

/** When to try again after the n-th failure: 1, 2, 4 … minutes, at most an hour; ten tries take about four and a half hours. */
export function nextTryAfter(tries: number, now: Date): Date {
  return new Date(now.getTime() + Math.min(2 ** (tries - 1), 60) * 60_000)
}

/** An effect as an event owes it for the first time. */
export function owe<Data extends object>(
  id: string,
  kind: string,
  seq: number,
  data: Data,
): Data & Pick<Effect, 'id' | 'kind' | 'seq' | 'tries'> {
  return { ...data, id, kind, seq, tries: 0 }
}

/**
 * The outbox after a run: what was done is gone, what failed waits longer or, after ten tries, is a dead letter.
 * Pure.
 */
export function settleOutbox(
  outbox: readonly Effect[],
  outcomes: ReadonlyMap<string, Outcome>,
  now: Date,
): { outbox: Effect[]; due: Date | undefined; dead: { effect: Effect; error: string }[] } {
  const dead: { effect: Effect; error: string }[] = []
  const rest = outbox.flatMap((effect): Effect[] => {
    const outcome = outcomes.get(effect.id)
    if (outcome === undefined) return [effect]
    if (outcome === 'done') return []
    const failed = { ...effect, tries: effect.tries + 1, nextTry: nextTryAfter(effect.tries + 1, now) }
    if (failed.tries < mostTries) return [failed]
    dead.push({ effect: failed, error: outcome.error })
    return []
  })
  const due = rest.map(({ nextTry }) => nextTry?.getTime() ?? now.getTime())
  return { outbox: rest, due: due.length > 0 ? new Date(Math.min(...due)) : undefined, dead }
}

/** Takes the done effects out of the outbox without raising the version: one write, two when another event came meanwhile. */
async function strike(db: Db, { collection, id, beside }: Owed, done: string[]): Promise<void> {
  const { command: _ } = db
  const pull = { outbox: _.pull({ id: _.in(done) }) }
  // nothing else is owed, not even by an event that came meanwhile: the document isn't due any more
  const nothingElse = { outbox: _.not(_.elemMatch({ id: _.nin(done) }) as never) }
  if (!beside && (await db.update(collection, id, nothingElse, { ...pull, outboxDue: _.remove() }))) return
  if (done.length > 0) await db.update(collection, id, {}, pull)
}

/** Writes back what failed or waits: rare, so it may read. When an event comes in between, its version wins and `clock` runs all again. */
async function postpone(
  db: Db,
  { collection, id }: Owed,
  outcomes: ReadonlyMap<string, Outcome>,
  now: Date,
): Promise<void> {
  const owing = await db.get<Owing>(collection, id, ['outbox', 'version'])
  if (!owing) return
  const { outbox, due, dead } = settleOutbox(owing.outbox ?? [], outcomes, now)
  const letters = dead.map(
    ({ effect, error }): DeadLetter => ({ _id: effect.id, collection, documentId: id, effect, error, at: now }),
  )
  await db.insertAll('deadLetters', letters)
  await db.update(collection, id, { version: owing.version }, { outbox, outboxDue: due ?? db.command.remove() })
}

/**
 * Runs a document's effects, but for those that are the clock's from the start (`later`), and takes the done ones out of its
 * outbox in one write, or leaves that to `clock`.
 * Never throws for a runner's failure: that effect waits and is tried again.
 * @returns ids of the effects that are done
 */
export async function runEffects(db: Db, owing: Owed, runners: Runners, options: RunOptions): Promise<string[]> {
  const effects = owing.effects.filter(({ later }) => !later)
  if (effects.length === 0) return []
  const owed = { ...owing, effects, beside: owing.beside || effects.length < owing.effects.length }
  const { outcomes, done } = await run(db, owed, runners, options)
  if (options.proofs && provable(owed.effects, options.proofs)) {
    if (done.length === owed.effects.length) return done
    // cut off halfway it may have left its trace: as a failure it is run again rather than looked for
    for (const { id } of owed.effects) if (!outcomes.has(id)) outcomes.set(id, { error: 'not ended in time' })
  }
  if (outcomes.size > done.length) await postpone(db, owed, outcomes, options.now)
  else await strike(db, owed, done)
  return done
}

async function run(
  db: Db,
  { collection, id: documentId, effects }: Owed,
  runners: Runners,
  { now, ids, platform, openid, budgetMs = answerBudgetMs }: RunOptions,
): Promise<{ outcomes: Map<string, Outcome>; done: string[] }> {
  const context: EffectContext = { db, ids, platform, now, collection, documentId, openid }
  const runOne = async (effect: Effect) => {
    const runner = runners[effect.kind]
    if (!runner) throw new Error(`no runner for effects of kind ${effect.kind}`)
    await runner(effect, context)
  }
  const outcomes = await runLanes(effects, runOne, now, budgetMs)
  return { outcomes, done: [...outcomes].filter(([, outcome]) => outcome === 'done').map(([id]) => id) }
}

/**
 * Runs what is due in a collection, oldest first; for `clock`. Bounded: `limit` documents, and no new one after `budgetMs`.
 */
export async function drain(
  db: Db,
  collection: string,
  runners: Runners,
  { limit, budgetMs = 20_000, ...options }: RunOptions & { limit: number },
): Promise<Drained> {
  const { command: _ } = db
  const due = await db.find<Owing>(collection, {
    where: { outboxDue: _.lte(options.now) },
    sort: [
      ['outboxDue', 'asc'],
      ['_id', 'asc'],
    ],
    limit,
    fields: ['outbox', 'outboxDue'],
  })
  const drained: Drained = { documents: due.length, done: 0, left: 0, oldest: due[0]?.outboxDue }
  const end = performance.now() + budgetMs
  const queue = due.values()
  const worker = async () => {
    for (const { _id, outbox = [] } of queue) {
      const left = end - performance.now()
      if (left <= 0) return
      const owed: Owed = { collection, id: _id, effects: outbox }
      const { outcomes, done } = await run(db, owed, runners, { ...options, budgetMs: left })
      // what waits keeps its document due at the right time, and an outbox found empty stops being due
      if (done.length < outbox.length) await postpone(db, owed, outcomes, options.now)
      else await strike(db, owed, done)
      drained.done += done.length
      drained.left += outbox.length - done.length
    }
  }
  await Promise.all(Array.from({ length: drainAtOnce }, worker))
  return drained
}
