/** Exporting a roster: the records of an area as xlsx, with the template's columns, so that it can be imported again. */
import { rosters } from '#types/job'
import { type AuditEntry, mostSubjects, writeAudit } from '../../kernel/audit'
import { hash } from '../../kernel/ids'
import { businessDate } from '../../kernel/time'
import { contextOf, Impossible } from './import'
import type { Lease } from './lease'
import type { JobRecord } from './record'
import { rosterWorks } from './rosters'
import { mostRows, writeTable } from './sheet'
import type { Outcome, Tools } from './tools'

/** Audit entries written in one request. */
const entriesTogether = 100

/** That the administrator took these people's data out, as they will read it; fifty people an entry. */
function auditOf(job: JobRecord, people: readonly string[], what: string, at: Date): AuditEntry[] {
  const subjects = [...new Set(people)].filter((id) => id !== job.ownerId)
  return Array.from({ length: Math.ceil(subjects.length / mostSubjects) }, (_, n) => ({
    _id: hash('audit', job._id, String(n)),
    at,
    actorId: job.ownerId,
    actorName: job.ownerName,
    actorRole: 'admin' as const,
    action: 'job.start' as const,
    what,
    subjectIds: subjects.slice(n * mostSubjects, (n + 1) * mostSubjects),
  }))
}

/** Reads, writes the audit, then the file: nobody's data leaves before it is on record. A repeat overwrites the same file. */
export async function exportRoster(tools: Tools, lease: Lease): Promise<Outcome> {
  const { db, platform } = tools
  const roster = lease.job.roster ?? 'people'
  const work = rosterWorks[roster]
  const context = await contextOf(tools, lease)
  const { rows, people } = await work.read(context)
  if (rows.length > mostRows)
    throw new Impossible(`共 ${rows.length} 行，一次最多导出 ${mostRows} 行，请按乡镇或村导出。`)
  await lease.save({ total: rows.length })
  const entries = auditOf(lease.job, people, `导出${rosters[roster]}花名册`, context.now)
  for (let from = 0; from < entries.length; from += entriesTogether)
    await writeAudit(db, entries.slice(from, from + entriesTogether))
  const content = await writeTable(roster, work.columns, rows)
  await lease.save({})
  const resultFileId = await platform.upload(`exports/${lease.job._id}.xlsx`, content)
  const resultName = `${context.area.name}-${rosters[roster]}-${businessDate(context.now)}.xlsx`
  return { finished: true, change: { done: rows.length, applied: rows.length, resultFileId, resultName } }
}
