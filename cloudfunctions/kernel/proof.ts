/**
 * Striking in bulk what is known to be done. Whoever files a case doesn't wait until its effects are struck off the outbox:
 * they stay there, done, until `clock` finds their traces, in a few requests for all that a minute has brought
 * (docs/decisions/0005). What left no trace is run again, as if nobody had run it.
 */
import type { Db } from './db'
import type { Effect } from './lanes'

/** Which of these effects have left their trace, read for all of them at once. */
// biome-ignore lint/suspicious/noExplicitAny: each kind of effect has its own data, and its proof says which
export type Proof<E extends Effect = any> = (effects: readonly E[], db: Db) => Promise<ReadonlySet<string>>
export type Proofs = Readonly<Record<string, Proof>>

/** What was struck, and the earliest due instant met. */
export interface Struck {
  documents: number
  oldest?: Date
}

interface Owing {
  _id: string
  version: number
  outbox: Effect[]
  outboxDue: Date
}

/** A failure has been noted on an effect that was tried: its trace may be a part of it only, so it is run again. */
const isProvable = (proofs: Proofs) => (effect: Effect) => effect.kind in proofs && effect.tries === 0

/** Whether all of these effects can be left to `clock` once they are done. */
export const provable = (effects: readonly Effect[], proofs: Proofs): boolean => effects.every(isProvable(proofs))

const groupBy = <Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key): Map<Key, Item[]> => {
  const groups = new Map<Key, Item[]>()
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item])
  return groups
}

/**
 * Empties the outboxes of which every effect is done. A document that another event has changed meanwhile has another
 * version and keeps its outbox.
 * @param options.limit documents looked at, oldest first
 */
export async function strikeProven(
  db: Db,
  collection: string,
  proofs: Proofs,
  { now, limit }: { now: Date; limit: number },
): Promise<Struck> {
  const { command: _ } = db
  const due = await db.find<Owing>(collection, {
    where: { outboxDue: _.lte(now) },
    sort: [
      ['outboxDue', 'asc'],
      ['_id', 'asc'],
    ],
    limit,
    fields: ['outbox', 'outboxDue', 'version'],
  })
  const candidates = due.filter(({ outbox }) => provable(outbox, proofs))
  const kinds = groupBy(
    candidates.flatMap(({ outbox }) => outbox),
    ({ kind }) => kind,
  )
  const found = await Promise.all([...kinds].map(([kind, effects]) => proofs[kind]!(effects, db)))
  const done = new Set(found.flatMap((ids) => [...ids]))
  const settled = candidates.filter(({ outbox }) => outbox.every(({ id }) => done.has(id)))
  await Promise.all(
    [...groupBy(settled, ({ version }) => version)].map(([version, documents]) =>
      db.patch(
        collection,
        { _id: _.in(documents.map(({ _id }) => _id)), version },
        { outbox: [], outboxDue: _.remove() },
      ),
    ),
  )
  return { documents: settled.length, oldest: due[0]?.outboxDue }
}
