/** Whom a claim is about: the household or the person whose account it goes to, and everybody it concerns. */
import type { Rule } from '#types/rule'
import type { Db } from '../../kernel/db'
import { refuse } from '../../kernel/errors'
import { type Owner, villageOf } from '../ledger'
import type { HouseholdRecord, PersonRecord } from '../person'

export interface Subject {
  owner: Owner
  name: string
  household?: string
  householdId?: string
  personId: string
  members: string[]
  village: string
  areas: string[]
}

/** People of a household that hear of a claim at most. */
const mostMembers = 20

/** A person as a subject of merit. Pure. */
export const personSubject = ({ _id, name, householdId, areas }: PersonRecord): Subject => ({
  owner: { kind: 'person', id: _id },
  name,
  ...(householdId ? { householdId } : {}),
  ...{ personId: _id, members: [_id], village: villageOf(areas), areas },
})

/** A household as a subject, by one of its people. Pure. */
export const householdSubject = (
  household: HouseholdRecord,
  personId: string,
  members: readonly string[],
): Subject => ({
  owner: { kind: 'household', id: household._id },
  ...{ name: household.headName, household: household.number, householdId: household._id },
  ...{ personId, members: [...members], village: villageOf(household.areas), areas: household.areas },
})

/** The people on the roster who live in these households, by household. One query. */
export async function membersOf(db: Db, householdIds: readonly string[]): Promise<Map<string, PersonRecord[]>> {
  const people = await db.find<PersonRecord>('people', {
    where: { householdId: db.command.in([...householdIds]) },
    limit: Math.min(1000, householdIds.length * mostMembers),
  })
  const active = people.filter(({ status }) => status === 'active')
  return new Map(householdIds.map((id) => [id, active.filter(({ householdId }) => householdId === id)]))
}

/** A household with the people who live in it. */
export interface Home {
  household: HouseholdRecord | null
  members: PersonRecord[]
}

/** What a household's subject is made of. One round trip, and none where there is no household. */
export async function homeOf(db: Db, householdId: string | undefined): Promise<Home> {
  if (!householdId) return { household: null, members: [] }
  const [household, members] = await Promise.all([
    db.get<HouseholdRecord>('households', householdId),
    membersOf(db, [householdId]),
  ])
  return { household, members: members.get(householdId) ?? [] }
}

/**
 * The subject of a rule's claim about a person: the person for merit, the household for goods. Pure.
 * @throws Refusal BAD_INPUT when the person belongs to no household
 */
export function subjectIn({ household, members }: Home, person: PersonRecord, earner: Rule['earner']): Subject {
  if (earner === 'person') return personSubject(person)
  const ids = members.map(({ _id }) => _id)
  if (household && household._id === person.householdId) return householdSubject(household, person._id, ids)
  return refuse('BAD_INPUT', { problem: '名册上还没有登记户，请先联系网格员', field: 'personId' })
}

/** The same where only the person is known: one round trip at most. @throws Refusal as `subjectIn` */
export async function subjectOf(db: Db, person: PersonRecord, earner: Rule['earner']): Promise<Subject> {
  const home = earner === 'person' ? { household: null, members: [] } : await homeOf(db, person.householdId)
  return subjectIn(home, person, earner)
}
