/** How much lies on a desk, by what it waits for: one aggregate for the worker's home. */
import type { TodoKind } from '#types/labels'
import type { CaseState } from '#types/loop'
import type { HandlingLevel } from '#types/roles'
import type { Db } from '../../kernel/db'

/** Counts of the open cases at the caller's desks, and of those resolved that wait for a visit to somebody without a phone. */
export async function caseCounts(
  db: Db,
  desks: readonly { level: HandlingLevel; areaId: string }[],
  now: Date,
): Promise<Record<TodoKind, number>> {
  const { command: _ } = db
  const areas = _.in(desks.map(({ areaId }) => areaId))
  const level = _.in(desks.map((desk) => desk.level))
  const [byState, resolved, overdue] = await Promise.all([
    db.aggregate<{ _id: CaseState; count: number }>('cases', (pipeline) =>
      pipeline
        .match({ areas, open: true, level })
        .group({ _id: '$state', count: { $sum: 1 } } as never)
        .limit(20),
    ),
    db.count('cases', { areas, state: 'resolved', source: 'onBehalf' }),
    db.count('cases', { areas, open: true, level, nextDue: _.lt(now) }),
  ])
  const of = (state: CaseState) => byState.find(({ _id }) => _id === state)?.count ?? 0
  return {
    collected: of('collected'),
    assessed: of('assessed'),
    dispatched: of('dispatched'),
    handling: of('handling'),
    resolved,
    overdue,
  }
}
