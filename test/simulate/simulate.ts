/** Lives through a plan and checks after every event what it touched, and at the end of every day everything. */
import type { Checks, Life } from './life'
import { checks as allChecks, lives as allLives } from './nouns'
import { instantOf, type Turn } from './plan'
import { World, type WorldOptions, Wrong } from './world'

/** What is lived, and what is checked; everything there is unless told. */
export interface Simulated extends WorldOptions {
  lives?: readonly Life[]
  checks?: readonly Checks[]
}

/** How a plan ended. */
export interface Outcome {
  /** Turns taken. */
  turns: number
  /** What was done, a line each: when, who, what, and how it was answered. */
  history: readonly string[]
  failure?: {
    /** What doesn't hold. */
    problems: string[]
    /** The last turn before it was found. */
    turn?: Turn
  }
}

/** When the clock function runs, in minutes after midnight: half a minute past, so that no deadline ends at that instant. */
const ticks = [6, 9, 12, 15, 18, 21].map((hour) => hour * 60 + 0.5)

/** At night everything that is owed must get done: the clock runs up to so many more times, an hour apart. */
const nightRuns = 8
const hour = 3_600_000

type Moment = { at: number; day: number; turns: Turn[] } | { at: number; day: number; turns?: undefined }

/** Turns of one instant together, with the runs of the clock in between. Pure. */
export function momentsOf(plan: readonly Turn[]): Moment[] {
  const moments = new Map<number, Turn[]>()
  for (const turn of plan) moments.set(turn.at, [...(moments.get(turn.at) ?? []), turn])
  const days = plan.length > 0 ? plan.at(-1)!.day + 1 : 0
  const runs = Array.from({ length: days }, (_, day) =>
    ticks.map((minutes): Moment => ({ at: instantOf(day, minutes), day })),
  ).flat()
  const lived = [...moments].map(([at, turns]): Moment => ({ at, day: turns[0]!.day, turns }))
  return [...lived, ...runs].sort((a, b) => a.at - b.at)
}

/** Lives through a plan in a world of its own. Never throws for what it finds: that is the outcome's failure. */
export async function simulate(plan: readonly Turn[], options: Simulated): Promise<Outcome> {
  const { lives = allLives, checks = allChecks } = options
  const world = await World.start(options)
  let turn: Turn | undefined
  let turns = 0
  const hold = (problems: string[]) => {
    if (problems.length > 0) throw new Wrong(problems.join('\n'))
  }
  const checkTouched = () => {
    const { books } = world
    for (const name of world.touched) {
      const at = name.indexOf('/')
      const [collection, id] = [name.slice(0, at), name.slice(at + 1)]
      hold(checks.flatMap((check) => check.touched?.(books, collection, id) ?? []))
    }
    world.touched.clear()
  }
  const take = async (one: Turn, rivalled: boolean) => {
    turn = one
    turns += 1
    await lives.find(({ name }) => name === one.life)!.act(world.hand(one, rivalled))
  }
  const endDay = async (from: number) => {
    for (let run = 1; run <= nightRuns && world.owes(); run++) {
      world.at(from + (run * hour) / 2)
      await world.tick()
    }
    checkTouched()
    const { books } = world
    hold(checks.flatMap((check) => check.daily?.(books) ?? []))
  }
  try {
    for (const moment of momentsOf(plan)) {
      world.at(moment.at)
      if (moment.turns) await together(moment.turns.map((one) => take(one, moment.turns.length > 1)))
      else await world.tick()
      await world.settle()
      checkTouched()
      if (!moment.turns && moment.at === instantOf(moment.day, ticks.at(-1)!)) await endDay(moment.at)
    }
    return { turns, history: world.history }
  } catch (error) {
    const problems = (error instanceof Wrong ? error.message : String((error as Error).stack ?? error)).split('\n')
    return { turns, history: world.history, failure: { problems, turn } }
  } finally {
    await world.close()
  }
}

/** Waits for all, then throws what the first that failed threw: nobody acts on after the end. */
async function together(acts: Promise<void>[]): Promise<void> {
  const failed = (await Promise.allSettled(acts)).find((outcome) => outcome.status === 'rejected')
  if (failed) throw (failed as PromiseRejectedResult).reason
}
