/** What hardly changes is read once per function instance and a while. */
import type { Db } from './db'

/**
 * A reader that remembers what it read, per database and key, for `lifeMs`. Instances don't hear of each other's writes, so
 * whatever is read through it may be `lifeMs` old.
 */
export function cached<T>(
  lifeMs: number,
  load: (db: Db, key: string) => Promise<T>,
): (db: Db, key: string, now: Date) => Promise<T> {
  const memory = new WeakMap<Db, Map<string, { at: number; value: Promise<T> }>>()
  return (db, key, now) => {
    const known = memory.get(db) ?? new Map()
    memory.set(db, known)
    const entry = known.get(key)
    const age = entry ? now.getTime() - entry.at : Number.POSITIVE_INFINITY
    if (entry && age >= 0 && age < lifeMs) return entry.value
    const value = load(db, key)
    known.set(key, { at: now.getTime(), value })
    // a failed read isn't remembered
    value.catch(() => known.delete(key))
    return value
  }
}
