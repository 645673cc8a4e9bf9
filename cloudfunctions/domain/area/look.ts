/** Looking at the area tree: children, search, the place under a point, outlines. Public: nothing here is about a person. */
import type { AreaMapOutput, AreaRows, AreaView } from '#types/area'
import type { Location } from '#types/common'
import type { Db } from '../../kernel/db'
import { refuse } from '../../kernel/errors'
import { gridAt, openRing } from './grid'
import type { AreaRecord } from './record'
import { searchTree } from './search'
import { type AreaNode, type AreaTree, areaTree, findArea, gridsOf } from './tree'

/** Ids among `ids` that have areas below them in the database: villages whose groups or grids the tree doesn't hold. */
async function parentsAmong(db: Db, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const where = { parentId: db.command.in([...ids]) }
  const rows = await db.find<AreaRecord>('areas', { where, limit: 1000, fields: ['parentId'] })
  return new Set(rows.flatMap(({ parentId }) => parentId ?? []))
}

/** Areas as screens show them. One query at most, when villages or what lies below are among them. */
export async function viewAreas(db: Db, nodes: readonly AreaNode[], now: Date): Promise<AreaView[]> {
  const tree = await areaTree(db, now)
  const low = nodes.filter(({ level }) => level === 'village' || level === 'group')
  const parents = await parentsAmong(
    db,
    low.map(({ _id }) => _id),
  )
  return nodes.map(({ _id: id, parentId, level, name }) => ({
    id,
    ...(parentId ? { parentId } : {}),
    level,
    name,
    fullName: tree.fullName(id),
    hasChildren: parents.has(id) || tree.children(id).length > 0,
  }))
}

/**
 * The area, open. @throws Refusal NOT_FOUND; AREA_GONE with its successor when it was renamed or merged away
 */
export async function openArea(db: Db, id: string, now: Date): Promise<AreaNode> {
  const node = await findArea(db, id, now)
  if (!node) refuse('NOT_FOUND')
  if (node.validTo !== undefined) refuse('AREA_GONE', node.successorId ? { successorId: node.successorId } : undefined)
  return node
}

const villageOf = (tree: AreaTree, { areas }: AreaNode): AreaNode | undefined =>
  areas.map(tree.byId).find((node) => node?.level === 'village')

/** The areas right below one, the counties when none is named; closed ones left out. */
export async function childrenOf(db: Db, parentId: string | undefined, now: Date): Promise<AreaRows> {
  const tree = await areaTree(db, now)
  if (parentId === undefined) return { rows: await viewAreas(db, tree.children(), now) }
  const parent = await openArea(db, parentId, now)
  const village = villageOf(tree, parent)
  if (!village) return { rows: await viewAreas(db, tree.children(parentId), now) }
  const below = (await gridsOf(db, village._id, now)).filter((grid) => grid.parentId === parentId)
  return { rows: await viewAreas(db, below, now) }
}

export async function searchAreas(db: Db, words: string, now: Date): Promise<AreaRows> {
  const tree = await areaTree(db, now)
  return { rows: await viewAreas(db, searchTree(tree, words), now) }
}

/** The open grid whose outline holds the point, or null: those that the database finds, then exactly. */
async function locateGrid(db: Db, location: Location, now: Date): Promise<AreaNode | null> {
  const point = { type: 'Point', coordinates: [location.longitude, location.latitude] }
  // the SDK asks the geometry for nothing but its GeoJSON
  const geometry = { toJSON: () => point } as never
  const counties = (await areaTree(db, now)).children().map(({ _id }) => _id)
  const { exists, geoIntersects, in: among } = db.command
  // the scope's index serves where the database can't use one for shapes
  const lying = { areas: among(counties), level: 'grid', validTo: exists(false) }
  const where = { ...lying, boundary: geoIntersects({ geometry }) }
  const records = await db.find<AreaRecord>('areas', { where, sort: [['_id', 'asc']], limit: 20 })
  const outlines = records.map(({ _id, boundary }) => ({ _id, ring: openRing(boundary) }))
  const found = gridAt(outlines, location)
  return found ? findArea(db, found._id, now) : null
}

/** The grid that holds the point and its village; nothing when no outline does. */
export async function locateAreas(db: Db, location: Location, now: Date): Promise<AreaRows> {
  const grid = await locateGrid(db, location, now)
  if (!grid) return { rows: [] }
  const tree = await areaTree(db, now)
  const village = villageOf(tree, grid)
  return { rows: await viewAreas(db, village ? [grid, village] : [grid], now) }
}

/** Outlines of the grids of a village, or of the village that the area lies in. */
export async function mapOf(db: Db, areaId: string, now: Date): Promise<AreaMapOutput> {
  const area = await openArea(db, areaId, now)
  const tree = await areaTree(db, now)
  const village = villageOf(tree, area)
  if (!village) return { ...(area.center ? { center: area.center } : {}), grids: [] }
  const grids = await gridsOf(db, village._id, now)
  return {
    ...(village.center ? { center: village.center } : {}),
    grids: grids.flatMap(({ _id: id, name, ring }) => (ring ? [{ id, name, ring }] : [])),
  }
}
