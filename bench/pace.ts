/** How fast a piece of work goes when several callers ask for it at once. */

/** Callers at once. */
export const callers = 8

export interface Pace {
  /** Pieces a second. */
  rate: number
  /** Processor time of this process a piece, in milliseconds. */
  processorMs: number
}

/** Runs `count` pieces of work, 8 at a time: one lane works one after the other. */
export async function pace(count: number, work: (n: number, lane: number) => Promise<unknown>): Promise<Pace> {
  const began = performance.now()
  const before = process.cpuUsage()
  let next = 0
  const run = async (_: unknown, lane: number) => {
    while (next < count) await work(next++, lane)
  }
  await Promise.all(Array.from({ length: callers }, run))
  const { user, system } = process.cpuUsage(before)
  return { rate: (count * 1000) / (performance.now() - began), processorMs: (user + system) / 1000 / count }
}
