/**
 * Every minute: deadlines of the loop, claims whose publicity is over, effects still owed, media checks never answered, jobs that
 * wait, migrations of a new deployment, what is past its term. Refuses everybody but the timer.
 */
import { caseProofs, caseRunners, tick } from '../domain/case'
import { claimRunners, tickClaims } from '../domain/claim'
import { runWaitingJobs } from '../domain/job'
import { giveUpChecks } from '../domain/moderation'
import { forgetOld } from '../domain/retention'
import { migrate } from '../kernel/migrate'
import { drain } from '../kernel/outbox'
import { strikeProven } from '../kernel/proof'
import { serveInternal } from '../kernel/serve'
import { migrations } from '../migrations'

/** Cases and outboxes taken in one run; the rest is next minute's. */
const limit = 200

/** Steps of a migration in one run: each is bounded, so the whole stays far below the time-out. */
const migrationSteps = 20

/** The run's own bound, below the function's time-out. */
const budgetMs = 15_000

/** Work that lay longer than this before it was taken means that the clock has stood still: an alarm in the log. */
const standstillMs = 10 * 60_000

export const main = serveInternal(
  async (_event: unknown, { db, ids, platform, log, now: clock }) => {
    const now = clock()
    const options = { now, ids, platform }
    const ticked = await tick(db, { ...options, limit, budgetMs })
    const struck = await strikeProven(db, 'cases', caseProofs, { now, limit })
    const drained = await drain(db, 'cases', caseRunners, { ...options, limit, budgetMs })
    const claims = await tickClaims(db, { now, limit, budgetMs })
    const told = await drain(db, 'claims', claimRunners, { ...options, limit, budgetMs })
    await migrate(db, migrations, { now: clock, steps: migrationSteps })
    await giveUpChecks(db, now, limit)
    const jobs = await runWaitingJobs(db, platform, now, new Date(now.getTime() + budgetMs))
    const forgotten = await forgetOld({ db, platform, now })
    const oldest = [ticked.oldest, struck.oldest, drained.oldest, claims.oldest, told.oldest].filter(
      (at) => at !== undefined,
    )
    const late = Math.max(0, ...oldest.map((at) => now.getTime() - at.getTime()))
    log(late > standstillMs ? 'error' : 'info', {
      clock: true,
      late: Math.round(late / 1000),
      ticked: ticked.moved,
      struck: struck.documents,
      ...drained,
      claims: claims.settled,
      told: told.done,
      jobs,
      forgotten,
    })
    return { moved: ticked.moved, done: drained.done, jobs }
  },
  { allow: ['wx_trigger'] },
)
