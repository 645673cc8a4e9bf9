/**
 * Every minute: what is due in each noun, effects still owed, jobs that wait, migrations of a new deployment, what is past its
 * term. A table of works, taken in order. Refuses everybody but the timer.
 */
import { activityRunners, signUpRunners, tickActivities } from '../domain/activity'
import { caseProofs, caseRunners, tick } from '../domain/case'
import { claimProofs, claimRunners, tickClaims } from '../domain/claim'
import { runWaitingJobs } from '../domain/job'
import { giveUpChecks } from '../domain/moderation'
import { proveBooks, tickAccounts } from '../domain/points'
import { sweepErasures } from '../domain/privacy'
import { forgetOld } from '../domain/retention'
import { tickRedemptions } from '../domain/store'
import type { Kernel } from '../kernel/handle'
import { errorLine } from '../kernel/log'
import { migrate } from '../kernel/migrate'
import { drain, type Runners, type RunOptions } from '../kernel/outbox'
import { type Proofs, strikeProven } from '../kernel/proof'
import { serveInternal } from '../kernel/serve'
import { migrations } from '../migrations'

/** Documents that one work takes in one run; the rest is next minute's. */
const limit = 200

/** Steps of a migration in one run: each is bounded, so the whole stays far below the time-out. */
const migrationSteps = 20

/** The bound of one work, and of a run: below the function's time-out of 60 seconds. */
const workMs = 15_000
const runMs = 45_000

/** Work that lay longer than this before it was taken means that the clock has stood still: an alarm in the log. */
const standstillMs = 10 * 60_000

/** How much a work did, and since when the oldest of it was due. */
interface Done {
  done: number
  oldest?: Date
}
type Options = RunOptions & { limit: number; budgetMs: number }
type Work = (kernel: Kernel, options: Options) => Promise<Done>

const draining =
  (collection: string, runners: Runners): Work =>
  ({ db }, options) =>
    drain(db, collection, runners, options)

const striking =
  (collection: string, proofs: Proofs): Work =>
  async ({ db }, { now }) => {
    const { documents, oldest } = await strikeProven(db, collection, proofs, { now, limit })
    return { done: documents, oldest }
  }

/** In this order: what falls due first, then what it owes. */
const works: Record<string, Work> = {
  cases: async ({ db }, options) => {
    const { moved, oldest } = await tick(db, options)
    return { done: moved, oldest }
  },
  struck: striking('cases', caseProofs),
  caseEffects: draining('cases', caseRunners),
  activities: async ({ db }, options) => {
    const { moved, oldest } = await tickActivities(db, options)
    return { done: moved, oldest }
  },
  activityEffects: draining('activities', activityRunners),
  // after the activities, because finished ones owe their sign-ups the hours
  signUpEffects: draining('signUps', signUpRunners),
  claims: async ({ db }, { now, budgetMs }) => {
    const { settled, oldest } = await tickClaims(db, { now, limit, budgetMs })
    return { done: settled, oldest }
  },
  claimsStruck: striking('claims', claimProofs),
  claimEffects: draining('claims', claimRunners),
  store: async ({ db }, options) => {
    const { moved, done, oldest } = await tickRedemptions(db, options)
    return { done: moved + done, oldest }
  },
  // ends of points, announced and come
  accounts: async ({ db }, options) => ({ done: await tickAccounts(db, options) }),
  migrations: async ({ db, now }) => {
    await migrate(db, migrations, { now, steps: migrationSteps })
    return { done: 0 }
  },
  checks: async ({ db }, { now }) => ({ done: await giveUpChecks(db, now, limit) }),
  jobs: async ({ db, platform }, { now, budgetMs }) => ({
    done: await runWaitingJobs(db, platform, now, new Date(now.getTime() + budgetMs)),
  }),
  erasures: async ({ db, platform }, { now }) => ({ done: await sweepErasures(db, platform, now) }),
  proof: async ({ db, log }, { now, budgetMs }) => ({ done: await proveBooks(db, { now, budgetMs, log }) }),
  forgotten: async ({ db, platform }, { now }) => ({ done: await forgetOld({ db, platform, now }) }),
}

/** Runs every work; one that fails keeps none of the others from being done, and fails the run in the end. */
export const main = serveInternal(
  async (_event: unknown, kernel) => {
    const { ids, platform, log } = kernel
    const now = kernel.now()
    const end = performance.now() + runMs
    const done: Record<string, number> = {}
    const failures: unknown[] = []
    let late = 0
    for (const [name, work] of Object.entries(works)) {
      const budgetMs = Math.min(workMs, end - performance.now())
      if (budgetMs <= 0) break
      try {
        const outcome = await work(kernel, { now, ids, platform, limit, budgetMs })
        done[name] = outcome.done
        late = Math.max(late, outcome.oldest ? now.getTime() - outcome.oldest.getTime() : 0)
      } catch (error) {
        failures.push(error)
        log('error', { ...errorLine(error), work: name })
      }
    }
    log(late > standstillMs ? 'error' : 'info', { clock: true, late: Math.round(late / 1000), ...done })
    if (failures.length > 0) throw failures[0]
    return done
  },
  { allow: ['wx_trigger'] },
)
