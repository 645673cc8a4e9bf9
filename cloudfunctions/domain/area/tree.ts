/**
 * The area tree down to the villages, held by the function's instance: names and chains are asked for in every call and
 * change a few times a year. Levels below the village (groups, grids) are read when they are asked for and join the tree.
 */
import type { Db } from '../../kernel/db'
import { findAll, findIn } from './find-all'
import { openRing, type Position } from './grid'
import type { AreaRecord } from './record'

/** An area as the tree knows it: the record without its outline. It is closed when it has a `validTo`. */
export type AreaNode = Omit<AreaRecord, 'boundary'>

/** A group or grid of a village; the ring is there when an outline was drawn. */
export interface Grid extends AreaNode {
  ring?: Position[]
}

export interface AreaTree {
  /** Every county, town and village, and whatever has been read below them; closed ones too. */
  all(): AreaNode[]
  byId(id: string): AreaNode | undefined
  /** Open areas under one, or the counties: by code. Not below the village: see `gridsOf`. */
  children(id?: string): AreaNode[]
  /** Ids from the county down to the area; empty when the tree doesn't know it. */
  chain(id: string): string[]
  /** Empty when the tree doesn't know it. */
  name(id: string): string
  /** `尤店乡 · 钓鱼台村`: names from the town down; a county's own name. */
  fullName(id: string): string
}

interface Cached {
  version: number
  checkedAt: number
  nodes: Map<string, AreaNode>
  tree: AreaTree
  grids: Map<string, Grid[]>
}

/** How long an instance trusts what it has read before it asks for the version again. */
const trustMs = 60_000

/** One per database: an instance has one, a test several. */
const caches = new WeakMap<Db, Cached>()

const nodeFields = [
  ...(['_id', 'parentId', 'level', 'name', 'areas', 'center', 'validFrom', 'validTo', 'successorId'] as const),
  'version',
] as const satisfies readonly (keyof AreaRecord)[]

/** The tree over a set of nodes, which may grow afterwards below the villages. */
export function treeOf(nodes: Map<string, AreaNode>): AreaTree {
  const under = new Map<string, AreaNode[]>()
  for (const node of [...nodes.values()].sort((a, b) => (a._id < b._id ? -1 : 1))) {
    if (node.validTo !== undefined) continue
    const key = node.parentId ?? ''
    under.set(key, [...(under.get(key) ?? []), node])
  }
  const chain = (id: string) => nodes.get(id)?.areas ?? []
  const name = (id: string) => nodes.get(id)?.name ?? ''
  return {
    all: () => [...nodes.values()],
    byId: (id) => nodes.get(id),
    children: (id = '') => under.get(id) ?? [],
    chain,
    name,
    fullName: (id) => {
      const names = chain(id).map(name).filter(Boolean)
      return (names.length > 1 ? names.slice(1) : names).join(' · ')
    },
  }
}

async function load(db: Db): Promise<Map<string, AreaNode>> {
  const counties = await db.find<AreaNode>('areas', {
    where: { parentId: db.command.eq(null) },
    limit: 100,
    fields: nodeFields,
  })
  const below = await Promise.all(
    counties.map(({ _id }) =>
      findAll<AreaNode>(db, 'areas', { areas: _id, level: db.command.in(['town', 'village']) }, nodeFields),
    ),
  )
  return new Map([...counties, ...below.flat()].map((area) => [area._id, area]))
}

async function current(db: Db, now: Date): Promise<Cached> {
  const cached = caches.get(db)
  const fresh = cached && Math.abs(now.getTime() - cached.checkedAt) < trustMs
  if (fresh) return cached
  const settings = await db.get<{ version: number }>('settings', 'areas')
  const version = settings?.version ?? 0
  if (cached?.version === version) {
    cached.checkedAt = now.getTime()
    return cached
  }
  const nodes = await load(db)
  const made: Cached = { version, checkedAt: now.getTime(), nodes, tree: treeOf(nodes), grids: new Map() }
  // nothing set up yet: look again at the next call
  if (nodes.size > 0) caches.set(db, made)
  return made
}

/** The tree as of at most a minute ago: no round trip in most calls, one every minute, four after a change. */
export async function areaTree(db: Db, now: Date): Promise<AreaTree> {
  return (await current(db, now)).tree
}

/**
 * Areas of any level by id, those below the village read in one query when the tree doesn't have them yet. Afterwards
 * `areaTree(…).name(id)` and its like know them too. Unknown ids are missing in the answer.
 */
export async function findAreas(db: Db, ids: readonly string[], now: Date): Promise<Map<string, AreaNode>> {
  const { nodes } = await current(db, now)
  const missing = ids.filter((id) => !nodes.has(id))
  for (const area of await findIn<AreaNode>(db, 'areas', '_id', missing, {}, nodeFields)) nodes.set(area._id, area)
  return new Map(ids.flatMap((id) => (nodes.has(id) ? [[id, nodes.get(id) as AreaNode]] : [])))
}

/** One area of any level, or null. */
export async function findArea(db: Db, id: string, now: Date): Promise<AreaNode | null> {
  return (await findAreas(db, [id], now)).get(id) ?? null
}

/** Open groups and grids of a village with their outlines, by code; held like the tree. */
export async function gridsOf(db: Db, villageId: string, now: Date): Promise<Grid[]> {
  const { grids, nodes } = await current(db, now)
  const known = grids.get(villageId)
  if (known) return known
  const where = { areas: villageId, level: db.command.in(['group', 'grid']) }
  const records = await db.find<AreaRecord>('areas', { where, sort: [['_id', 'asc']], limit: 1000 })
  const found = records.map(({ boundary, ...node }) => ({ ...node, ring: openRing(boundary) }))
  for (const { ring: _, ...node } of found) nodes.set(node._id, node)
  const open = found.filter(({ validTo }) => validTo === undefined)
  grids.set(villageId, open)
  return open
}

/** Tells every instance that areas have changed: this one at its next call, others within a minute. */
export async function areasChanged(db: Db): Promise<void> {
  caches.delete(db)
  const raise = () => db.update('settings', 'areas', {}, { version: db.command.inc(1) })
  if (await raise()) return
  const first = { _id: 'areas', version: 1 }
  if ((await db.insert('settings', first)) === 'exists') await raise()
}
