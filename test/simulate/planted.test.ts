import { orders } from './lives/orders'
import { planOf } from './plan'
import { defects, plant } from './planted'
import { simulate } from './simulate'

/** Seeds that may be needed, and days that each lives. */
const seeds = 100
const days = 3

const found: Record<keyof typeof defects, RegExp> = {
  countedTwice: /^counter .* the steps add up to/,
  submittedTwice: /nobody submitted|two submissions/,
}

test.each(Object.keys(defects) as (keyof typeof defects)[])(
  '%s is found within 100 seeds',
  async (name) => {
    const { functions, remove } = plant(name)
    try {
      for (let seed = 1; seed <= seeds; seed++) {
        const { failure } = await simulate(planOf(seed, days, [orders]), { seed, functions })
        if (!failure) continue
        expect(failure.problems[0]).toMatch(found[name])
        return
      }
      throw new Error(`${seeds} seeds did not find it`)
    } finally {
      remove()
    }
  },
  900_000,
)
