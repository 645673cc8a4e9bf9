/**
 * `npm run simulate -- --seed N --days 30 [--many 100]`: lets invented people live under faults and says what broke, with the
 * seed and the shortest history that was found. Needs `node scripts/build.mjs functions`.
 */
import { parseArgs } from 'node:util'
import { lives } from './nouns'
import { planOf } from './plan'
import { shortest } from './shrink'
import { simulate } from './simulate'

process.env.TZ = 'UTC'

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    days: { type: 'string', default: '30' },
    /** Seeds from `--seed` on. */
    many: { type: 'string', default: '1' },
    /** Worlds lived in at the same time. */
    lanes: { type: 'string', default: '2' },
    /** Prints what was done, a line each, also when all holds. */
    history: { type: 'boolean', default: false },
  },
})

function numberOf(name: 'seed' | 'days' | 'many' | 'lanes'): number {
  const number = Number(values[name])
  if (Number.isInteger(number) && number >= 0) return number
  throw new Error(`--${name} must be a whole number: ${values[name]}`)
}

const [first, days, many, lanes] = [numberOf('seed'), numberOf('days'), numberOf('many'), numberOf('lanes')]
const failed: number[] = []

async function live(seed: number): Promise<void> {
  const began = performance.now()
  const plan = planOf(seed, days, lives)
  const { turns, history, failure } = await simulate(plan, { seed })
  const seconds = Math.round((performance.now() - began) / 1000)
  const lived = `seed ${seed}: ${days} days, ${turns} turns, ${history.length} calls, ${seconds} s`
  if (values.history) console.log(history.join('\n'))
  if (!failure) return console.log(`${lived}: all holds`)
  failed.push(seed)
  console.log([lived, ...failure.problems].join('\n  '), '\n  looking for a shorter history …')
  const short = await shortest({ plan, failure, history }, (candidate) => simulate(candidate, { seed }))
  const said = [...short.failure.problems, `after ${short.plan.length} of ${plan.length} turns:`, ...short.history]
  console.log([`seed ${seed}`, ...said].join('\n  '))
}

const seeds = Array.from({ length: many }, (_, n) => first + n).values()
const lane = async () => {
  for (const seed of seeds) await live(seed)
}
Promise.all(Array.from({ length: Math.min(lanes, many) }, lane)).then(() => {
  console.log(failed.length > 0 ? `failed: --seed ${failed.join(', ')}` : `${many} of ${many} seeds hold`)
  process.exitCode = failed.length > 0 ? 1 : 0
})
