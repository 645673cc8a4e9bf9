/**
 * Wrong tries of something secret, counted by whoever tries (collection attempts): after five, a quarter of an hour's pause.
 */
import type { Db } from './db'
import { refuse } from './errors'

export interface Attempts {
  count: number
  lastAt: Date
}

const mostAttempts = 5
const lockMinutes = 15
const pauseMs = lockMinutes * 60_000

/** For how many minutes more nothing may be tried; 0 when one may. Pure. */
export function lockedMinutes(before: Attempts | null, now: Date): number {
  if (!before || before.count < mostAttempts) return 0
  return Math.max(0, Math.ceil((pauseMs - (now.getTime() - before.lastAt.getTime())) / 60_000))
}

/** The count after one more try. Pure. */
export function attempt(before: Attempts | null, now: Date): Attempts {
  const over = !before || now.getTime() - before.lastAt.getTime() >= pauseMs
  return { count: over ? 1 : before.count + 1, lastAt: now }
}

/** How often the count tries again when the same caller tries twice at once. */
const tries = 6

/** @throws Refusal LOCKED while the pause lasts */
export function refuseLocked(before: Attempts | null, now: Date): void {
  const minutes = lockedMinutes(before, now)
  if (minutes > 0) refuse('LOCKED', { minutes })
}

/**
 * Counts a try, to be called before its outcome is told.
 * @param id what is tried and who tries: `setup:<bindingId>`
 * @param known the count as the caller has read it; it is read here where it isn't given, and again where it has moved on
 * @throws Refusal LOCKED after five tries in a row, for 15 minutes
 */
export async function countAttempt(db: Db, id: string, now: Date, known?: Attempts | null): Promise<void> {
  for (let round = 0; round < tries; round++) {
    const before = round === 0 && known !== undefined ? known : await db.get<Attempts>('attempts', id)
    refuseLocked(before, now)
    const after = attempt(before, now)
    if (!before && (await db.insert('attempts', { _id: id, ...after })) === 'inserted') return
    const unchanged = { count: before?.count, lastAt: before?.lastAt }
    if (before && (await db.update('attempts', id, unchanged, after))) return
  }
  refuse('BUSY')
}
