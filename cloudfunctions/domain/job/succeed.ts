/** `area.rename` and `area.merge`: the area ends at once, and a job re-homes what is open in it. */
import type { AreaMergeInput, AreaRenameInput, AreaView } from '#types/area'
import type { JobView } from '#types/job'
import type { Call } from '../../kernel/action'
import { refuse } from '../../kernel/errors'
import { recall } from '../../kernel/requests'
import { businessDate } from '../../kernel/time'
import {
  type AreaNode,
  type AreaRecord,
  areasChanged,
  findArea,
  merging,
  openArea,
  renaming,
  type Succession,
  viewAreas,
} from '../area'
import { type JobRecord, newJob } from './record'
import { jobId, startSoon } from './soon'
import { viewJobs } from './view'

/** Areas that end together: a town with its villages, groups and grids. */
const mostEnded = 1000

const wrong = (problem: string, field: string): never => refuse('BAD_INPUT', { problem, field })

/** Everything below an area, with outlines. @throws Refusal BAD_INPUT when it is too much for one job */
async function below({ db }: Call, area: AreaNode): Promise<AreaRecord[]> {
  const all = await db.find<AreaRecord>('areas', { where: { areas: area._id }, limit: mostEnded })
  if (all.length === mostEnded) wrong('这个区划太大，请逐个乡镇办理', 'areaId')
  return all.filter(({ _id }) => _id !== area._id)
}

const openOnly = (areas: readonly AreaRecord[]) => areas.filter(({ validTo }) => validTo === undefined)

/**
 * The area that is to end. One that this very succession has ended already (its call broke off) passes, so that a repeat
 * completes it.
 */
async function ending(call: Call, areaId: string, successorId: string): Promise<AreaNode> {
  const area = (await findArea(call.db, areaId, call.now)) ?? refuse('NOT_FOUND')
  if (area.validTo !== undefined && area.successorId !== successorId) refuse('AREA_GONE')
  call.within(area.areas)
  if (area.level === 'county') wrong('县由部署时设置，不能更名或合并', 'areaId')
  return area
}

/** The job of this request, when it was taken up before. */
async function known(call: Call): Promise<JobRecord | null> {
  const job = await call.db.get<JobRecord>('jobs', jobId(call))
  if (job)
    recall(job.requests, { requestId: call.requestId, personId: call.session.personId, inputHash: call.inputHash })
  return job
}

/** Begins the successors, ends the area, leaves the rest to the job: in an order in which each step can be repeated. */
async function succeed(call: Call, area: AreaNode, successions: readonly Succession[]): Promise<JobRecord> {
  const { db, now, session, requestId, inputHash } = call
  const [top] = successions as [Succession, ...Succession[]]
  await db.insertAll(
    'areas',
    successions.flatMap(({ begins }) => begins ?? []),
  )
  const end = { validTo: businessDate(now), successorId: top.to.at(-1), version: db.command.inc(1) }
  await db.update('areas', area._id, { validTo: db.command.exists(false) }, end)
  const job = newJob({
    _id: jobId(call),
    kind: 'rehome',
    areaId: area._id,
    dryRun: false,
    moves: successions.map(({ from, to }) => ({ from, to })),
    ownerId: session.personId,
    ownerName: session.name,
    at: now,
    requests: [{ requestId, personId: session.personId, inputHash, at: now }],
  })
  await db.insert('jobs', job)
  await areasChanged(db)
  await startSoon(call.platform, job._id)
  return job
}

/** Renames by giving a new code (as the bureau does); the old one stays in history. */
export async function rename(call: Call, { areaId, newId, name }: AreaRenameInput): Promise<AreaView> {
  const area = await ending(call, areaId, newId)
  if (!(await known(call))) {
    if (newId === areaId) wrong('新代码要与原代码不同', 'newId')
    if (newId.length !== areaId.length) wrong(`新代码应为 ${areaId.length} 位`, 'newId')
    if (!newId.startsWith(area.parentId ?? '')) wrong('新代码应以上级代码开头', 'newId')
    const there = await call.db.get<AreaRecord>('areas', newId)
    if (there && there.formerId !== areaId) wrong('新代码已被使用', 'newId')
    const open = openOnly(await below(call, area))
    await succeed(call, area, renaming(area, open, { newId, name }, businessDate(call.now)))
  }
  const renamed = (await findArea(call.db, newId, call.now)) ?? refuse('NOT_FOUND')
  return (await viewAreas(call.db, [renamed], call.now))[0] as AreaView
}

/** Merges an area into another of its level. */
export async function merge(call: Call, { areaId, intoId }: AreaMergeInput): Promise<JobView> {
  const area = await ending(call, areaId, intoId)
  const into = await openArea(call.db, intoId, call.now)
  call.within(into.areas)
  const before = await known(call)
  if (before) return (await viewJobs(call, [before]))[0] as JobView
  if (areaId === intoId) wrong('不能合并到自己', 'intoId')
  if (area.level !== into.level) wrong('只能合并到同一级的区划', 'intoId')
  const [own, theirs] = [await below(call, area), await below(call, into)]
  // a repeat after a broken-off call finds its own successors there: they aren't taken by others
  const ended = new Set(own.map(({ _id }) => _id))
  const taken = theirs.filter(({ formerId }) => formerId === undefined || !ended.has(formerId))
  const job = await succeed(call, area, merging(area, openOnly(own), into, taken, businessDate(call.now)))
  return (await viewJobs(call, [job]))[0] as JobView
}
