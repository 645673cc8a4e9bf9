/**
 * The clock of claims: each minute it pays the queues whose month has come, in order, then credits what has been published
 * long enough, first declared first. Bounded per run; what is left is taken next minute.
 */
import type { Db } from '../../kernel/db'
import { businessDate } from '../../kernel/time'
import type { BudgetRecord } from './budget'
import { creditClaim } from './credit'
import type { ClaimRecord } from './record'

/** What a run did; `oldest` far in the past means that the clock has stood still. */
export interface ClaimsTicked {
  settled: number
  oldest?: Date
}

/** Villages settled at the same time; within one village it goes in order, one by one. */
const atOnce = 4

/** Claims of one queue that a run takes. */
const mostOfQueue = 100

type Due = Pick<ClaimRecord, '_id' | 'village' | 'nextClock'>

/** Pays a village's queue until the budget is used up; answers how many claims were paid. */
async function payQueue(db: Db, village: string, now: Date, end: number): Promise<number> {
  const queue = await db.find<Due>('claims', {
    where: { village, state: 'deferred' },
    sort: [['queue', 'asc']],
    limit: mostOfQueue,
    fields: ['village'],
  })
  let paid = 0
  for (const claim of queue) {
    if (performance.now() > end) break
    // the first that doesn't fit stops the queue: nobody overtakes
    if ((await creditClaim(db, claim, now)) === 'deferred') break
    paid += 1
  }
  return paid
}

/** Credits what has been published long enough, one by one. */
async function creditAll(db: Db, due: readonly Due[], now: Date, end: number): Promise<number> {
  let settled = 0
  for (const claim of due) {
    if (performance.now() > end) break
    if (await creditClaim(db, claim, now)) settled += 1
  }
  return settled
}

/** Lists by village, in the order in which they came. */
function byVillage(due: readonly Due[]): Map<string, Due[]> {
  const villages = new Map<string, Due[]>()
  for (const claim of due) villages.set(claim.village, [...(villages.get(claim.village) ?? []), claim])
  return villages
}

/** Runs the jobs of villages, some at the same time. One that fails holds up none of the others, and fails the run in the end. */
async function inLanes(jobs: readonly (() => Promise<number>)[]): Promise<number> {
  const queue = jobs.values()
  let done = 0
  const failures: unknown[] = []
  const lane = async () => {
    for (const job of queue) {
      try {
        done += await job()
      } catch (error) {
        failures.push(error)
      }
    }
  }
  await Promise.all(Array.from({ length: atOnce }, lane))
  if (failures.length > 0) throw failures[0]
  return done
}

/** @param options.limit claims, and villages with a queue, taken in one run at most */
export async function tickClaims(
  db: Db,
  { now, limit, budgetMs = 20_000 }: { now: Date; limit: number; budgetMs?: number },
): Promise<ClaimsTicked> {
  const { lte } = db.command
  const end = performance.now() + budgetMs
  const [queues, due] = await Promise.all([
    db.find<BudgetRecord>('budgets', {
      where: { nextLook: lte(businessDate(now)) },
      sort: [
        ['nextLook', 'asc'],
        ['_id', 'asc'],
      ],
      limit,
      fields: ['_id'],
    }),
    db.find<Due>('claims', {
      where: { nextClock: lte(now) },
      sort: [
        ['nextClock', 'asc'],
        ['at', 'asc'],
        ['_id', 'asc'],
      ],
      limit,
      fields: ['village', 'nextClock'],
    }),
  ])
  const claimsOf = byVillage(due)
  const queued = new Set(queues.map(({ _id }) => _id))
  const villages = [...new Set([...queued, ...claimsOf.keys()])]
  const settled = await inLanes(
    villages.map((village) => async () => {
      const paid = queued.has(village) ? await payQueue(db, village, now, end) : 0
      return paid + (await creditAll(db, claimsOf.get(village) ?? [], now, end))
    }),
  )
  return { settled, ...(due[0] ? { oldest: due[0].nextClock } : {}) }
}
