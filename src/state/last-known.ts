/** The last answers of reads, kept on the phone so that pages can be read without network. Bounded by number and size. */
import type { Storage } from '@/platform/storage'

/** One kept answer with when it was received (ms since 1970). */
export interface Known<Data = unknown> {
  data: Data
  at: number
}

/** At most so many answers are kept; the longest unused goes first. WeChat gives an app 10 MB. */
export const MOST_ANSWERS = 60
/** An answer whose JSON is longer than this many characters is not kept. */
export const LONGEST_ANSWER = 60_000

const INDEX = 'known'

export interface LastKnown {
  get<Data>(key: string): Known<Data> | undefined
  put(key: string, data: unknown, now: number): void
  clear(): void
}

/** Keeps answers in `storage`, the most recently stored last in its index. */
export function createLastKnown(storage: Storage): LastKnown {
  const keys = () => storage.get<string[]>(INDEX) ?? []
  const slot = (key: string) => `known:${key}`
  return {
    get: (key) => storage.get(slot(key)),
    put(key, data, now) {
      if (JSON.stringify(data ?? null).length > LONGEST_ANSWER) return
      const order = [...keys().filter((known) => known !== key), key]
      while (order.length > MOST_ANSWERS) storage.remove(slot(order.shift()!))
      if (storage.set(slot(key), { data, at: now })) {
        storage.set(INDEX, order)
        return
      }
      // The phone's space is used up: give back what was kept rather than fail the page.
      for (const known of order) storage.remove(slot(known))
      storage.set(INDEX, [])
    },
    clear() {
      for (const key of keys()) storage.remove(slot(key))
      storage.remove(INDEX)
    },
  }
}
