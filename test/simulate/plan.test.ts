import type { Life } from './life'
import { planOf, streamOf, type Turn, weighted } from './plan'
import { shortest } from './shrink'
import { momentsOf } from './simulate'

const life = (name: string, share: number): Life => ({
  name,
  share,
  cast: { ann: 1, ben: 3 },
  act: async () => undefined,
})
const lives = [life('a', 1), life('b', 2)]

describe('a plan', () => {
  test('is the same for the same seed, in order, of the cast, within its days', () => {
    const plan = planOf(7, 5, lives)
    expect(planOf(7, 5, lives)).toEqual(plan)
    expect(planOf(8, 5, lives)).not.toEqual(plan)
    expect(plan.map(({ at }) => at)).toEqual(plan.map(({ at }) => at).sort((a, b) => a - b))
    expect(new Set(plan.map(({ who }) => who))).toEqual(new Set(['ann', 'ben']))
    expect(new Set(plan.map(({ day }) => day))).toEqual(new Set([0, 1, 2, 3, 4]))
  })

  test('begins alike however many days it has', () => {
    expect(planOf(7, 5, lives).filter(({ day }) => day < 2)).toEqual(planOf(7, 2, lives))
  })

  test('gives each life and each of its cast their share', () => {
    const plan = planOf(7, 100, lives)
    const share = (of: (turn: Turn) => boolean) => plan.filter(of).length / plan.length
    expect(share(({ life }) => life === 'b')).toBeCloseTo(2 / 3, 1)
    expect(share(({ who }) => who === 'ben')).toBeCloseTo(3 / 4, 1)
  })

  test('the clock runs six times a day between the turns, and last', () => {
    const moments = momentsOf(planOf(7, 2, lives))
    expect(moments.filter(({ turns }) => !turns)).toHaveLength(12)
    expect(moments.at(-1)!.turns).toBeUndefined()
    expect(momentsOf([])).toEqual([])
  })
})

test('weights are kept, and what weighs nothing is never picked', () => {
  const random = streamOf(1, 'weights')
  const picks = Array.from({ length: 1000 }, () => weighted(random, { often: 3, seldom: 1, never: 0 }))
  expect(picks.filter((pick) => pick === 'often').length / 1000).toBeCloseTo(0.75, 1)
  expect(picks).not.toContain('never')
})

describe('the shortest history', () => {
  const plan = planOf(3, 3, lives)
  const [one, other] = [plan[12]!, plan[40]!]
  const whole = { plan, failure: { problems: ['x is lost'], turn: other }, history: [] }
  const failing = (problem: string) => async (candidate: readonly Turn[]) => {
    const broken = [one, other].every((turn) => candidate.includes(turn))
    return { turns: 0, history: [], ...(broken ? { failure: { problems: [problem], turn: other } } : {}) }
  }

  test('keeps the turns that it takes, and no other', async () => {
    const found = await shortest(whole, failing('x is lost'))
    expect(found.plan).toEqual([one, other])
  })

  test('does not take one failure for another', async () => {
    const found = await shortest(whole, failing('y is doubled'))
    expect(found.plan).toEqual(plan.filter(({ at }) => at <= other.at))
  })
})
