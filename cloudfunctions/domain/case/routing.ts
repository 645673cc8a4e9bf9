/**
 * Where a case goes: place → grid by boundary, else the household's grid, else the village; → the worker on duty, least
 * loaded among equals; past the person it is about. No grid found → the village's inbox, never nowhere (domain.md §2).
 */
import { type CategoryId, categoryOf } from '#types/categories'
import type { Location } from '#types/common'
import { type HandlingLevel, holds, levelStaff, roles, type Session } from '#types/roles'
import type { Db } from '../../kernel/db'
import { refuse } from '../../kernel/errors'
import { areaTree, gridAt, gridsOf } from '../area'
import { type PostRecord, postsCovering } from '../post'
import { type CaseRecord, levelAreas, levelsOf } from './record'

/** A place as the form gives it. */
export interface GivenPlace {
  location?: Location
  areaId?: string
}

export interface Route {
  areas: string[]
  areaName: string
  village: string
  level: HandlingLevel
  owner?: PostRecord
  /** Worker and leader together, for an emergency. */
  alerted: string[]
}

/**
 * The area chain of a place. The boundary that holds the point wins; else the area chosen; else home.
 * @throws Refusal AREA_GONE when the area was merged away, BAD_INPUT when neither a place nor a home is known
 */
export async function placeOf(
  db: Db,
  place: GivenPlace,
  home: readonly string[],
  now: Date,
): Promise<{ areas: string[]; name: string }> {
  const tree = await areaTree(db, now)
  const chosen =
    place.areaId ?? home.at(-1) ?? refuse('BAD_INPUT', { problem: '请选择事情发生在哪个村', field: 'place' })
  const villageId = chosen.slice(0, 12)
  if (villageId.length < 12) refuse('BAD_INPUT', { problem: '请选择到村', field: 'place' })
  const village = tree.byId(villageId)
  if (!village || village.validTo !== undefined) refuse('AREA_GONE')
  const grids = await gridsOf(db, villageId, now)
  const inside = place.location ? gridAt(grids, place.location) : undefined
  const atHome = villageId === home.find((area) => area.length === 12)
  const known =
    inside ??
    grids.find((grid) => grid._id === chosen) ??
    (atHome ? grids.find((grid) => grid._id === home.at(-1)) : undefined)
  return known
    ? { areas: known.areas, name: `${village.name}${known.name}` }
    : { areas: tree.chain(villageId), name: village.name }
}

/** The least loaded of the posts, ties by id; the category's first role before the others. Pure. */
function chooseOwner(
  posts: readonly PostRecord[],
  loads: ReadonlyMap<string, number>,
  category: CategoryId,
): PostRecord | undefined {
  const first = categoryOf(category).firstRole
  const rank = (post: PostRecord) => (post.role === first ? 0 : 1)
  return [...posts].sort(
    (a, b) =>
      rank(a) - rank(b) || (loads.get(a.personId) ?? 0) - (loads.get(b.personId) ?? 0) || (a._id < b._id ? -1 : 1),
  )[0]
}

/** Who holds a level: the level's roles in order, the first that anybody has there. Pure. */
function holdersAt(posts: readonly PostRecord[], level: HandlingLevel, area: string, except?: string): PostRecord[] {
  for (const role of levelStaff[level]) {
    const holders = posts.filter((post) => post.role === role && post.areaId === area && post.personId !== except)
    if (holders.length > 0) return holders
  }
  return []
}

const loadLife = 60_000
const loadCache = new Map<string, { at: number; loads: Map<string, number> }>()

/** Open cases by owner in an area; a minute old at most: it only breaks ties. */
async function loadsIn(db: Db, area: string, now: Date): Promise<Map<string, number>> {
  const cached = loadCache.get(area)
  if (cached && Math.abs(now.getTime() - cached.at) < loadLife) return cached.loads
  const rows = await db.aggregate<{ _id: string | null; count: number }>('cases', (pipeline) =>
    pipeline
      .match({ areas: area, open: true })
      .group({ _id: '$ownerId', count: { $sum: 1 } } as never)
      .limit(500),
  )
  const loads = new Map(rows.flatMap(({ _id, count }) => (_id ? [[_id, count] as const] : [])))
  if (loadCache.size > 1000) loadCache.clear()
  loadCache.set(area, { at: now.getTime(), loads })
  return loads
}

