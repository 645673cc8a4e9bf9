/** Bulk work on the wire: rosters in and out as xlsx through storage, with a dry run, progress and a report row by row. */
import * as v from 'valibot'
import { AreaId, Cursor, FileId, Id, type Instant, type Page } from './common'
import { type Roster, rosters } from './labels'

export { type Roster, rosters } from './labels'

const rosterKeys = Object.keys(rosters) as [Roster, ...Roster[]]

export const JobTemplateInput = v.strictObject({ roster: v.picklist(rosterKeys) })
export type JobTemplateInput = v.InferInput<typeof JobTemplateInput>
export interface JobFile {
  url: string
  fileName: string
}

export const JobStartInput = v.variant('kind', [
  v.strictObject({
    kind: v.literal('import'),
    roster: v.picklist(rosterKeys),
    areaId: AreaId,
    fileId: FileId,
    dryRun: v.boolean(),
  }),
  v.strictObject({ kind: v.literal('export'), roster: v.picklist(rosterKeys), areaId: AreaId }),
  // the books of an area, as a journal for hledger
  v.strictObject({ kind: v.literal('journal'), areaId: AreaId }),
])
export type JobStartInput = v.InferInput<typeof JobStartInput>

export const JobGetInput = v.strictObject({ jobId: Id, cursor: Cursor })
export type JobGetInput = v.InferInput<typeof JobGetInput>
export const JobCancelInput = v.strictObject({ jobId: Id })
export type JobCancelInput = v.InferInput<typeof JobCancelInput>
export const JobListInput = v.strictObject({ cursor: Cursor })
export type JobListInput = v.InferInput<typeof JobListInput>

export interface JobView {
  id: string
  kind: 'import' | 'export' | 'rehome' | 'journal'
  roster?: Roster
  dryRun: boolean
  state: 'waiting' | 'running' | 'done' | 'failed' | 'cancelled'
  /** Rows in all (0 until the file has been read), done so far, and how they ended. */
  total: number
  done: number
  created: number
  changed: number
  unchanged: number
  refused: number
  /** Sentence of a failure of the whole file: wrong columns, unreadable, too large. */
  problem?: string
  startedAt: Instant
  /** Link to the exported file when done. */
  file?: JobFile
}
/** One refused row: its number in the sheet, the column and what to do. */
export interface JobRow {
  row: number
  column: string
  problem: string
}
export interface JobDetail {
  job: JobView
  problems: Page<JobRow>
}
export type JobPage = Page<JobView>
