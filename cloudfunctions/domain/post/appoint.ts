/** Appointing: a person on the roster, a role, one place to hold it in, a period. Admins only, within their areas. */
import type { PostAppointInput, PostView } from '#types/person'
import { type Role, roles } from '#types/roles'
import type { Call } from '../../kernel/action'
import type { Db } from '../../kernel/db'
import { refuse } from '../../kernel/errors'
import { hash } from '../../kernel/ids'
import { ownWrite, recall, remember } from '../../kernel/requests'
import { openArea } from '../area'
import type { Holder, OrganizationRecord, PostRecord } from './record'
import { settled } from './settled'
import { refuseStorePosts } from './store-posts'

const wrong = (problem: string, field: string): never => refuse('BAD_INPUT', { problem, field })

/** What a post is told apart by: the same one again is the same document, whoever appoints or imports it. */
export function postId(key: {
  personId: string
  role: Role
  areaId?: string
  organizationId?: string
  from: string
}): string {
  return hash('post', key.personId, key.role, key.areaId ?? '', key.organizationId ?? '', key.from)
}

/** @throws Refusal BAD_INPUT unless it is a role that is held by appointment */
function roleOf(name: string): Role {
  if (!Object.hasOwn(roles, name) || name === 'resident') wrong('没有这个岗位', 'role')
  return name as Role
}

/** Somebody on the roster. @throws Refusal NOT_FOUND */
export async function rosterPerson(db: Db, personId: string): Promise<Holder> {
  const person = await db.get<Holder>('people', personId)
  return person?.status === 'active' ? person : refuse('NOT_FOUND')
}

/** The place a post is held in, with the chain that decides who may appoint there. */
async function placeOf(call: Call, { areaId, organizationId }: PostAppointInput) {
  if ((areaId === undefined) === (organizationId === undefined)) wrong('请在区划和单位中选且只选一个', 'areaId')
  if (areaId !== undefined) {
    const { areas } = await openArea(call.db, areaId, call.now)
    return { areaId, areas }
  }
  const organization = await call.db.get<OrganizationRecord>('organizations', organizationId as string)
  return organization ? { organizationId, areas: organization.areas } : refuse('NOT_FOUND')
}

/**
 * Appoints. The same appointment again with another requestId is ALREADY_DONE, unless the post had been ended: then its
 * period is opened again as asked.
 */
export async function appoint(call: Call, input: PostAppointInput): Promise<PostView> {
  const { db, now, requestId, inputHash, session } = call
  const role = roleOf(input.role)
  const place = await placeOf(call, input)
  call.within(place.areas)
  if (input.to !== undefined && input.to < input.from) wrong('截止日期不能早于起始日期', 'to')
  if (input.deputyId === input.personId) wrong('代理人不能是本人', 'deputyId')
  const [person, deputy] = await Promise.all([
    rosterPerson(db, input.personId),
    input.deputyId === undefined ? undefined : rosterPerson(db, input.deputyId),
  ])
  const people = [person, ...(deputy ? [deputy] : [])].map(({ _id }) => _id)
  await refuseStorePosts(db, people, { role, areaId: input.areaId, from: input.from, to: input.to })
  const request = { requestId, personId: session.personId, inputHash, at: now }
  const asked = {
    ...(input.to ? { to: input.to } : {}),
    ...(deputy ? { deputyId: deputy._id, deputyName: deputy.name } : {}),
  }
  const post: PostRecord = {
    _id: postId({ ...place, personId: person._id, role, from: input.from }),
    personId: person._id,
    personName: person.name,
    ...(person.phone ? { personPhone: person.phone } : {}),
    ...(person.householdId ? { householdId: person.householdId } : {}),
    role,
    ...place,
    from: input.from,
    ...asked,
    version: 1,
    requests: [request],
  }
  if ((await db.insert('posts', post)) === 'inserted') return settled(call, post)
  const existing = (await db.get<PostRecord>('posts', post._id)) ?? refuse('CONFLICT')
  const known = existing.requests ?? []
  if (recall(known, request).kind === 'repeat') return settled(call, existing)
  if (existing.to === undefined || existing.to === input.to) refuse('ALREADY_DONE')
  const { remove } = db.command
  const change = {
    to: input.to ?? remove(),
    ...(deputy ? { deputyId: deputy._id, deputyName: deputy.name } : {}),
    requests: remember(known, request, now),
    version: existing.version + 1,
  }
  if (!(await db.update('posts', post._id, { version: existing.version }, change)))
    return settled(call, await ownWrite<PostRecord>(db, 'posts', post._id, request))
  const { to: _, ...reopened } = existing
  return settled(call, { ...reopened, ...asked, version: existing.version + 1 })
}
