/** Finds a shorter history that still fails: up to the turn that broke, then without one actor after another, then without turns. */
import type { Turn } from './plan'
import type { Outcome } from './simulate'

type Failure = NonNullable<Outcome['failure']>

/** A plan and how it fails. */
export interface Failing {
  plan: readonly Turn[]
  failure: Failure
}

/** What a search may cost: runs of the simulation, and milliseconds. */
const most = { runs: 60, milliseconds: 120_000 }

/**
 * @param failure how the whole plan failed
 * @param run lives through a candidate
 */
export async function shortest(
  whole: readonly Turn[],
  failure: Failure,
  run: (plan: readonly Turn[]) => Promise<Outcome>,
): Promise<Failing> {
  const last = failure.turn
  let best: Failing = { plan: last ? whole.filter(({ at }) => at <= last.at) : whole, failure }
  let runs = 0
  const end = performance.now() + most.milliseconds
  const attempt = async (plan: readonly Turn[]): Promise<boolean> => {
    if (runs >= most.runs || performance.now() > end || plan.length === 0 || plan.length === best.plan.length)
      return false
    runs += 1
    const outcome = await run(plan)
    // another failure than the one looked for would lead away from it
    if (!outcome.failure || kindOf(outcome.failure) !== kindOf(failure)) return false
    const last = outcome.failure.turn
    best = { plan: last ? plan.filter(({ at }) => at <= last.at) : plan, failure: outcome.failure }
    return true
  }
  for (const who of new Set(best.plan.map((turn) => turn.who))) {
    await attempt(best.plan.filter((turn) => turn.who !== who))
  }
  for (let size = Math.ceil(best.plan.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let from = 0; from < best.plan.length; ) {
      const shorter = await attempt([...best.plan.slice(0, from), ...best.plan.slice(from + size)])
      if (!shorter) from += size
    }
  }
  return best
}

/** What failed, without the names and numbers that differ from history to history. */
const kindOf = ({ problems: [first = ''] }: Failure) => first.replace(/[^a-z ]|\b\w*\d\w*\b/gi, '').slice(0, 40)
