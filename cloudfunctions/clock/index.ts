/**
 * Every minute: deadlines of the loop, activities that begin and end, effects still owed, media checks never answered, jobs
 * that wait, migrations of a new deployment, what is past its term. Refuses everybody but the timer.
 * Every minute: deadlines of the loop, effects still owed, redemptions not fetched, media checks never answered, jobs that
 * wait, migrations of a new deployment, what is past its term. Refuses everybody but the timer.
 */
import { activityRunners, signUpRunners, tickActivities } from '../domain/activity'
import { caseProofs, caseRunners, tick } from '../domain/case'
import { runWaitingJobs } from '../domain/job'
import { giveUpChecks } from '../domain/moderation'
import { sweepErasures } from '../domain/privacy'
import { forgetOld } from '../domain/retention'
import { tickRedemptions } from '../domain/store'
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
    const activities = await tickActivities(db, { ...options, limit, budgetMs })
    const drained = await drain(db, 'cases', caseRunners, { ...options, limit, budgetMs })
    const drainedActivities = await drain(db, 'activities', activityRunners, { ...options, limit, budgetMs })
    // after the activities, because finished ones owe their sign-ups the hours
    const drainedSignUps = await drain(db, 'signUps', signUpRunners, { ...options, limit, budgetMs })
    const store = await tickRedemptions(db, { ...options, limit, budgetMs })
    await migrate(db, migrations, { now: clock, steps: migrationSteps })
    await giveUpChecks(db, now, limit)
    const jobs = await runWaitingJobs(db, platform, now, new Date(now.getTime() + budgetMs))
    await sweepErasures(db, platform, now)
    const forgotten = await forgetOld({ db, platform, now })
    const looks = [ticked, struck, activities, drained, drainedActivities, drainedSignUps]
    const oldest = looks.map(({ oldest }) => oldest).filter((at) => at !== undefined)
    const oldest = [ticked.oldest, struck.oldest, drained.oldest, store.oldest].filter((at) => at !== undefined)
    const late = Math.max(0, ...oldest.map((at) => now.getTime() - at.getTime()))
    log(late > standstillMs ? 'error' : 'info', {
      clock: true,
      late: Math.round(late / 1000),
      ticked: ticked.moved,
      struck: struck.documents,
      activities: activities.moved,
      lapsed: store.moved,
      ...drained,
      jobs,
      forgotten,
    })
    return { moved: ticked.moved, done: drained.done, jobs }
  },
  { allow: ['wx_trigger'] },
)
