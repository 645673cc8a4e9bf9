/** Bulk work as it is stored: what is to be done, how far it is, and the rows that couldn't be taken. */
import type { JobRow, Roster } from '#types/job'
import type { KnownRequest } from '../../kernel/requests'

/** Where what lay in an ended area lies now: the chain of its successor. */
export interface Move {
  from: string
  to: string[]
}

export interface JobRecord {
  /** hash('job', personId, requestId): a repeat of the start finds it. */
  _id: string
  kind: 'import' | 'export' | 'rehome' | 'journal'
  roster?: Roster
  areaId: string
  /** The roster to import. */
  fileId?: string
  dryRun: boolean
  /** Areas that end, the topmost first, with where each goes; of a re-homing. */
  moves?: Move[]
  /** People whose sign-ins still carry the old areas of their posts. */
  owedSnapshots?: string[]

  ownerId: string
  ownerName: string
  at: Date

  state: 'waiting' | 'running' | 'done' | 'failed' | 'cancelled'
  /** While `running`: another runner may take the job only after this instant, because the one that had it is dead. */
  leaseUntil?: Date
  /** `waiting` isn't taken before this instant. */
  notBefore?: Date
  /** Runs that ended in an unexpected error, one after the other. */
  failures: number

  /** Rows in all, counted so far and how they ended. Rows up to `applied` are surely written; those up to `done` counted. */
  total: number
  done: number
  applied: number
  created: number
  changed: number
  unchanged: number
  refused: number

  /** Sentence of a failure of the whole file. */
  problem?: string
  /** The exported file. */
  resultFileId?: string
  resultName?: string
  /** Raised by every write, so that two runners can't both go on and a cancellation is noticed. */
  version: number
  requests: KnownRequest[]
}

/** A refused row. */
export interface JobRowRecord extends JobRow {
  /** `jobId:row` */
  _id: string
  jobId: string
}

/** A job at its start. */
export function newJob(
  job: Pick<JobRecord, '_id' | 'kind' | 'areaId' | 'dryRun' | 'ownerId' | 'ownerName' | 'at' | 'requests'> &
    Partial<JobRecord>,
): JobRecord {
  const figures = { total: 0, done: 0, applied: 0, created: 0, changed: 0, unchanged: 0, refused: 0 }
  return { state: 'waiting', failures: 0, ...figures, ...job, version: 1 }
}
