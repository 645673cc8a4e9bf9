/** What an administrator does with jobs: start, watch, cancel. The work itself is the function `job`'s. */
import {
  type JobCancelInput,
  type JobDetail,
  type JobFile,
  type JobGetInput,
  type JobListInput,
  type JobPage,
  type JobStartInput,
  type JobTemplateInput,
  type JobView,
  rosters,
} from '#types/job'
import type { Call } from '../../kernel/action'
import { refuse } from '../../kernel/errors'
import { recall, remember } from '../../kernel/requests'
import { openArea } from '../area'
import { type JobRecord, type JobRowRecord, newJob } from './record'
import { jobId, startSoon } from './soon'
import { viewJobs } from './view'

const pageSize = 50

const viewOne = async (call: Call, job: JobRecord): Promise<JobView> => (await viewJobs(call, [job]))[0] as JobView

/** A link to the empty sheet of a roster, made by the function `job`, which alone knows xlsx. */
export async function template({ platform }: Call, { roster }: JobTemplateInput): Promise<JobFile> {
  const { fileId } = (await platform.invoke('job', { kind: 'template', roster })) as { fileId: string }
  const { [fileId]: url = refuse('BUSY') } = await platform.links([fileId])
  return { url, fileName: `${rosters[roster]}模板.xlsx` }
}

/** @throws Refusal FILE_REFUSED unless it is a spreadsheet that was uploaded */
async function checkFile({ platform }: Call, input: Extract<JobStartInput, { kind: 'import' }>): Promise<void> {
  const csv = input.roster === 'areas' && input.fileId.endsWith('.csv')
  if (!csv && !input.fileId.endsWith('.xlsx')) refuse('FILE_REFUSED', { problem: '要 xlsx 表格（区划也可以用 csv）' })
  const links = await platform.links([input.fileId])
  if (!links[input.fileId]) refuse('FILE_REFUSED', { problem: '文件没有上传成功' })
}

/** Takes up a job and gets it going; a repeat finds it. */
export async function start(call: Call, input: JobStartInput): Promise<JobView> {
  const { db, now, requestId, inputHash, session } = call
  const { areas } = await openArea(db, input.areaId, now)
  call.within(areas)
  const request = { requestId, personId: session.personId, inputHash, at: now }
  const before = await db.get<JobRecord>('jobs', jobId(call))
  if (before) {
    recall(before.requests, request)
    return viewOne(call, before)
  }
  if (input.kind === 'import') await checkFile(call, input)
  const { kind, areaId } = input
  const job = newJob({
    ...{ _id: jobId(call), kind, areaId, ownerId: session.personId, ownerName: session.name, at: now },
    ...('roster' in input ? { roster: input.roster } : {}),
    ...(input.kind === 'import' ? { fileId: input.fileId, dryRun: input.dryRun } : { dryRun: false }),
    requests: [request],
  })
  await db.insert('jobs', job)
  await startSoon(call.platform, job._id)
  return viewOne(call, (await db.get<JobRecord>('jobs', job._id)) ?? job)
}

/** The caller's own job. @throws Refusal NOT_FOUND */
async function own({ db, session }: Call, id: string): Promise<JobRecord> {
  const job = await db.get<JobRecord>('jobs', id)
  return job && session.identities.includes(job.ownerId) ? job : refuse('NOT_FOUND')
}

/** A job with its refused rows by number, 50 a page. */
export async function get(call: Call, { jobId: id, cursor }: JobGetInput): Promise<JobDetail> {
  const job = await own(call, id)
  const { db } = call
  const where = { jobId: id, row: db.command.gt(cursor === undefined ? 0 : Number(cursor) || 0) }
  const found = await db.find<JobRowRecord>('jobRows', { where, sort: [['row', 'asc']], limit: pageSize + 1 })
  const rows = found.slice(0, pageSize).map(({ row, column, problem }) => ({ row, column, problem }))
  const next = found.length > pageSize ? { next: String(rows.at(-1)?.row) } : {}
  return { job: await viewOne(call, job), problems: { rows, ...next } }
}

/** The caller's jobs, newest first, 50 a page. The cursor is the instant and id of the last. */
export async function list(call: Call, { cursor }: JobListInput): Promise<JobPage> {
  const { db, session } = call
  const { and, gt, lt, or } = db.command
  const [at = '', id = ''] = cursor?.split('_') ?? []
  const last = new Date(Number(at))
  const after = cursor === undefined ? [] : [or([{ at: lt(last) }, { at: last, _id: gt(id) }])]
  const found = await db.find<JobRecord>('jobs', {
    where: and([{ ownerId: session.personId }, ...after]),
    sort: [
      ['at', 'desc'],
      ['_id', 'asc'],
    ],
    limit: pageSize + 1,
  })
  const page = found.slice(0, pageSize)
  const end = page.at(-1)
  const next = found.length > pageSize && end ? { next: `${end.at.getTime()}_${end._id}` } : {}
  return { rows: await viewJobs(call, page), ...next }
}

/** Stops a job after the slice it is at; what was written stays. @throws Refusal ALREADY_DONE when it has ended */
export async function cancel(call: Call, { jobId: id }: JobCancelInput): Promise<JobView> {
  const { db, now, requestId, inputHash, session } = call
  const job = await own(call, id)
  const request = { requestId, personId: session.personId, inputHash, at: now }
  if (recall(job.requests, request).kind === 'repeat') return viewOne(call, job)
  // ended areas can't be left with half of what lay in them
  if (job.kind === 'rehome') refuse('FORBIDDEN')
  const { in: among, inc } = db.command
  const change = { state: 'cancelled', requests: remember(job.requests, request, now), version: inc(1) }
  if (!(await db.update('jobs', id, { state: among(['waiting', 'running']) }, change))) refuse('ALREADY_DONE')
  return viewOne(call, await own(call, id))
}
