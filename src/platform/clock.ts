import { storage } from './storage'

/** Where the phone keeps how far the cloud's clock is ahead of its own, in ms: it is wanted before the first answer, too. */
const KEY = 'clock'

/** Less than this is no reason to set the clock, in ms. */
const TOLERANCE = 5_000

let ahead: number | undefined

const aheadNow = (): number => {
  ahead ??= storage.get<number>(KEY) ?? 0
  return ahead
}

/**
 * Now by the cloud's clock, in ms since 1970, as far as its answers have told it. By an old phone's own clock, hours or years off,
 * orders were refused, deadlines wrong and goods that wait hidden. What only lasts is measured by {@link phoneTime}.
 */
export const cloudTime = (): number => Date.now() + aheadNow()

/** Now by the phone's own clock, in ms since 1970: for how long something lasts, never for when it was. */
export const phoneTime = (): number => Date.now()

/**
 * An answer has come to what was sent at that time of the phone's own clock: `at` is when the cloud gave it, in ms since 1970. It
 * was some time between sending and now; on a bad network these lie far apart, and no clock that fits between them is set.
 */
export function hearTime(at: number, sentAt: number): void {
  const [least, most] = [at - Date.now(), at - sentAt]
  if (aheadNow() > least - TOLERANCE && aheadNow() < most + TOLERANCE) return
  ahead = Math.round((least + most) / 2)
  storage.set(KEY, ahead)
}
