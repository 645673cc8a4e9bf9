/** Wrong tries of a secret, counted per caller (collection attempts): after five, a quarter of an hour's pause. Pure. */

export interface Attempts {
  count: number
  lastAt: Date
}

const mostAttempts = 5
const lockMinutes = 15

/** The count after one more try, or for how many minutes the caller is locked out. The try counts before its outcome is known. */
export function attempt(before: Attempts | null, now: Date): Attempts | { lockedMinutes: number } {
  const pauseMs = lockMinutes * 60_000
  const ageMs = before ? now.getTime() - before.lastAt.getTime() : pauseMs
  if (!before || ageMs >= pauseMs) return { count: 1, lastAt: now }
  if (before.count >= mostAttempts) return { lockedMinutes: Math.ceil((pauseMs - ageMs) / 60_000) }
  return { count: before.count + 1, lastAt: now }
}
