import type { JobView } from '#types/job'
import { rosters } from '#types/labels'
import type { Tone } from '@/components/tag'
import { roster as copy } from '@/copy/admin'

/** 试导人员, 导出户, 区划调整. */
export function jobTitle({ kind, dryRun, roster }: JobView): string {
  const verb = kind === 'import' && dryRun ? copy.tried : copy.kinds[kind]
  return roster ? `${verb}${rosters[roster]}` : verb
}

/** Sign and colour of a job's state. */
export const jobTones: Record<JobView['state'], Tone> = {
  waiting: 'plain',
  running: 'now',
  done: 'done',
  failed: 'over',
  cancelled: 'plain',
}

/** Whether anything can still change. */
export const isRunning = ({ state }: JobView): boolean => state === 'waiting' || state === 'running'
