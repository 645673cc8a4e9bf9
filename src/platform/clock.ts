import { storage } from './storage'

/** Where the phone keeps how far the cloud's clock is ahead of its own, in ms: it is wanted before the first answer, too. */
const KEY = 'clock'

/** As far off as an answer's way through the network may make it seem, in ms; less than this is no reason to set the clock. */
const TOLERANCE = 5_000

let ahead: number | undefined

const aheadNow = (): number => {
  ahead ??= storage.get<number>(KEY) ?? 0
  return ahead
}

/**
 * Now by the cloud's clock, in ms since 1970, as far as its answers have told it. An old phone's own clock may be hours or years
 * off, and would be refused, show wrong deadlines and hide goods that wait. What only lasts is measured by the phone's own.
 */
export const cloudTime = (): number => Date.now() + aheadNow()

/** An answer has come that says what time it is in the cloud, in ms since 1970. */
export function hearTime(at: number): void {
  const told = at - Date.now()
  if (Math.abs(told - aheadNow()) < TOLERANCE) return
  ahead = told
  storage.set(KEY, told)
}
