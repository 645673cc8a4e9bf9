/** Randomness from a seed: the same seed gives the same county on every machine. */

export interface Random {
  /** A whole number from `least` to `most`, both included. */
  between(least: number, most: number): number
  /** A number from -1 to 1. */
  jitter(): number
  /** Whether something that happens `share` (0 to 1) of the time happens now. */
  chance(share: number): boolean
  pick<Item>(items: readonly Item[]): Item
}

/** Mulberry32, a 32-bit generator that is plenty for inventing villages and unfit for secrets. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const between = (least: number, most: number) => least + Math.floor(next() * (most - least + 1))
  return {
    between,
    jitter: () => next() * 2 - 1,
    chance: (share) => next() < share,
    pick: (items) => items[between(0, items.length - 1)]!,
  }
}
