import { lives } from './nouns'
import { planOf } from './plan'
import { simulate } from './simulate'

const days = 3

test.each([1, 2, 3, 4, 5])(
  'seed %i: three villages live three days under faults, and all holds',
  async (seed) => {
    const { failure, history } = await simulate(planOf(seed, days, lives), { seed })
    expect(failure).toBeUndefined()
    expect(history.length).toBeGreaterThan(30)
  },
  300_000,
)

test('the same seed lives the same life', async () => {
  // Rivals race, and faults of requests fall where a loaded machine lets them: without both, every line is the same.
  const plan = planOf(6, 2, lives).filter(({ at }, n, all) => all[n - 1]?.at !== at)
  const live = () => simulate(plan, { seed: 6, faults: { call: { unanswered: 0.2, repeated: 0.1 }, request: {} } })
  const first = await live()
  expect(first.failure).toBeUndefined()
  expect(first.history.some((line) => line.includes('tries'))).toBe(true)
  expect(await live()).toEqual(first)
}, 300_000)
