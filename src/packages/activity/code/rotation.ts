/** The rotating code on the organizer's screen: how long one is shown, and when it is of no use any more. Pure. */
import type { ActivityCode } from '#types/activity'

/** How long the cloud shows one code; it stays good for as long again. */
const shownMs = 30_000

/** A new one isn't asked for sooner: a phone whose clock is ahead would ask without end. */
const leastMs = 5_000

/** A code as it came to this phone; instants in ms since 1970. */
export interface ShownCode extends Pick<ActivityCode, 'code' | 'qrText'> {
  /** When the next one is fetched. */
  renewAt: number
  /** From when on it opens nothing. */
  worthlessAt: number
}

/** A code that has just arrived. The phone's clock may be wrong: never shown for longer than the cloud shows one. */
export function shown({ code, qrText, until }: ActivityCode, now: number): ShownCode {
  const left = Math.min(Math.max(new Date(until).getTime() - now, leastMs), shownMs)
  return { code, qrText, renewAt: now + left, worthlessAt: now + left + shownMs }
}

/** Whole seconds until the next one, 0 once it is due. */
export const secondsLeft = ({ renewAt }: ShownCode, now: number): number =>
  Math.max(0, Math.ceil((renewAt - now) / 1000))
