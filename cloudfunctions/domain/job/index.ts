/** The noun job: bulk work that goes on after the answer. Loads no xlsx: see work.ts for what the function `job` runs. */
import { AreaMergeInput, AreaRenameInput } from '#types/area'
import { JobCancelInput, JobGetInput, JobListInput, JobStartInput, JobTemplateInput } from '#types/job'
import { type Action, action } from '../../kernel/action'
import { cancel, get, list, start, template } from './actions'
import { merge, rename } from './succeed'

export { endedStates, forgetJob } from './forget'
export type { JobRecord } from './record'
export { runWaitingJobs } from './soon'

export const jobActions: Action[] = [
  action('job.template', JobTemplateInput, template),
  action('job.start', JobStartInput, start),
  action('job.get', JobGetInput, get),
  action('job.list', JobListInput, list),
  action('job.cancel', JobCancelInput, cancel),
  // actions of areas that start a job: they stand here because jobs import areas, not the other way round
  action('area.rename', AreaRenameInput, rename),
  action('area.merge', AreaMergeInput, merge),
]
