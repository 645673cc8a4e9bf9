/**
 * Counters: documents per subject and day, signed deltas applied once by effect id (architecture.md §3). Higher levels are
 * sums over what carries their area, so nothing county-wide is a hot document.
 */
import type { Db } from '../../kernel/db'
import type { Effect, EffectContext } from '../../kernel/outbox'
import type { Proof } from '../../kernel/proof'

/** Data of an effect of kind `count`. */
export interface CountEffect extends Effect {
  /** area, handler … */
  subjectKind: string
  subjectId: string
  /** Ids from the county down to where it counts; empty when it counts for nobody's area. */
  areas: string[]
  /** Business date. */
  date: string
  /** Signed integers by figure. */
  add: Record<string, number>
}

/** One subject's day (collection counters, `_id` = `subjectKind:subjectId:date`). */
export interface CounterRecord {
  _id: string
  subjectKind: string
  subjectId: string
  areas: string[]
  date: string
  totals: Record<string, number>
  /** Effects that are in the totals. */
  applied: string[]
}

const counterIdOf = ({ subjectKind, subjectId, date }: CountEffect) => `${subjectKind}:${subjectId}:${date}`

/** Counters one look for traces asks for. */
const mostLookedFor = 1000

/** Runner of effects of kind `count`: one conditional update, or the day's first insert. Twice is once. */
export async function count(effect: CountEffect, { db }: EffectContext): Promise<void> {
  const { id, subjectKind, subjectId, areas, date, add } = effect
  const { command: _ } = db
  const _id = counterIdOf(effect)
  const increments = Object.fromEntries(
    Object.entries(add).map(([figure, delta]) => [`totals.${figure}`, _.inc(delta)]),
  )
  const apply = () => db.update('counters', _id, { applied: _.neq(id) }, { ...increments, applied: _.push([id]) })
  if (await apply()) return
  const first: CounterRecord = { _id, subjectKind, subjectId, areas, date, totals: add, applied: [id] }
  // exists: applied before, or another effect was the day's first just now
  if ((await db.insert('counters', first)) === 'exists') await apply()
}

/** Proof of effects of kind `count`: their ids stand in their counters. */
export const counted: Proof<CountEffect> = async (effects, db) => {
  const ids = [...new Set(effects.map(counterIdOf))].slice(0, mostLookedFor)
  const counters = await db.find<CounterRecord>('counters', {
    where: { _id: db.command.in(ids) },
    limit: mostLookedFor,
    fields: ['applied'],
  })
  const applied = new Set(counters.flatMap((counter) => counter.applied))
  return new Set(effects.filter(({ id }) => applied.has(id)).map(({ id }) => id))
}

/** Which counters to sum: a subject's own, or all of a kind that lie in an area; business dates inclusive. */
export type Summed = { from: string; to: string; subjectKind: string } & ({ subjectId: string } | { areaId: string })

/** Sums of the named figures over the counters meant; 0 where nothing was counted. One round trip. */
export async function totalsOf<Figure extends string>(
  db: Db,
  figures: readonly Figure[],
  { from, to, subjectKind, ...whose }: Summed,
): Promise<Record<Figure, number>> {
  const { command: _ } = db
  const match = {
    ...('areaId' in whose ? { areas: whose.areaId } : { subjectId: whose.subjectId }),
    date: _.gte(from).and(_.lte(to)),
    subjectKind,
  }
  const sums = Object.fromEntries(figures.map((figure) => [figure, { $sum: `$totals.${figure}` }]))
  const rows = await db.aggregate<Record<Figure, number>>('counters', (pipeline) =>
    pipeline
      .match(match)
      .group({ _id: null, ...sums })
      .limit(1),
  )
  return Object.fromEntries(figures.map((figure) => [figure, rows[0]?.[figure] ?? 0])) as Record<Figure, number>
}
