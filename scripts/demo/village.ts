/**
 * A village invented from a seed: groups, micro-grids with outlines, households, people and posts, all marked `demo`.
 * Below a village's 12 digits come the group's four (0101, 0102 …) and, under it, the grid's four (0001, 0002).
 */
import pointInPolygon from 'point-in-polygon-hao'
import type { AreaRecord } from '../../cloudfunctions/domain/area/record'
import type { HouseholdRecord, PersonRecord } from '../../cloudfunctions/domain/person/record'
import type { OrganizationRecord, PostRecord } from '../../cloudfunctions/domain/post/record'
import { type Skill, skills } from '../../types/categories'
import { namesOf, surname } from './names'
import { patchwork, type Rectangle, type Ring } from './patchwork'
import { postOf } from './post'
import type { Random } from './random'

export interface InventedVillage {
  village: AreaRecord
  /** Groups and grids, each after its parent. */
  areas: AreaRecord[]
  organizations: OrganizationRecord[]
  households: HouseholdRecord[]
  /** Those of household n of grid m lie in `homes[m][n]`, head first. */
  people: PersonRecord[]
  homes: PersonRecord[][][]
  posts: PostRecord[]
}

/** Size of a village's rectangle in degrees: about 2.3 km by 2.2 km. */
const size = { width: 0.024, height: 0.02 }
const chineseNumbers = '一二三四五六'
const skillKeys = Object.keys(skills) as Skill[]

/** Where a village is drawn: a lattice inside the county, so that no two lie on each other. Invented, as are its grids. */
export function rectangleOf(index: number): Rectangle {
  return { west: 114.2 + (index % 18) * 0.028, south: 31.74 + Math.floor(index / 18) * 0.031, ...size }
}

/** 4 to 6 groups of one or two grids, eight grids in all. */
function groupsOf(random: Random): (1 | 2)[] {
  const groups = random.between(4, 6)
  const doubled = 8 - groups
  return Array.from({ length: groups }, (_, index) => (index < doubled ? 2 : 1))
}

/** @param householdsPerGrid fewest and most; at least 6, so that a grid's leader and workers come from different homes */
export function inventVillage(
  random: Random,
  village: AreaRecord,
  rectangle: Rectangle,
  phone: () => string,
  householdsPerGrid: readonly [number, number] = [6, 7],
): InventedVillage {
  const areas: AreaRecord[] = []
  const grids: AreaRecord[] = []
  const plan = groupsOf(random)
  const rings = patchwork(random, rectangle, plan)
  const child = (parent: AreaRecord, id: string, part: Pick<AreaRecord, 'level' | 'name' | 'boundary' | 'center'>) => {
    const area = {
      _id: id,
      parentId: parent._id,
      ...part,
      areas: [...parent.areas, id],
      validFrom: '2026-01-01',
      demo: true,
      version: 1,
    }
    areas.push(area)
    return area
  }
  plan.forEach((count, index) => {
    const name = `${chineseNumbers[index]}组`
    const group = child(village, `${village._id}01${String(index + 1).padStart(2, '0')}`, { level: 'group', name })
    for (let part = 0; part < count; part++) {
      const ring = rings[index]![part]!
      const grid = child(group, `${group._id}${String(part + 1).padStart(4, '0')}`, {
        level: 'grid',
        name: `第${grids.length + 1}微网格`,
        boundary: { type: 'Polygon', coordinates: [ring] },
        center: middleOf(ring),
      })
      grids.push(grid)
    }
  })

  const branch = organizationIn(village, 'branch', 'branch', `${village.name}党支部`)
  const volunteers = organizationIn(village, 'volunteers', 'volunteers', `${village.name}志愿服务队`)
  const fullName = namesOf(random)
  const households: HouseholdRecord[] = []
  const people: PersonRecord[] = []
  const homes = grids.map((grid) =>
    Array.from({ length: random.between(householdsPerGrid[0], householdsPerGrid[1]) }, () => {
      const number = households.length + 1
      const householdId = `household:${village._id}:${number}`
      const family = surname(random)
      const members = memberFamilies(random, family).map(({ surname, phoneShare }, place) => ({
        _id: `person:${village._id}:${number}:${place + 1}`,
        name: fullName(surname),
        ...(random.chance(phoneShare) ? { phone: phone() } : {}),
        householdId,
        areas: grid.areas,
        status: 'active' as const,
        skills: [],
        demo: true,
        version: 1,
      }))
      const group = chineseNumbers.indexOf(areas.find(({ _id }) => _id === grid.parentId)!.name[0]!) + 1
      households.push({
        _id: householdId,
        number: `${group}组${number}号`,
        headName: members[0]!.name,
        areas: grid.areas,
        location: pointWithin(random, grid.boundary!.coordinates[0]!),
        demo: true,
        version: 1,
      })
      people.push(...members)
      return members
    }),
  )
  const posts = homes.flatMap((homesOfGrid, index) =>
    postsOfGrid(random, grids[index]!, homesOfGrid, index, branch._id),
  )
  posts.push(
    postOf(homes[6]![5]![0]!, 'villageSecretary', village.areas),
    postOf(homes[3]![4]![1]!, 'mediator', village.areas),
  )
  return { village, areas, organizations: [branch, volunteers], households, people, homes, posts }
}

