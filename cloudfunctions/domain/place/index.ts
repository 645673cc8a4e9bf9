/** The noun place: a lamp post or a notice board whose printed code opens 点单 with the place filled in. */
import { PlaceCreateInput, PlaceGetInput, PlaceListInput, type PlacePage, type PlaceView } from '#types/place'
import { doorstepRoles, postsOf } from '#types/roles'
import { type Action, action, type Call } from '../../kernel/action'
import { refuse } from '../../kernel/errors'
import { recall } from '../../kernel/requests'
import { areaTree, findAreas, openArea } from '../area'
import type { PlaceRecord } from './record'

/** The page that a code opens; its scene is the token. */
const codePage = 'packages/order/new/index'

const pageSize = 50

async function viewPlaces(
  { db, now, platform }: Call,
  places: readonly PlaceRecord[],
  withCodes: boolean,
): Promise<PlaceView[]> {
  const [links] = await Promise.all([
    withCodes && places.length > 0 ? platform.links(places.map(({ codeFileId }) => codeFileId)) : {},
    findAreas(
      db,
      places.map(({ areaId }) => areaId),
      now,
    ),
  ])
  const tree = await areaTree(db, now)
  return places.map(({ _id, name, areaId, location, codeFileId }) => ({
    token: _id,
    name,
    areaId,
    areaName: tree.fullName(areaId),
    ...(location ? { location } : {}),
    ...((links as Record<string, string>)[codeFileId]
      ? { codeUrl: (links as Record<string, string>)[codeFileId] }
      : {}),
  }))
}

const viewOne = async (call: Call, place: PlaceRecord, withCode: boolean): Promise<PlaceView> =>
  (await viewPlaces(call, [place], withCode))[0] as PlaceView

/** Makes a place and its code; nothing is stored unless WeChat made the code. */
async function create(call: Call, { areaId, name, location }: PlaceCreateInput): Promise<PlaceView> {
  const { db, ids, now, platform, requestId, inputHash, session } = call
  const { areas } = await openArea(db, areaId, now)
  call.within(areas)
  const _id = ids.hash('place', session.personId, requestId)
  const request = { requestId, personId: session.personId, inputHash, at: now }
  const before = await db.get<PlaceRecord>('places', _id)
  if (before) {
    recall(before.requests, request)
    return viewOne(call, before, true)
  }
  const codeFileId = await platform.upload(`places/${_id}.png`, await platform.placeCode(_id, codePage))
  const place: PlaceRecord = {
    ...{ _id, name, areaId, areas, codeFileId, madeBy: session.personId, at: now, version: 1, requests: [request] },
    ...(location ? { location } : {}),
  }
  // 'exists' is a repeat that was faster: it stored the same
  await db.insert('places', place)
  return viewOne(call, place, true)
}

/** What a scanned code stands for. Public: a place tells nothing of anybody. */
async function get(call: Call, { token }: PlaceGetInput): Promise<PlaceView> {
  return viewOne(call, (await call.db.get<PlaceRecord>('places', token)) ?? refuse('NOT_FOUND'), false)
}

/** Places in the areas where the caller works, with links to print their codes; 50 a page. */
async function list(call: Call, { cursor }: PlaceListInput): Promise<PlacePage> {
  const posts = postsOf(call.session, doorstepRoles).filter(({ areaId }) => areaId !== undefined)
  if (posts.length === 0) refuse('FORBIDDEN')
  for (const { areas } of posts) call.within(areas)
  const { gt, in: among } = call.db.command
  const where = {
    areas: among(posts.map(({ areaId }) => areaId)),
    ...(cursor ? { _id: gt(cursor) } : {}),
  }
  const found = await call.db.find<PlaceRecord>('places', { where, sort: [['_id', 'asc']], limit: pageSize + 1 })
  const page = found.slice(0, pageSize)
  const rows = await viewPlaces(call, page, true)
  return { rows, ...(found.length > pageSize ? { next: page.at(-1)?._id } : {}) }
}

export const placeActions: Action[] = [
  action('place.create', PlaceCreateInput, create),
  action('place.get', PlaceGetInput, get),
  action('place.list', PlaceListInput, list),
]
