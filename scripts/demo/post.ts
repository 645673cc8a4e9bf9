/** Posts of invented people, and their snapshots in bindings. */
import type { PersonRecord } from '../../cloudfunctions/domain/person/record'
import type { OrganizationRecord, PostRecord } from '../../cloudfunctions/domain/post/record'
import type { PostSnapshot, Role } from '../../types/roles'

const from = '2026-01-01'

/** A post of `person` in an area, given by its chain, or in an organization. */
export function postOf(person: PersonRecord, role: Role, where: readonly string[] | OrganizationRecord): PostRecord {
  const place =
    'kind' in where
      ? { organizationId: where._id, areas: where.areas }
      : { areaId: where[where.length - 1]!, areas: [...where] }
  return {
    _id: `post:${role}:${person._id}`,
    personId: person._id,
    personName: person.name,
    ...(person.phone ? { personPhone: person.phone } : {}),
    ...(person.householdId ? { householdId: person.householdId } : {}),
    role,
    ...place,
    from,
    demo: true,
    version: 1,
  }
}

export const snapshotOf = ({ _id, role, areaId, organizationId, areas, from }: PostRecord): PostSnapshot => ({
  postId: _id,
  role,
  ...(areaId ? { areaId } : {}),
  ...(organizationId ? { organizationId } : {}),
  areas,
  from,
})