/** A head, a spouse from another family, and some of: a grown child, a parent. Few of the old have a phone of their own. */
function memberFamilies(random: Random, family: string): { surname: string; phoneShare: number }[] {
  const couple = [
    { surname: family, phoneShare: 1 },
    { surname: surname(random), phoneShare: 0.95 },
  ]
  const child = random.chance(0.6) ? [{ surname: family, phoneShare: 0.8 }] : []
  const parent = random.chance(0.4) ? [{ surname: family, phoneShare: 0.3 }] : []
  return [...couple, ...child, ...parent]
}

/** 一长三员 from four homes, a party member from a fifth and, in every second grid, a volunteer from a sixth. */
function postsOfGrid(
  random: Random,
  grid: AreaRecord,
  homes: PersonRecord[][],
  index: number,
  branchId: string,
): PostRecord[] {
  const head = (home: number) => homes[home]![0]!
  const member = head(4)
  Object.assign(member, { branchId, skills: someSkills(random) })
  const posts = [
    postOf(head(0), 'gridLeader', grid.areas),
    ...[1, 2, 3].map((home) => postOf(head(home), 'gridWorker', grid.areas)),
    postOf(member, 'partyMember', grid.areas),
  ]
  if (index % 2 === 0) return posts
  const volunteer = homes[5]![1]!
  volunteer.skills = someSkills(random)
  return [...posts, postOf(volunteer, 'volunteer', grid.areas)]
}

const someSkills = (random: Random): Skill[] => {
  const first = random.between(0, skillKeys.length - 1)
  return [skillKeys[first]!, skillKeys[(first + random.between(1, skillKeys.length - 1)) % skillKeys.length]!]
}

/** An organization that lies in `area`; `key` tells it from the area's others. */
export function organizationIn(
  area: AreaRecord,
  kind: OrganizationRecord['kind'],
  key: string,
  name: string,
): OrganizationRecord {
  const _id = `organization:${area._id}:${key}`
  return { _id, name, kind, areaId: area._id, areas: area.areas, demo: true, version: 1 }
}

function middleOf(ring: Ring) {
  const corners = ring.slice(1)
  const mean = (axis: 0 | 1) =>
    Number((corners.reduce((sum, corner) => sum + corner[axis], 0) / corners.length).toFixed(6))
  return { longitude: mean(0), latitude: mean(1) }
}

/** A point inside the ring and not on its edge: drawn in its box until it is. A patch fills more than half of its box. */
function pointWithin(random: Random, ring: [number, number][]) {
  const west = Math.min(...ring.map(([x]) => x))
  const east = Math.max(...ring.map(([x]) => x))
  const south = Math.min(...ring.map(([, y]) => y))
  const north = Math.max(...ring.map(([, y]) => y))
  const between = (low: number, high: number) => random.between(Math.round(low * 1e6), Math.round(high * 1e6)) / 1e6
  for (;;) {
    const longitude = between(west, east)
    const latitude = between(south, north)
    if (pointInPolygon([longitude, latitude], [ring]) === true) return { longitude, latitude }
  }
}
