/**
 * Who saw or changed whose personal data (collection audit): written before the answer leaves, kept at least 6 months
 * (个人信息保护法; domain.md §7), shown to the person as "who looked at my record".
 */
import type { ActionName } from '#types/permissions'
import type { Role, Session } from '#types/roles'
import type { Db } from './db'
import { hash } from './ids'

export interface AuditEntry {
  _id: string
  at: Date
  actorId: string
  actorName: string
  actorRole: Role
  action: ActionName
  /** What was seen, in words for the person: 电话, 住址 … */
  what: string
  subjectIds: string[]
}

/** Most people one call may see personal data of: a list of more is an export, and that is a job. */
export const mostSubjects = 50

/** Entries of a call: one per thing seen, the caller's own data left out. */
export function auditEntries(
  session: Session,
  { action, requestId, now }: { action: ActionName; requestId: string; now: Date },
  seen: ReadonlyMap<string, ReadonlySet<string>>,
): AuditEntry[] {
  const actorRole = session.posts[0]?.role ?? 'resident'
  return [...seen].flatMap(([what, people]) => {
    const subjectIds = [...people].filter((id) => !session.identities.includes(id))
    if (subjectIds.length === 0) return []
    const _id = hash('audit', session.personId, requestId, what)
    return [{ _id, at: now, actorId: session.personId, actorName: session.name, actorRole, action, what, subjectIds }]
  })
}

export const writeAudit = (db: Db, entries: AuditEntry[]): Promise<void> => db.insertAll('audit', entries)
