/** What a run of a job works with, and how it ends. */
import type { Db } from '../../kernel/db'
import type { Platform } from '../../kernel/platform'
import type { JobRecord } from './record'

export interface Tools {
  db: Db
  platform: Platform
  clock(): Date
  /** Whether this run's time is up: finish the slice and stop. */
  late(): boolean
}

/** `finished`, or to be gone on with; `change` goes into the job's last write. */
export interface Outcome {
  finished: boolean
  change: Partial<JobRecord>
}
