/** Getting a job going: the function `job` is called, but its end isn't waited for; what it doesn't take, `clock` brings again. */
import type { Call } from '../../kernel/action'
import type { Db } from '../../kernel/db'
import { hash } from '../../kernel/ids'
import type { Platform } from '../../kernel/platform'
import { canBeTaken } from './lease'
import type { JobRecord } from './record'

/** Long enough for the call to have reached the function, which goes on by itself. */
const reachMs = 300

/** Jobs that one run of the clock gets going. */
const mostAtOnce = 10

/** Id of the job that this call starts. */
export const jobId = ({ session, requestId }: Pick<Call, 'session' | 'requestId'>): string =>
  hash('job', session.personId, requestId)

/** Calls the function `job` for one job. Never throws: `clock` asks again for what is left lying. */
export async function startSoon(platform: Platform, id: string): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const reached = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, reachMs)
  })
  const ended = platform.invoke('job', { kind: 'run', jobId: id }).catch(() => undefined)
  await Promise.race([reached, ended])
  clearTimeout(timer)
}

/**
 * For `clock`: gets jobs going that wait or whose runner died, oldest ids first, until the deadline.
 * @returns how many it called for
 */
export async function runWaitingJobs(db: Db, platform: Platform, now: Date, deadline: Date): Promise<number> {
  const where = { state: db.command.in(['waiting', 'running']) }
  const open = await db.find<JobRecord>('jobs', { where, sort: [['_id', 'asc']], limit: 100 })
  const most = Math.min(mostAtOnce, Math.floor((deadline.getTime() - now.getTime()) / reachMs))
  const due = open.filter((job) => canBeTaken(job, now)).slice(0, Math.max(0, most))
  for (const { _id } of due) await startSoon(platform, _id)
  return due.length
}
