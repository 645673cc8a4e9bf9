/** Importing a roster: slices of rows, each counted and then written, so that a run can end anywhere and go on elsewhere. */
import { sentenceOf } from '#types/errors'
import { type AreaNode, areasChanged, findAll, findArea, findAreas, inTurns } from '../area'
import { indexAreas } from './area-index'
import { cellText, locateColumns, parseRow, type RowProblem } from './columns'
import type { Lease } from './lease'
import type { JobRowRecord } from './record'
import type { Planned, RosterContext, RosterWork, Understood } from './roster'
import { rosterWorks } from './rosters'
import { readTable, type Table, UnusableFile } from './sheet'
import type { Outcome, Tools } from './tools'

/** Rows looked up and written together. */
const sliceSize = 200

/** The whole job can't be done; the message is the sentence for the administrator. */
export class Impossible extends Error {}

/** What rosters are given: the job's area with everything below and above it by name. */
export async function contextOf({ db, clock }: Tools, { job }: Lease): Promise<RosterContext> {
  const now = clock()
  const area = await findArea(db, job.areaId, now)
  if (!area || area.validTo !== undefined) throw new Impossible(sentenceOf('AREA_GONE'))
  const fields = ['_id', 'parentId', 'level', 'name', 'areas', 'validTo'] as const
  const below = await findAll<AreaNode>(db, 'areas', { areas: area._id }, fields)
  const above = [...(await findAreas(db, area.areas, now)).values()].filter(({ _id }) => _id !== area._id)
  return { db, now, job, area, areas: indexAreas([...above, ...below]) }
}

type Row = Understood<unknown> | ({ row: number } & RowProblem)
const isProblem = (row: Row): row is { row: number } & RowProblem => 'problem' in row

/** Every row of the file as far as it can be understood without looking anything up; in the order of the file. Pure. */
function understandTable(work: RosterWork, table: Table, context: RosterContext): Row[] {
  const located = locateColumns(work.columns, table.header)
  if ('problem' in located) throw new Impossible(sentenceOf('WRONG_COLUMNS', { problem: located.problem }))
  const columns = Object.entries(work.columns)
  const isExample = (cells: readonly unknown[]) =>
    columns.every(([key, { example }]) => cellText(cells[located.at[key] as number]) === example)
  const parsed = table.rows
    .filter(({ cells }) => !isExample(cells))
    .map(({ row, cells }) => ({ row, ...parseRow(work.columns, located.at, cells) }))
  const formed = parsed.filter((row): row is { row: number; value: never } => 'value' in row)
  const understood = work.understand(formed, context)
  const firstWith = new Map<string, number>()
  const checked = understood.map((row): Row => {
    if (isProblem(row)) return row
    const key = work.key(row.value)
    const first = firstWith.get(key)
    if (first === undefined) firstWith.set(key, row.row)
    const [{ title } = { title: '' }] = Object.values(work.columns)
    return first === undefined ? row : { row: row.row, column: title, problem: `与第 ${first} 行重复，请删去一行` }
  })
  return [...checked, ...parsed.filter(isProblem)].sort((a, b) => a.row - b.row)
}

async function planSlice(work: RosterWork, rows: readonly Row[], context: RosterContext): Promise<Planned[]> {
  const good = rows.filter((row): row is Understood<unknown> => !isProblem(row))
  const refused = rows.filter(isProblem).map((row): Planned => ({ ...row, outcome: 'refused' }))
  return [...refused, ...(good.length > 0 ? await work.plan(good, context) : [])]
}

/** Writes what was planned. @param again the slice may have been written in part: what follows a write is due for all */
async function apply(
  work: RosterWork,
  planned: readonly Planned[],
  context: RosterContext,
  again: boolean,
): Promise<void> {
  const { db } = context
  const docs = planned.flatMap((plan) => (plan.outcome === 'created' ? [plan.doc] : []))
  await db.insertAll(work.collection, docs)
  const changes = planned.filter((plan) => plan.outcome === 'changed')
  await inTurns(changes, ({ id, change }) =>
    db.update(work.collection, id, {}, { ...change, version: db.command.inc(1) }),
  )
  const written = planned.filter(({ outcome }) => again || outcome === 'created' || outcome === 'changed')
  const about = written.flatMap((plan) => ('about' in plan && plan.about !== undefined ? [plan.about] : []))
  if (about.length > 0) await work.follow?.([...new Set(about)], context)
}

const problemsOf = (jobId: string, planned: readonly Planned[]): JobRowRecord[] =>
  planned.flatMap((plan) => {
    if (plan.outcome !== 'refused') return []
    const { row, column, problem } = plan
    return [{ _id: `${jobId}:${row}`, jobId, row, column, problem }]
  })

const countOf = (planned: readonly Planned[], outcome: Planned['outcome']) =>
  planned.filter((plan) => plan.outcome === outcome).length

async function tableOf({ platform }: Tools, { job }: Lease): Promise<Table> {
  const fileId = job.fileId ?? ''
  try {
    return await readTable(await platform.download(fileId), fileId, job.areaId)
  } catch (error) {
    if (error instanceof UnusableFile) throw new Impossible(sentenceOf('FILE_REFUSED', { problem: error.message }))
    throw error
  }
}

/**
 * Imports from where the job stands. A slice is counted before it is written: after a death between the two it is written
 * again without being counted twice, and what was written before is found unchanged.
 */
export async function importRoster(tools: Tools, lease: Lease): Promise<Outcome> {
  const { db, platform } = tools
  const { roster, dryRun, fileId = '' } = lease.job
  const work = rosterWorks[roster ?? 'people']
  const context = await contextOf(tools, lease)
  const rows = understandTable(work, await tableOf(tools, lease), context)
  const write = async (from: number, to: number, planned: readonly Planned[], again: boolean) => {
    if (!dryRun && to > from) await apply(work, planned, context, again)
  }
  const { applied, done } = lease.job
  if (applied < done) await write(applied, done, await planSlice(work, rows.slice(applied, done), context), true)
  await lease.save({ total: rows.length, applied: done })
  while (lease.job.done < rows.length && !tools.late()) {
    const from = lease.job.done
    const slice = rows.slice(from, from + sliceSize)
    const planned = await planSlice(work, slice, context)
    await db.insertAll('jobRows', problemsOf(lease.job._id, planned))
    const { created, changed, unchanged, refused } = lease.job
    await lease.save({
      applied: from,
      done: from + slice.length,
      created: created + countOf(planned, 'created'),
      changed: changed + countOf(planned, 'changed'),
      unchanged: unchanged + countOf(planned, 'unchanged'),
      refused: refused + countOf(planned, 'refused'),
    })
    await write(from, from + slice.length, planned, false)
  }
  if (roster === 'areas' && !dryRun) await areasChanged(db)
  const finished = lease.job.done >= rows.length
  // the file holds personal data: it goes as soon as it isn't needed
  if (finished && !dryRun) await platform.deleteFiles([fileId])
  return { finished, change: { applied: lease.job.done } }
}
