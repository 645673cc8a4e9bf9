/** What goes when a job's term is over: its sheets, its refused rows, and then the job. */
import type { Db } from '../../kernel/db'
import type { Platform } from '../../kernel/platform'
import type { JobRecord, JobRowRecord } from './record'

/** States a job doesn't leave any more. */
export const endedStates = ['done', 'failed', 'cancelled'] as const satisfies readonly JobRecord['state'][]

/** Refused rows that go in one step; a job with more of them goes in a later one. */
const rowsAtOnce = 200

/** Forgets an ended job, or as much of it as one step takes. */
export async function forgetJob(db: Db, platform: Platform, { _id, fileId, resultFileId }: JobRecord): Promise<void> {
  const files = [fileId, resultFileId].filter((file) => file !== undefined)
  if (files.length > 0) await platform.deleteFiles(files)
  const where = { jobId: _id }
  const rows = await db.find<JobRowRecord>('jobRows', { where, limit: rowsAtOnce + 1, fields: ['_id'] })
  await Promise.all(rows.slice(0, rowsAtOnce).map((row) => db.remove('jobRows', row._id)))
  if (rows.length <= rowsAtOnce) await db.remove('jobs', _id)
}
