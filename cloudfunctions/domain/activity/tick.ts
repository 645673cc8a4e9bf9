/** The clock of activities: reminders, begin, end, places that are owed, and the finish that no organizer wrote. */
import type { Db } from '../../kernel/db'
import type { RunOptions } from '../../kernel/outbox'
import { amend, settleDebts } from './amend'
import { owedWork } from './clock'
import { clockDecisions } from './decide'
import type { ActivityRecord } from './record'

const atOnce = 4

async function tickOne(db: Db, activityId: string, options: RunOptions): Promise<boolean> {
  const { now } = options
  const amended = await amend(db, activityId, now, (activity) => {
    const work = activity && owedWork(activity, now)
    return work ? clockDecisions[work](activity, now) : null
  })
  if (!amended) return false
  await settleDebts(db, amended.owed, options)
  return true
}

/**
 * One look at every activity whose instant has come; what more it owes is the next look's.
 * @param options.limit activities taken in one run at most
 * @returns `oldest` far in the past means that the clock has stood still
 */
export async function tickActivities(
  db: Db,
  { limit, budgetMs = 20_000, ...options }: RunOptions & { limit: number },
): Promise<{ moved: number; oldest?: Date }> {
  const due = await db.find<Pick<ActivityRecord, '_id' | 'nextClock'>>('activities', {
    where: { nextClock: db.command.lte(options.now) },
    sort: [
      ['nextClock', 'asc'],
      ['_id', 'asc'],
    ],
    limit,
    fields: ['nextClock'],
  })
  const end = performance.now() + budgetMs
  const queue = due.values()
  let moved = 0
  const worker = async () => {
    for (const { _id } of queue) {
      if (performance.now() > end) return
      if (await tickOne(db, _id, options)) moved += 1
    }
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  return { moved, ...(due[0] ? { oldest: due[0].nextClock } : {}) }
}
