/** Runs effects side by side, those of one lane in order, for a bounded time. */

export interface Effect {
  /** Deterministic, `documentId:seq:what`, so that the same cause owes the same effect once. */
  id: string
  kind: string
  /** Order within a lane. */
  seq: number
  /** Effects of one lane run one after the other by `seq`; a failure holds back the rest. Without a lane: at once. */
  lane?: string
  tries: number
  /** The clock's from the start: it costs more than an answer may wait for. */
  later?: boolean
  /** Not before this instant, after a failure. */
  nextTry?: Date
  [data: string]: unknown
}

export type Outcome = 'done' | { error: string }

/** The chains of effects: one per lane in order of `seq`, one per effect without a lane. Pure. */
export function chainsOf(effects: readonly Effect[]): Effect[][] {
  const lanes = new Map<string, Effect[]>()
  const alone = effects.filter(({ lane }) => lane === undefined).map((effect) => [effect])
  for (const effect of effects) {
    if (effect.lane !== undefined) lanes.set(effect.lane, [...(lanes.get(effect.lane) ?? []), effect])
  }
  const inOrder = [...lanes.values()].map((chain) => chain.sort((a, b) => a.seq - b.seq))
  return [...alone, ...inOrder]
}

/**
 * Runs the effects that may run at `now` and answers what became of them within the budget. An effect that isn't in the
 * answer wasn't started, waits behind another one, or hasn't ended in time.
 */
export async function runLanes(
  effects: readonly Effect[],
  run: (effect: Effect) => Promise<void>,
  now: Date,
  budgetMs: number,
): Promise<Map<string, Outcome>> {
  const outcomes = new Map<string, Outcome>()
  let over = false
  const runChain = async (chain: Effect[]) => {
    for (const effect of chain) {
      if (over || (effect.nextTry && effect.nextTry > now)) return
      const outcome = await run(effect).then(
        () => 'done' as const,
        (error) => ({ error: error instanceof Error ? error.message : String(error) }),
      )
      // what ends after the budget counts as not run: its document has been written already
      if (over) return
      outcomes.set(effect.id, outcome)
      if (outcome !== 'done') return
    }
  }
  let timer: NodeJS.Timeout | undefined
  const end = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, budgetMs)
  })
  await Promise.race([Promise.all(chainsOf(effects).map(runChain)), end])
  over = true
  clearTimeout(timer)
  return outcomes
}
