/**
 * Transactions that survive conflicts. The SDK's own `runTransaction` doesn't retry a conflict on an operation, because its
 * wrapper loses the error's code, and it retries without a pause: of 10 parallel increments 2 succeeded (cloud-protocol.md §5).
 */
import type { Collection } from './cloud'
import { Refusal } from './errors'

/** How long to try and how to wait: milliseconds, a number in [0, 1), a pause. */
export interface Timing {
  now(): number
  random(): number
  sleep(milliseconds: number): Promise<void>
}

const systemTiming: Timing = {
  now: () => performance.now(),
  random: Math.random,
  sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
}

const totalMs = 8000
const firstPauseMs = 20
const longestPauseMs = 400

/** Whether an error says that another transaction was faster; the code is lost on operations, so the text counts too. */
export function isConflict(error: unknown): boolean {
  const { code = '', message = '', errMsg = '' } = (error ?? {}) as Record<string, unknown>
  return /TransactionConflict|TRANSACTION_CONFLICT|Transaction is conflict|WriteConflict/.test(
    `${code} ${message} ${errMsg}`,
  )
}

/**
 * Whether an operation says that its transaction is over. Of writes made side by side one meets the conflict and the service
 * ends the transaction; what another of them hears of that may arrive first.
 */
const isOver = (error: unknown): boolean =>
  /TransactionNotExist|transaction \S+ does not exist/.test(String((error as Error | undefined)?.message))

/** What was done in a transaction that the service has ended: nothing. Another try is due. */
class Ended extends Error {}

interface Transaction {
  collection(name: string): Collection
  commit(): Promise<unknown>
  rollback(reason?: unknown): Promise<unknown>
}

/** One try; a failed one is always rolled back, so that its locks don't wait for the service's 30 seconds. */
async function attempt<T>(transaction: Transaction, work: (source: Transaction) => Promise<T>): Promise<T> {
  try {
    const result = await work(transaction).catch((error) => {
      throw isOver(error) ? new Ended(undefined, { cause: error }) : error
    })
    // a commit whose answer says so may have been done: that is for the caller to find out
    await transaction.commit()
    return result
  } catch (error) {
    // a transaction that the service has ended already can't be rolled back; the first error is the one that matters
    await transaction.rollback().catch(() => undefined)
    throw error
  }
}

/**
 * Runs `work` until it commits. Pauses between tries double from 20 to 400 ms, half of each at random.
 * @throws Refusal BUSY when 8 seconds weren't enough; whatever `work` throws otherwise
 */
export async function transact<T>(
  start: () => Promise<Transaction>,
  work: (source: Transaction) => Promise<T>,
  timing: Timing = systemTiming,
): Promise<T> {
  const end = timing.now() + totalMs
  for (let pause = firstPauseMs; ; pause = Math.min(pause * 2, longestPauseMs)) {
    try {
      return await attempt(await start(), work)
    } catch (error) {
      if (!isConflict(error) && !(error instanceof Ended)) throw error
      const wait = pause * (0.5 + timing.random() / 2)
      if (timing.now() + wait > end) throw new Refusal('BUSY')
      await timing.sleep(wait)
    }
  }
}
