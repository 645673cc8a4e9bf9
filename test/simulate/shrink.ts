/** Finds a shorter history that still fails: up to the turn that broke, then without one actor after another, then without turns. */
import type { Turn } from './plan'
import type { Outcome } from './simulate'

/** A plan that fails, how, and what was done until then. */
export interface Failing {
  plan: readonly Turn[]
  failure: NonNullable<Outcome['failure']>
  history: readonly string[]
}

/** What a search may cost: runs of the simulation, and milliseconds. */
const most = { runs: 60, milliseconds: 120_000 }

/**
 * @param whole the plan that failed
 * @param run lives through a candidate
 */
export async function shortest(whole: Failing, run: (plan: readonly Turn[]) => Promise<Outcome>): Promise<Failing> {
  const until = (plan: readonly Turn[], last = plan.at(-1)) => plan.filter(({ at }) => last && at <= last.at)
  let best: Failing = { ...whole, plan: until(whole.plan, whole.failure.turn) }
  let runs = 0
  const end = performance.now() + most.milliseconds
  const attempt = async (plan: readonly Turn[]): Promise<boolean> => {
    if (runs >= most.runs || performance.now() > end || plan.length === 0 || plan.length === best.plan.length)
      return false
    runs += 1
    const { failure, history } = await run(plan)
    // another failure than the one looked for would lead away from it
    if (!failure || kindOf(failure) !== kindOf(whole.failure)) return false
    best = { plan: until(plan, failure.turn), failure, history }
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
const kindOf = ({ problems: [first = ''] }: Failing['failure']) =>
  first.replace(/[^a-z ]|\b\w*\d\w*\b/gi, '').slice(0, 40)
