/** person.pending: who waits for the caller to say who they are, each with those on the roster who may be meant. */
import type { PendingPage, PendingPerson, PersonPendingInput } from '#types/person'
import { doorstepRoles, postsOf } from '#types/roles'
import type { Call } from '../../kernel/action'
import { refuse } from '../../kernel/errors'
import { maskPhone } from '../../kernel/mask'
import { pageOf, readCursor } from '../../kernel/page'
import { areaTree, findArea, findAreas } from '../area'
import { fitOf, reaches } from './decide'
import type { BindingRecord, HouseholdRecord, PersonRecord } from './record'

/** Claims a page looks at. With three matches each it stays below the 50 people of one audited call. */
const pageSize = 10
const mostMatches = 3
const mostNamesakes = 200

/**
 * Claims within the reach of the caller's posts, in order of id. A claim that names only the village is shown to all of
 * its grid workers; a page holds fewer than it looked at when some belong to other grids.
 */
export async function pending(call: Call, { areaId, cursor }: PersonPendingInput): Promise<PendingPage> {
  const { db, session } = call
  const posts = postsOf(session, doorstepRoles)
  const where = { areas: db.command.in(await placesOf(call, areaId)), standing: 'pending' }
  const after = cursor ? { ...where, _id: db.command.gt(readCursor(cursor, 1)[0]) } : where
  const sort: [string, 'asc'][] = [['_id', 'asc']]
  const found = await db.find<BindingRecord>('bindings', { where: after, sort, limit: pageSize + 1 })
  const { rows, next } = pageOf(
    found,
    pageSize,
    (row) => row,
    ({ _id }) => [_id],
  )
  const reached = rows.filter((row) => posts.some((post) => reaches(post, row.areas)))
  const views = await viewsOf(call, reached)
  const shown = [
    ...reached.map(({ personId }) => personId),
    ...views.flatMap(({ matches }) => matches.map((match) => match.personId)),
  ]
  call.saw(shown, '身份核对：姓名、住户')
  return { rows: views, ...(next ? { next } : {}) }
}

/** Claims counted for a home page at most. */
const mostCounted = 99

/** How many claims lie within the reach of the caller's posts, counted up to 99; one query. For the home page. */
export async function pendingWithin(call: Call): Promise<number> {
  const posts = postsOf(call.session, doorstepRoles)
  if (posts.length === 0) return 0
  const where = { areas: call.db.command.in(await placesOf(call, undefined)), standing: 'pending' }
  const found = await call.db.find<BindingRecord>('bindings', { where, limit: mostCounted, fields: ['areas'] })
  return found.filter(({ areas }) => posts.some((post) => reaches(post, areas))).length
}

/** Areas to look for claims in: the one asked for, or the villages that the caller's posts lie in. */
async function placesOf(call: Call, areaId: string | undefined): Promise<string[]> {
  const { db, now, session } = call
  if (areaId !== undefined) {
    const area = (await findArea(db, areaId, now)) ?? refuse('NOT_FOUND')
    call.within(area.areas)
    return [area._id]
  }
  call.scopeChecked()
  const tree = await areaTree(db, now)
  const places = postsOf(session, doorstepRoles).flatMap((post) => {
    const village = post.areas.find((id) => tree.byId(id)?.level === 'village')
    return village ?? post.areaId ?? []
  })
  return [...new Set(places)]
}

async function viewsOf({ db, now }: Call, bindings: BindingRecord[]): Promise<PendingPerson[]> {
  if (bindings.length === 0) return []
  const { command: _ } = db
  const chains = await findAreas(
    db,
    bindings.flatMap(({ areas }) => areas),
    now,
  )
  const villageOf = ({ areas }: BindingRecord) => areas.find((id) => chains.get(id)?.level === 'village') ?? ''
  const people = await db.find<PersonRecord>('people', {
    where: {
      areas: _.in([...new Set(bindings.map(villageOf))]),
      name: _.in([...new Set(bindings.map(({ name }) => name))]),
      status: 'active',
    },
    limit: mostNamesakes,
  })
  const householdIds = people.flatMap(({ householdId }) => householdId ?? [])
  const households = householdIds.length
    ? await db.find<HouseholdRecord>('households', { where: { _id: _.in(householdIds) }, limit: mostNamesakes })
    : []
  const householdOf = new Map(households.map((household) => [household._id, household]))
  return bindings.map((binding) => {
    const { _id, name, areas, version } = binding
    // a binding pends by its claim
    const claim = binding.claim!
    const matches = people
      .filter((person) => person.name === name && person.areas.includes(villageOf(binding)))
      .map((person) => ({ person, home: householdOf.get(person.householdId ?? '') }))
      .map(({ person, home }) => ({ person, home, fit: fitOf(claim, areas, person, home) }))
      .sort((a, b) => b.fit - a.fit || (a.person._id < b.person._id ? -1 : 1))
      .slice(0, mostMatches)
      .map(({ person, home }) => ({
        personId: person._id,
        name: person.name,
        householdNumber: home?.number ?? '',
        ...(person.phone ? { phone: maskPhone(person.phone) } : {}),
      }))
    return {
      bindingId: _id,
      version,
      name,
      ...(claim.phone ? { phone: maskPhone(claim.phone) } : {}),
      household: claim.household,
      areaName: chains.get(areas[areas.length - 1] ?? '')?.name ?? '',
      since: claim.at.toISOString(),
      matches,
    }
  })
}