const staffRoles = Object.values(levelStaff).flat()

/** Routes a new case. A case about a person starts at the village at the lowest, above whatever level that person holds. */
export async function route(
  db: Db,
  given: { place: GivenPlace; home: readonly string[]; category: CategoryId; aboutPersonId?: string },
  now: Date,
): Promise<Route> {
  const { areas, name } = await placeOf(db, given.place, given.home, now)
  const posts = await postsCovering(db, areas, staffRoles, now)
  const at = levelAreas(areas)
  const levels = levelsOf(areas)
  const held = (level: HandlingLevel) => holdersAt(posts, level, at[level] ?? '', given.aboutPersonId)
  const isAbout = (level: HandlingLevel) =>
    posts.some((post) => post.personId === given.aboutPersonId && levelStaff[level].includes(post.role))
  const lowest = categoryOf(given.category).aboutPerson ? levels.filter((level) => level !== 'grid') : levels
  const level =
    lowest.find((one) => held(one).length > 0 && !isAbout(one)) ??
    lowest.find((one) => one !== 'grid' && !isAbout(one)) ??
    levels.at(-1)!
  const holders = held(level)
  const owner =
    holders.length > 1 ? chooseOwner(holders, await loadsIn(db, at[level]!, now), given.category) : holders[0]
  const alerted = [...holdersAtAll(posts, at.grid, given.aboutPersonId), ...held('village')].map(
    (post) => post.personId,
  )
  return { areas, areaName: name, village: at.village ?? areas.at(-1)!, level, owner, alerted }
}

const holdersAtAll = (posts: readonly PostRecord[], area: string | undefined, except?: string) =>
  posts.filter(
    (post) =>
      area !== undefined && post.areaId === area && levelStaff.grid.includes(post.role) && post.personId !== except,
  )

/** Who answers for a case after it has moved `shift` levels. Nobody in post → nobody named; the level's list shows it. */
export async function ownerAt(
  db: Db,
  record: CaseRecord,
  shift: 1 | -1 | 0,
  now: Date,
): Promise<{ personId: string; name: string } | undefined> {
  const levels = levelsOf(record.areas)
  const level = levels[levels.indexOf(record.level) + shift] ?? record.level
  const posts = await postsCovering(db, record.areas, staffRoles, now)
  const area = levelAreas(record.areas)[level] ?? ''
  const holders = holdersAt(posts, level, area, record.aboutPersonId)
  const owner = holders.length > 1 ? chooseOwner(holders, await loadsIn(db, area, now), record.category) : holders[0]
  return owner && { personId: owner.personId, name: owner.personName }
}

/** Who must hear of a breach: the holders of the next level up that has any. */
export async function superiorsOf(db: Db, record: CaseRecord, now: Date): Promise<string[]> {
  const posts = await postsCovering(db, record.areas, staffRoles, now)
  const levels = levelsOf(record.areas)
  const at = levelAreas(record.areas)
  for (const level of levels.slice(levels.indexOf(record.level) + 1)) {
    const holders = holdersAt(posts, level, at[level] ?? '', record.aboutPersonId)
    if (holders.length > 0) return holders.map((post) => post.personId)
  }
  return []
}

/** The title under which somebody acts on a case: their role there, or 群众. */
export function titleOf(session: Session, record: Pick<CaseRecord, 'areas'>): string {
  const here = session.posts.find(
    (post) => post.areaId !== undefined && holds({ ...session, posts: [post] }, [post.role], record.areas),
  )
  const post = here ?? session.posts[0]
  return post ? roles[post.role] : '群众'
}
