import type { Awake } from './contract'

/** What keeps the screen on, until it is released. */
let lock: Promise<WakeLockSentinel | undefined> | undefined

export const { keepAwake }: Awake = {
  keepAwake(on) {
    const held = lock
    // a screen that may not be kept on (no such part, saving power) goes dark as it always does
    lock = on ? navigator.wakeLock?.request('screen').catch(() => undefined) : undefined
    void held?.then((before) => before?.release())
  },
}
