/**
 * Numbered, resumable changes of what is stored. A migration is a file `cloudfunctions/migrations/NNNN-name.ts`; deployment
 * runs those that haven't run, in order. State lies in the collection migrations.
 */
import type { Db } from './db'

export interface Migration {
  /** `NNNN-name`: the number orders them, the whole is the `_id` of the state. */
  id: string
  /**
   * One bounded step from a cursor (undefined at first): answers the next cursor, or null when nothing is left. It may run
   * again from the same cursor after a crash, so it must do no harm the second time.
   */
  step(db: Db, cursor: string | undefined, now: Date): Promise<string | null>
}

interface MigrationState {
  _id: string
  startedAt: Date
  cursor?: string
  doneAt?: Date
}

/**
 * Runs what hasn't run, for at most `steps` steps; call again until `left` is 0.
 * @throws when two migrations share a number, or another run moves the same migration on
 */
export async function migrate(
  db: Db,
  migrations: readonly Migration[],
  { now, steps }: { now: () => Date; steps: number },
): Promise<{ left: number }> {
  const ordered = [...migrations].sort((a, b) => (a.id < b.id ? -1 : 1))
  if (new Set(ordered.map(({ id }) => id.slice(0, 4))).size < ordered.length)
    throw new Error('a migration number is used twice')
  let rest = steps
  let left = ordered.length
  for (const migration of ordered) {
    const state = await stateOf(db, migration.id, now())
    let { cursor } = state
    let done = state.doneAt !== undefined
    while (!done && rest > 0) {
      const next = await migration.step(db, cursor, now())
      done = next === null
      await move(db, migration.id, cursor, done ? { doneAt: now() } : { cursor: next })
      cursor = next ?? undefined
      rest -= 1
    }
    if (!done) break
    left -= 1
  }
  return { left }
}

async function stateOf(db: Db, _id: string, startedAt: Date): Promise<MigrationState> {
  await db.insert('migrations', { _id, startedAt })
  return (await db.get<MigrationState>('migrations', _id))!
}

async function move(db: Db, id: string, from: string | undefined, change: object): Promise<void> {
  const { command: _ } = db
  const here = { cursor: from ?? _.exists(false), doneAt: _.exists(false) }
  if (!(await db.update('migrations', id, here, change))) throw new Error(`migration ${id} was moved on by another run`)
}
