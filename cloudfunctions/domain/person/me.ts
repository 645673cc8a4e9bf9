/** Who I am to the system: what the menus and the page 我的 are drawn from. */
import type { Me } from '#types/person'
import { roles } from '#types/roles'
import type { Db } from '../../kernel/db'
import { maskName, maskPhone } from '../../kernel/mask'
import { sessionOf } from '../../kernel/session'
import { findAreas } from '../area'
import type { OrganizationRecord } from '../post'
import type { BindingRecord, HouseholdRecord, PersonRecord } from './record'

/** Members a household shows at most. */
const mostMembers = 30

/**
 * The caller as their binding has them; a visitor where there is none. The others of the household are masked: a wrong
 * match mustn't tell a stranger who lives there.
 */
export async function readMe(
  { db, openid, now }: { db: Db; openid: string; now: Date },
  binding: BindingRecord | null,
): Promise<Me> {
  const session = sessionOf(openid, binding, now)
  const { standing, personId, name, areas, householdId, posts } = session
  const onRoster = standing === 'confirmed'
  const [person, household, members] = await Promise.all([
    onRoster ? db.get<PersonRecord>('people', personId) : null,
    householdId ? db.get<HouseholdRecord>('households', householdId) : null,
    householdId ? db.find<PersonRecord>('people', { where: { householdId }, limit: mostMembers }) : [],
  ])
  const present = <Item>(items: (Item | undefined)[]) => items.filter((item) => item !== undefined) as Item[]
  const areaIds = present([...areas, ...posts.map(({ areaId }) => areaId), person?.doubleGridId])
  const organizationIds = present([...posts.map(({ organizationId }) => organizationId), person?.branchId])
  const [areaOf, organizations] = await Promise.all([
    findAreas(db, areaIds, now),
    organizationNames(db, organizationIds),
  ])
  const areaName = (id = '') => areaOf.get(id)?.name ?? ''
  const village = areas.find((id) => areaOf.get(id)?.level === 'village')
  const phone = person?.phone ?? binding?.claim?.phone
  const { branchId, doubleGridId } = person ?? {}
  return {
    standing,
    personId,
    name,
    ...(phone ? { phone: maskPhone(phone) } : {}),
    ...(village ? { villageId: village, villageName: areaName(village) } : {}),
    areaNames: areas.map(areaName),
    areas,
    ...(household ? { household: householdView(household, members, personId) } : {}),
    posts: posts.map((post) => ({
      ...post,
      title: roles[post.role],
      areaName: post.organizationId ? (organizations.get(post.organizationId) ?? '') : areaName(post.areaId),
    })),
    skills: person?.skills ?? [],
    ...(branchId && doubleGridId
      ? { doubleRegistered: { branchName: organizations.get(branchId) ?? '', gridName: areaName(doubleGridId) } }
      : {}),
    ...(binding?.claim?.refused ? { refused: binding.claim.refused } : {}),
  }
}

async function organizationNames(db: Db, ids: string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const where = { _id: db.command.in(ids) }
  const found = await db.find<OrganizationRecord>('organizations', { where, limit: 1000, fields: ['name'] })
  return new Map(found.map(({ _id, name }) => [_id, name]))
}

function householdView({ _id, number }: HouseholdRecord, members: PersonRecord[], personId: string) {
  const views = members
    .filter(({ status }) => status === 'active')
    .map((member) => ({
      me: member._id === personId,
      personId: member._id,
      name: member._id === personId ? member.name : maskName(member.name),
    }))
  return { id: _id, number, members: views }
}
