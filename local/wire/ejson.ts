import { isDocument } from '../query/value'

/** What one of EJSON's type wrappers stands for; the argument is what lies under the key. */
const UNWRAP: Record<string, (value: never, now: Date) => unknown> = {
  $numberInt: (value: string) => Number(value),
  $numberLong: (value: string) => Number(value),
  $numberDouble: (value: string) => Number(value),
  $date: (value: unknown) => new Date(isDocument(value) ? Number(value.$numberLong) : (value as string | number)),
  $regularExpression: (value: { pattern: string; options: string }) =>
    new RegExp(value.pattern, [...value.options].filter((flag) => 'ims'.includes(flag)).join('')),
  // The SDK's own wrapper: the server's present time, moved by so many milliseconds.
  $tcb_server_date: (value: { offset: unknown }, now: Date) =>
    new Date(now.getTime() + Number(revive(value.offset, now))),
}

function revive(value: unknown, now: Date): unknown {
  if (Array.isArray(value)) return value.map((element) => revive(element, now))
  if (typeof value !== 'object' || value === null) return value
  const keys = Object.keys(value)
  const unwrap = keys.length === 1 ? UNWRAP[keys[0]!] : undefined
  if (unwrap) return unwrap((value as Record<string, never>)[keys[0]!]!, now)
  for (const key of keys) {
    const inner = (value as Record<string, unknown>)[key]
    if (typeof inner === 'object') (value as Record<string, unknown>)[key] = revive(inner, now)
  }
  return value
}

/**
 * Reads EJSON text, canonical or relaxed, as the SDK sends it and as the store keeps it. Integers become numbers, exact up to 2^53.
 * `now` is what a server date means.
 */
export function parseEjson(text: string, now: Date): unknown {
  const value: unknown = JSON.parse(text)
  return text.includes('"$') ? revive(value, now) : value
}

function wrap(value: unknown): unknown {
  if (typeof value === 'number') return Number.isFinite(value) ? value : { $numberDouble: String(value) }
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map((element) => (element === undefined ? null : wrap(element)))
  if (value instanceof Date) return { $date: { $numberLong: String(value.getTime()) } }
  if (value instanceof RegExp) return { $regularExpression: { pattern: value.source, options: value.flags } }
  const wrapped: Record<string, unknown> = {}
  for (const key of Object.keys(value)) wrapped[key] = wrap((value as Record<string, unknown>)[key])
  return wrapped
}

/** Relaxed EJSON text, which the SDK accepts as an answer and in which SQLite can compare plain numbers and strings. */
export function stringifyEjson(value: unknown): string {
  return JSON.stringify(wrap(value))
}
