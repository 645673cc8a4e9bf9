/** What somebody is to a case: worked out from ids that never leave the cloud. The loop's table decides what that allows. */
import type { LoopFacts, Party } from '#types/loop'
import { areaReaders, doorstepRoles, holds, levelStaff, orderTakers, type Session } from '#types/roles'
import { type CaseRecord, levelAreas, levelsOf } from './record'

/** Whether a worker filed it for somebody without a phone (代报): a filer for their own household stays the one to be asked. */
export const filedForAnother = ({ forWhom }: Pick<CaseRecord, 'forWhom'>): boolean => forWhom?.who === 'another'

/** The facts about a case that the table's conditions look at. */
export function factsOf(record: CaseRecord): LoopFacts {
  return {
    state: record.state,
    level: record.level,
    topLevel: levelsOf(record.areas).at(-1) ?? record.level,
    pool: record.poolArea !== null,
    breached: record.breached,
    reopened: record.reopened,
    appealed: record.appealed,
    closedAt: record.closedAt?.toISOString(),
    urgedOn: record.urgedOn,
    visibility: record.visibility,
    onBehalf: filedForAnother(record),
  }
}

/**
 * Whether somebody is the one to be served, or of that household: such a person neither takes nor handles the case
 * (domain.md §2). Where a worker filed for somebody else, that somebody is the one to be served, and the worker isn't;
 * where somebody filed for their household, filer and member both are.
 */
export function ownHousehold(record: CaseRecord, person: { personId: string; householdId?: string }): boolean {
  const { forWhom, filerId, filerHouseholdId } = record
  const filer = filedForAnother(record) ? [] : [{ personId: filerId, householdId: filerHouseholdId }]
  return [...filer, ...(forWhom ? [forWhom] : [])].some(
    ({ personId, householdId }) =>
      person.personId === personId || (householdId !== undefined && person.householdId === householdId),
  )
}

/** Whether the present order may be taken by this person: offered to them, to their department, or to a pool they are in. */
function isOffered(record: CaseRecord, session: Session): boolean {
  if (record.state !== 'dispatched' || ownHousehold(record, session)) return false
  if (record.offeredTo === session.personId) return true
  if (record.offeredTo !== null) {
    return session.posts.some((post) => post.role === 'departmentOfficer' && post.organizationId === record.offeredTo)
  }
  const pool = record.poolArea
  return (
    pool !== null &&
    session.posts.some(
      (post) => orderTakers.includes(post.role) && (post.areas.includes(pool) || session.areas.includes(pool)),
    )
  )
}

/** Every party the session is to the case. Whoever the case is about is nothing to it and doesn't learn of it. */
export function relationsOf(record: CaseRecord, session: Session): Party[] {
  if (record.aboutPersonId !== undefined && session.identities.includes(record.aboutPersonId)) return []
  const areas = levelAreas(record.areas)
  const levels = levelsOf(record.areas)
  const above = levels.slice(levels.indexOf(record.level) + 1)
  const at = (level: (typeof levels)[number]) => holds(session, levelStaff[level], [areas[level] ?? ''])
  const isFiler = session.identities.includes(record.filerId)
  const isHandler = record.handlerId === session.personId
  const parties: [Party, boolean][] = [
    ['filer', isFiler],
    ['filedFor', filedForAnother(record) && !isFiler && !isHandler && holds(session, doorstepRoles, record.areas)],
    ['staff', at(record.level)],
    ['superior', above.some(at)],
    ['offered', isOffered(record, session)],
    ['handler', isHandler],
    ['firstHandler', record.firstHandlerId === session.personId && !isHandler],
    ['townLeader', holds(session, ['townLeader', 'countyLeader'], record.areas)],
    ['secretary', holds(session, ['villageSecretary'], record.areas)],
    // who files it, handles it or has it on the desk doesn't support it besides
    [
      'neighbour',
      session.standing === 'confirmed' &&
        !isFiler &&
        !isHandler &&
        !at(record.level) &&
        session.areas.includes(record.village),
    ],
  ]
  return parties.filter(([, holdsTrue]) => holdsTrue).map(([party]) => party)
}

/** How much of a case somebody may see: all of it, its public face, or nothing. */
export function sightOf(record: CaseRecord, session: Session, relations: readonly Party[]): 'full' | 'public' | 'none' {
  if (record.aboutPersonId !== undefined && session.identities.includes(record.aboutPersonId)) return 'none'
  if (relations.some((party) => party !== 'neighbour' && party !== 'offered')) return 'full'
  if (record.offeredTo !== null && relations.includes('offered')) return 'full'
  if (holds(session, areaReaders, record.areas)) return 'full'
  if (relations.includes('offered')) return 'public'
  return record.visibility === 'village' && relations.includes('neighbour') ? 'public' : 'none'
}

/** Whether names and the phone may be shown unmasked: to those who have the case in hand now. */
export const handles = (relations: readonly Party[]): boolean =>
  relations.some((party) => party === 'staff' || party === 'handler' || party === 'filedFor')
