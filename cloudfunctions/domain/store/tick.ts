/** The clock of redemptions: what has waited too long lapses, points and pieces go back. Bounded per run. */
import type { Db } from '../../kernel/db'
import { Refusal } from '../../kernel/errors'
import { drain, type RunOptions } from '../../kernel/outbox'
import type { RedemptionRecord } from './record'
import { storeRunners } from './runners'
import { carryOut } from './settle'

const atOnce = 4

/** What a run did; `oldest` far in the past means that the clock has stood still. */
export interface StoreTicked {
  /** Redemptions that lapsed. */
  moved: number
  /** Effects of redemptions and goods that were done. */
  done: number
  oldest?: Date
}

/** One redemption; whatever happened to it in between wins. */
async function lapse(db: Db, record: RedemptionRecord, now: Date): Promise<boolean> {
  try {
    await carryOut(db, record, {
      expected: 'lapse',
      choose: () => 'lapse',
      occasion: { party: 'clock', actor: { id: 'clock', name: '系统' }, now },
    })
    return true
  } catch (error) {
    if (error instanceof Refusal) return false
    throw error
  }
}

/** Lets what is due lapse, each by itself: one that fails holds up none of the others. */
async function lapseDue(
  db: Db,
  { now, limit, budgetMs }: { now: Date; limit: number; budgetMs: number },
): Promise<{ moved: number; oldest?: Date; failures: unknown[] }> {
  const due = await db.find<RedemptionRecord>('redemptions', {
    where: { due: db.command.lte(now) },
    sort: [
      ['due', 'asc'],
      ['_id', 'asc'],
    ],
    limit,
  })
  const end = performance.now() + budgetMs
  const queue = due.values()
  const failures: unknown[] = []
  let moved = 0
  const worker = async () => {
    for (const record of queue) {
      if (performance.now() > end) return
      const lapsed = await lapse(db, record, now).catch((error) => void failures.push(error))
      if (lapsed) moved += 1
    }
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  return { moved, failures, ...(due[0] ? { oldest: due[0].due } : {}) }
}

/** The store's part of each minute; a failure fails the run once everything else is done. @param options.limit redemptions and outboxes taken in one run at most */
export async function tickRedemptions(
  db: Db,
  { budgetMs = 20_000, ...options }: RunOptions & { limit: number },
): Promise<StoreTicked> {
  const { moved, oldest, failures } = await lapseDue(db, { ...options, budgetMs })
  const drained = await Promise.all(
    ['redemptions', 'goods'].map((collection) => drain(db, collection, storeRunners, { ...options, budgetMs })),
  )
  if (failures.length > 0) throw failures[0]
  const instants = [oldest, ...drained.map((one) => one.oldest)].flatMap((at) => (at ? [at.getTime()] : []))
  return {
    moved,
    done: drained.reduce((sum, { done }) => sum + done, 0),
    ...(instants.length > 0 ? { oldest: new Date(Math.min(...instants)) } : {}),
  }
}
