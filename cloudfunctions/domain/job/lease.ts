/** One runner at a time: a job is taken by a conditional write, kept by them, and lost when somebody else wrote. */
import type { Db } from '../../kernel/db'
import type { JobRecord } from './record'

/** Longer than the function's time-out: whoever still holds a lease after it is dead. */
const leaseMs = 90_000

/** Thrown when the job was cancelled or taken by another: this run stops where it is. */
export class Lost extends Error {}

/** A taken job. */
export interface Lease {
  /** As last written. */
  readonly job: JobRecord
  /** Writes and keeps the job for another while. @throws Lost */
  save(change: Partial<JobRecord>): Promise<void>
  /** The last write: gives the job back. @throws Lost */
  release(change: Partial<JobRecord>): Promise<void>
}

/** Whether a job may be taken now: it waits and its time has come, or its runner is dead. */
export function canBeTaken({ state, leaseUntil, notBefore }: JobRecord, now: Date): boolean {
  if (state === 'waiting') return notBefore === undefined || notBefore <= now
  return state === 'running' && (leaseUntil === undefined || leaseUntil < now)
}

/** Takes a job, or null when there is nothing to take or another was faster. */
export async function take(db: Db, jobId: string, clock: () => Date): Promise<Lease | null> {
  const found = await db.get<JobRecord>('jobs', jobId)
  if (!found || !canBeTaken(found, clock())) return null
  let job = found
  const write = async (change: Partial<JobRecord>, leaseUntil: Date | undefined) => {
    const next = { ...change, version: job.version + 1 }
    const stored = { ...next, leaseUntil: leaseUntil ?? db.command.remove() }
    if (!(await db.update('jobs', jobId, { version: job.version }, stored))) throw new Lost()
    job = { ...job, ...next }
  }
  const save = (change: Partial<JobRecord>) => write(change, new Date(clock().getTime() + leaseMs))
  try {
    await save({ state: 'running' })
  } catch (error) {
    if (error instanceof Lost) return null
    throw error
  }
  return {
    get job() {
      return job
    },
    save,
    release: (change) => write(change, undefined),
  }
}
