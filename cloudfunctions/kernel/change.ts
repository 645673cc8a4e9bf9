/** What a decided document changes in the stored one: only the fields that differ travel, and effects join the outbox. */
import type { Command } from './cloud'
import type { Effect } from './outbox'

/**
 * Fields of `next` that aren't those of `before`, compared by identity: a decider keeps what it doesn't change. A field that
 * is gone is removed. Pure.
 */
export function changeOf<Doc extends { _id: string }>(
  command: Command,
  before: Doc,
  next: Doc,
  effects: readonly Effect[],
  now: Date,
): Record<string, unknown> {
  const own = new Set(['_id', 'outbox', 'outboxDue'])
  const keys = [...new Set([...Object.keys(before), ...Object.keys(next)])] as (keyof Doc & string)[]
  const changed = keys.filter((key) => !own.has(key) && before[key] !== next[key])
  const change: Record<string, unknown> = Object.fromEntries(
    changed.map((key) => [key, next[key] === undefined ? command.remove() : next[key]]),
  )
  return effects.length > 0 ? { ...change, outbox: command.push(effects as Effect[]), outboxDue: now } : change
}
