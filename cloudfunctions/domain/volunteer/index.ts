/** The noun volunteer: organisations of volunteers and who belongs to them. One document per person and organisation. */
import {
  VolunteerJoinInput,
  type VolunteerMember,
  type VolunteerMemberPage,
  VolunteerMembersInput,
  VolunteerOrganizationsInput,
  type VolunteerOrganizationView,
} from '#types/service'
import { type Action, action, type Call, type Early } from '../../kernel/action'
import type { Db } from '../../kernel/db'
import { refuse } from '../../kernel/errors'
import { pageOf, pageSize, readCursor } from '../../kernel/page'
import { type KnownRequest, recall, remember } from '../../kernel/requests'
import { businessDate } from '../../kernel/time'
import { areaTree, findAreas } from '../area'
import { villageOf } from '../ledger'
import type { OrganizationRecord } from '../post'

/** Collection memberships, `_id` = `organizationId:personId`: nobody joins twice by racing. */
interface MembershipRecord {
  _id: string
  organizationId: string
  personId: string
  name: string
  status: 'member' | 'left'
  /** When the person joined, the last time. */
  since: Date
  demo?: boolean
  version: number
  requests: KnownRequest[]
}

const membershipId = (organizationId: string, personId: string) => `${organizationId}:${personId}`

/** How often a write tries again when another one came in between. */
const tries = 6

/** Members by organisation, in one question. */
async function membersOf(db: Db, organizationIds: readonly string[]): Promise<Map<string, number>> {
  if (organizationIds.length === 0) return new Map()
  const rows = await db.aggregate<{ _id: string; members: number }>('memberships', (pipeline) =>
    pipeline
      .match({ organizationId: db.command.in([...organizationIds]), status: 'member' })
      .group({ _id: '$organizationId', members: db.command.aggregate.sum(1) })
      .limit(pageSize),
  )
  return new Map(rows.map(({ _id, members }) => [_id, members]))
}

async function viewsOf(
  { db, session, now }: Call,
  organizations: readonly OrganizationRecord[],
): Promise<VolunteerOrganizationView[]> {
  const ids = organizations.map(({ _id }) => _id)
  const mine = ids.map((id) => membershipId(id, session.personId))
  const [counts, own, tree] = await Promise.all([
    membersOf(db, ids),
    ids.length > 0
      ? db.find<MembershipRecord>('memberships', { where: { _id: db.command.in(mine) }, limit: pageSize })
      : [],
    areaTree(db, now),
    findAreas(
      db,
      organizations.map(({ areaId }) => areaId),
      now,
    ),
  ])
  const belongsTo = new Set(own.filter(({ status }) => status === 'member').map(({ organizationId }) => organizationId))
  return organizations.map(({ _id: id, name, areaId }) => ({
    ...{ id, name, areaName: tree.fullName(areaId), members: counts.get(id) ?? 0, mine: belongsTo.has(id) },
  }))
}

/** Volunteer organisations in an area and below it, 50 at most; of the caller's village when none is named. */
async function list(call: Call, { areaId }: VolunteerOrganizationsInput) {
  const { db, session } = call
  const home = areaId ?? villageOf(session.areas)
  if (home === '') return { rows: [] }
  const where = { areas: home, kind: 'volunteers' }
  const found = await db.find<OrganizationRecord>('organizations', {
    where,
    sort: [['_id', 'asc']],
    limit: pageSize,
  })
  return { rows: await viewsOf(call, found) }
}

const theOrganization = ({ db }: Early, { organizationId }: { organizationId: string }) =>
  db.get<OrganizationRecord>('organizations', organizationId)

/** Joins or leaves. Belonging is one's own decision; whoever organises sees the list. */
async function join(
  call: Call,
  { organizationId, leave = false }: VolunteerJoinInput,
  organization: OrganizationRecord | null,
): Promise<VolunteerOrganizationView> {
  if (organization?.kind !== 'volunteers') return refuse('NOT_FOUND')
  const { db, session, now, requestId, inputHash } = call
  const { personId, name } = session
  const _id = membershipId(organizationId, personId)
  const request = { requestId, personId, inputHash, at: now }
  const answer = async () => (await viewsOf(call, [organization]))[0]!
  for (let attempt = 0; attempt < tries; attempt++) {
    const before = await db.get<MembershipRecord>('memberships', _id)
    if (before && recall(before.requests, request).kind === 'repeat') return answer()
    const status = leave ? 'left' : 'member'
    const since = before?.status === status ? before.since : now
    const requests = remember(before?.requests ?? [], request, now)
    const changed = { name, status, since, requests, version: (before?.version ?? 0) + 1 } as const
    const written = before
      ? await db.update('memberships', _id, { version: before.version }, changed)
      : (await db.insert<MembershipRecord>('memberships', { _id, organizationId, personId, ...changed })) === 'inserted'
    if (written) return answer()
  }
  return refuse('BUSY')
}

const memberOf = ({ personId, name, since }: MembershipRecord): VolunteerMember => ({
  personId,
  name,
  since: businessDate(since),
})

/** The members of an organisation, for those who organise where it lies; names are whole, so the look is recorded. */
async function members(
  call: Call,
  { organizationId, cursor }: VolunteerMembersInput,
  organization: OrganizationRecord | null,
): Promise<VolunteerMemberPage> {
  call.within(organization?.areas ?? [])
  const { db } = call
  const [after] = cursor === undefined ? [] : readCursor(cursor, 1)
  const found = await db.find<MembershipRecord>('memberships', {
    where: {
      ...{ organizationId, status: 'member' },
      ...(after === undefined ? {} : { _id: db.command.gt(after) }),
    },
    sort: [['_id', 'asc']],
    limit: pageSize + 1,
  })
  call.saw(
    found.slice(0, pageSize).map(({ personId }) => personId),
    '志愿组织成员',
  )
  return pageOf(found, pageSize, memberOf, ({ _id }) => [_id])
}

/** Leaves every organisation, and the name in none, when somebody erases themselves. */
export async function eraseMemberships(db: Db, identities: readonly string[], name: string): Promise<void> {
  await db.patch('memberships', { personId: db.command.in([...identities]) }, { name, status: 'left' })
}

type First = OrganizationRecord | null

export const volunteerActions: Action[] = [
  action('volunteer.organizations', VolunteerOrganizationsInput, list),
  action<'volunteer.join', First>('volunteer.join', VolunteerJoinInput, join, theOrganization),
  action<'volunteer.members', First>('volunteer.members', VolunteerMembersInput, members, theOrganization),
]
