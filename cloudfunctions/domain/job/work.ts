/** What the function `job` runs: one job up to its time budget, or a template. */
import { sentenceOf } from '#types/errors'
import type { Roster } from '#types/job'
import type { Kernel } from '../../kernel/handle'
import { errorLine } from '../../kernel/log'
import type { Platform } from '../../kernel/platform'
import { businessDate } from '../../kernel/time'
import { exportRoster } from './export'
import { Impossible, importRoster } from './import'
import { exportJournal } from './journal'
import { type Lease, Lost, take } from './lease'
import type { JobRecord } from './record'
import { rehome } from './rehome'
import { rosterWorks } from './rosters'
import { writeTemplate } from './sheet'
import type { Outcome, Tools } from './tools'

/** Unexpected errors in a row after which a job is given up. */
const mostFailures = 5

const works: Record<JobRecord['kind'], (tools: Tools, lease: Lease) => Promise<Outcome>> = {
  import: importRoster,
  export: exportRoster,
  rehome: (tools, lease) => rehome(tools, lease, businessDate(tools.clock())),
  journal: exportJournal,
}

/** Stores the empty sheet of a roster. */
export async function makeTemplate(platform: Platform, roster: Roster): Promise<{ fileId: string }> {
  const content = await writeTemplate(roster, rosterWorks[roster].columns)
  return { fileId: await platform.upload(`templates/${roster}.xlsx`, content) }
}

/** After an unexpected error: tried again later, given up after five in a row. */
async function setBack({ job, release }: Lease): Promise<void> {
  const failures = job.failures + 1
  await release(
    failures < mostFailures
      ? { state: 'waiting', failures }
      : { state: 'failed', failures, problem: sentenceOf('INTERNAL') },
  )
}

/**
 * Runs one job until it is done or `budgetMs` is up; then it waits for the next run. Answers the state it left the job in,
 * or 'busy' when there was nothing to take and 'lost' when it was cancelled meanwhile.
 */
export async function runJob(
  { db, platform, log, now }: Pick<Kernel, 'db' | 'platform' | 'log' | 'now'>,
  jobId: string,
  budgetMs: number,
): Promise<JobRecord['state'] | 'busy' | 'lost'> {
  const deadline = now().getTime() + budgetMs
  const tools: Tools = { db, platform, clock: now, late: () => now().getTime() >= deadline }
  const lease = await take(db, jobId, now)
  if (!lease) return 'busy'
  try {
    const { finished, change } = await works[lease.job.kind](tools, lease)
    await lease.release({ ...change, state: finished ? 'done' : 'waiting', failures: 0 })
  } catch (error) {
    if (error instanceof Lost) return 'lost'
    if (error instanceof Impossible) await lease.release({ state: 'failed', problem: error.message })
    else {
      log('error', errorLine(error))
      await setBack(lease)
    }
  }
  return lease.job.state
}
