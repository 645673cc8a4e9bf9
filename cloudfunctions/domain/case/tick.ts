/**
 * The clock of the loop: once a minute it takes the cases whose instant has come, decides the event they owe and writes it
 * like any other event. Bounded per run; what is left is taken next minute.
 */

import type { Db } from '../../kernel/db'
import { type RunOptions, runEffects } from '../../kernel/outbox'
import { poolNames, writeCase } from './act'
import { owedEvent } from './clock'
import { decide } from './decide'
import type { Supplies } from './occasion'
import type { CaseRecord } from './record'
import { superiorsOf } from './routing'
import { runners } from './runners'

/** What a run did; `oldest` far in the past means that the clock has stood still. */
export interface Ticked {
  taken: number
  moved: number
  oldest?: Date
}

const atOnce = 4

/** One case: the event it owes now, if any, decided on the version that was read. A lost race is next minute's. */
async function tickOne(db: Db, record: CaseRecord, options: RunOptions): Promise<boolean> {
  const { now } = options
  const event = owedEvent(record, now)
  if (!event) return false
  const supplies: Supplies = {}
  if (event === 'breach') supplies.alerted = await superiorsOf(db, record, now)
  if (event === 'lapse') supplies.areaNames = await poolNames(db, record, now)
  const { next, effects } = decide(record, {
    event,
    input: {},
    actor: { personId: 'clock', name: '系统', title: '' },
    relations: ['clock'],
    now,
    supplies,
  })
  if (!(await writeCase(db, record, next, effects, now))) return false
  const owed = { collection: 'cases', id: record._id, effects, beside: record.outbox.length > 0 }
  await runEffects(db, owed, runners, options)
  return true
}

/** @param options.limit cases taken in one run at most */
export async function tick(
  db: Db,
  { limit, budgetMs = 20_000, ...options }: RunOptions & { limit: number },
): Promise<Ticked> {
  const due = await db.find<CaseRecord>('cases', {
    where: { nextClock: db.command.lte(options.now) },
    sort: [
      ['nextClock', 'asc'],
      ['_id', 'asc'],
    ],
    limit,
  })
  const end = performance.now() + budgetMs
  const queue = due.values()
  let moved = 0
  const worker = async () => {
    for (const record of queue) {
      if (performance.now() > end) return
      if (await tickOne(db, record, options)) moved += 1
    }
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  return { taken: due.length, moved, ...(due[0] ? { oldest: due[0].nextClock } : {}) }
}
