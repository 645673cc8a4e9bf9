/** Looking at others, within one's areas and on the record: search, contact; and who looked at me. */
import { permissions } from '#types/permissions'
import type { PersonFound, PersonSearchInput, SeenPage } from '#types/person'
import { holds, postsOf, type Role, roles } from '#types/roles'
import type { Call } from '../../kernel/action'
import type { AuditEntry } from '../../kernel/audit'
import { refuse } from '../../kernel/errors'
import { maskName, maskPhone } from '../../kernel/mask'
import { pageOf, readCursor } from '../../kernel/page'
import { findArea, findAreas } from '../area'
import type { HouseholdRecord, PersonRecord } from './record'

/** Rows a search answers at most: enough to choose from, too few to copy a roster with. */
const mostFound = 20

/** Values that begin with `text`, as a range that an index serves. */
const beginning = ({ db: { command: _ } }: Call, text: string) => _.gte(text).and(_.lt(`${text}\uffff`))

/**
 * Active people of an area by the beginning of a name or house number, or by a whole phone number. Names and phones masked.
 * Without an area: that of the caller's widest post that may search.
 */
export async function search(call: Call, { words, areaId }: PersonSearchInput): Promise<{ rows: PersonFound[] }> {
  const { db, now, session } = call
  const [widest] = postsOf(session, permissions['person.search'].who as readonly Role[]).sort(
    (a, b) => a.areas.length - b.areas.length,
  )
  const area = await findArea(db, areaId ?? widest?.areaId ?? '', now)
  if (!area) refuse('NOT_FOUND')
  call.within(area.areas)
  const wanted = words.replace(/\s/g, '')
  const people = await peopleBy(call, area._id, wanted)
  const rows = await foundViews(call, people)
  call.saw(
    people.map(({ _id }) => _id),
    '姓名、户号（脱敏）',
  )
  return { rows }
}

async function peopleBy(call: Call, areaId: string, wanted: string): Promise<PersonRecord[]> {
  const { db } = call
  const within = { areas: areaId, status: 'active' }
  if (/^\d{7,}$/.test(wanted)) return db.find('people', { where: { ...within, phone: wanted }, limit: mostFound })
  const [named, households] = await Promise.all([
    db.find<PersonRecord>('people', {
      where: { ...within, name: beginning(call, wanted) },
      sort: [['name', 'asc']],
      limit: mostFound,
    }),
    db.find<HouseholdRecord>('households', {
      where: { areas: areaId, number: beginning(call, wanted) },
      sort: [['number', 'asc']],
      limit: mostFound,
      fields: ['_id'],
    }),
  ])
  if (named.length > 0 || households.length === 0) return named
  const where = { ...within, householdId: db.command.in(households.map(({ _id }) => _id)) }
  return db.find('people', { where, limit: mostFound })
}

async function foundViews({ db, now }: Call, people: PersonRecord[]): Promise<PersonFound[]> {
  const householdIds = people.flatMap(({ householdId }) => householdId ?? [])
  const homes = people.map(({ areas }) => areas[areas.length - 1] ?? '')
  const [households, areas] = await Promise.all([
    householdIds.length
      ? db.find<HouseholdRecord>('households', { where: { _id: db.command.in(householdIds) }, limit: mostFound })
      : [],
    findAreas(db, homes, now),
  ])
  const numbers = new Map(households.map(({ _id, number }) => [_id, number]))
  return people.map(({ _id, name, phone, householdId }, index) => ({
    personId: _id,
    name: maskName(name),
    ...(phone ? { phone: maskPhone(phone) } : {}),
    ...(householdId ? { householdId } : {}),
    householdNumber: numbers.get(householdId ?? '') ?? '',
    areaName: areas.get(homes[index] ?? '')?.name ?? '',
  }))
}

/** Who may call: the roles of the permission table. */
const callers = permissions['person.contact'].who as readonly Role[]

/** The whole number of somebody in one's areas, for a reason that the person can read afterwards. */
export async function contact(call: Call, { personId, why }: { personId: string; why: string }) {
  const person = await call.db.get<PersonRecord>('people', personId)
  // the same answer whether somebody is elsewhere or nowhere
  if (person?.status !== 'active' || !holds(call.session, callers, person.areas)) refuse('FORBIDDEN')
  call.within(person.areas)
  const { name, phone } = person
  if (!phone) refuse('NOT_FOUND')
  call.saw([personId], `电话（${why}）`)
  return { name, phone }
}

/** Rows of a page of the record of looks. */
const seenSize = 20

/** Who looked at my record, newest first. */
export async function seen({ db, session }: Call, cursor: string | undefined): Promise<SeenPage> {
  const { command: _ } = db
  const mine = { subjectIds: _.in([...session.identities]) }
  const [at, id] = cursor ? readCursor(cursor, 2) : []
  const older = _.or([{ at: _.lt(at) }, { at, _id: _.gt(id) }])
  const found = await db.find<AuditEntry>('audit', {
    where: cursor ? _.and([mine, older]) : mine,
    sort: [
      ['at', 'desc'],
      ['_id', 'asc'],
    ],
    limit: seenSize + 1,
  })
  return pageOf(
    found,
    seenSize,
    ({ at, actorName, actorRole, what }) => ({ at: at.toISOString(), by: actorName, role: roles[actorRole], what }),
    ({ at, _id }) => [at, _id],
  )
}
