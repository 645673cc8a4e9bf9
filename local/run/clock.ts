/** What time it is in the cloud: this machine's, shifted by so much, or an instant at which it stands. Milliseconds. */
export type CloudClock = { offsetMs: number } | { standsAt: number }

/** The cloud's time, in milliseconds since 1970. */
export function cloudTime(clock: CloudClock): number {
  return 'standsAt' in clock ? clock.standsAt : Date.now() + clock.offsetMs
}
