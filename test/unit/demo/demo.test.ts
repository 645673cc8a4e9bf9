import pointInPolygon from 'point-in-polygon-hao'
import { hoursOf } from '../../../cloudfunctions/domain/activity/hours'
import type { ActivityRecord, SignUpRecord } from '../../../cloudfunctions/domain/activity/record'
import type { AreaRecord } from '../../../cloudfunctions/domain/area/record'
import { type AccountRecord, type EntryRecord, proofOf } from '../../../cloudfunctions/domain/ledger'
import type { BindingRecord, HouseholdRecord, PersonRecord } from '../../../cloudfunctions/domain/person/record'
import type { PostRecord } from '../../../cloudfunctions/domain/post/record'
import type { GoodsRecord, StockMoveRecord } from '../../../cloudfunctions/domain/store/record'
import { collections } from '../../../cloudfunctions/indexes'
import { bindingId } from '../../../cloudfunctions/kernel/session'
import { demoVillages, documentsOf, invent, loadDemo } from '../../../scripts/demo'
import { displayName } from '../../../scripts/demo/divisions'

type Demo = Awaited<ReturnType<typeof loadDemo>>
let demo: Demo
const rows = <Row>(collection: string) => demo.documents[collection] as Row[]
const areas = () => rows<AreaRecord>('areas')
const grids = () => areas().filter(({ level }) => level === 'grid')
const ringOf = (grid: AreaRecord) => grid.boundary!.coordinates[0]!

beforeAll(async () => {
  demo = await loadDemo()
})

describe('the real areas', () => {
  test('20 towns and streets and a farm, 305 villages and communities and the farm’s own', () => {
    const towns = areas().filter(({ level }) => level === 'town')
    const villages = areas().filter(({ level }) => level === 'village')
    expect(towns.filter(({ name }) => !name.endsWith('农场'))).toHaveLength(20)
    expect(towns.filter(({ name }) => name.endsWith('农场'))).toHaveLength(1)
    expect(villages.filter(({ parentId }) => parentId !== '411521400')).toHaveLength(305)
    expect(villages.filter(({ parentId }) => parentId === '411521400')).toHaveLength(1)
  })

  test('are called as people call them', () => {
    expect(displayName('田堰村民委员会')).toBe('田堰村')
    expect(displayName('东街社区居民委员会')).toBe('东街社区')
    expect(displayName('五一农场场部虚拟社区')).toBe('五一农场场部虚拟社区')
    expect(areas().filter(({ name }) => name.includes('委员会'))).toEqual([])
    const names = demoVillages.map(({ id }) => areas().find(({ _id }) => _id === id)!.name)
    expect(names).toEqual(['田堰村', '钓鱼台村', '郑洼村'])
  })

  test('every area’s chain is its parent’s and itself, five levels to the grid', () => {
    const byId = new Map(areas().map((area) => [area._id, area]))
    expect(byId.size).toBe(areas().length)
    for (const area of areas()) {
      const parent = area.parentId ? byId.get(area.parentId)! : undefined
      expect(area.areas).toEqual([...(parent?.areas ?? []), area._id])
      expect(area._id.startsWith(area.parentId ?? '')).toBe(true)
    }
    for (const grid of grids()) expect(grid.areas.map((id) => id.length)).toEqual([6, 9, 12, 16, 20])
  })
})

describe('the micro-grids of each village', () => {
  const cross = ([x1, y1]: number[], [x2, y2]: number[]) => x1! * y2! - x2! * y1!
  const surface = (ring: number[][]) =>
    ring.slice(1).reduce((sum, point, index) => sum + cross(ring[index]!, point), 0) / 2

  test.each(demoVillages.map(({ id }) => id))('%s: cover its rectangle without gap or overlap', (village) => {
    const rings = grids()
      .filter(({ areas }) => areas.includes(village))
      .map(ringOf)
    expect(rings).toHaveLength(8)
    for (const ring of rings) {
      expect(ring[0]).toEqual(ring[ring.length - 1])
      expect(surface(ring)).toBeGreaterThan(0)
    }
    // each edge is walked once in each direction, or once on the rim: what lies between is shared exactly
    const edges = rings.flatMap((ring) => ring.slice(1).map((point, index) => `${ring[index]} ${point}`))
    expect(new Set(edges).size).toBe(edges.length)
    const rim = edges.filter((edge) => !edges.includes(edge.split(' ').reverse().join(' ')))
    const points = rings.flat()
    const [west, east] = [Math.min, Math.max].map((end) => end(...points.map(([x]) => x)))
    const [south, north] = [Math.min, Math.max].map((end) => end(...points.map(([, y]) => y)))
    for (const edge of rim) {
      const [[x1, y1], [x2, y2]] = edge.split(' ').map((point) => point.split(',').map(Number)) as [number[], number[]]
      expect((x1 === x2 && [west, east].includes(x1)) || (y1 === y2 && [south, north].includes(y1))).toBe(true)
    }
    const whole = (east! - west!) * (north! - south!)
    expect(rings.reduce((sum, ring) => sum + surface(ring), 0)).toBeCloseTo(whole, 12)
  })

  test('lie in the county and not in each other’s village', () => {
    const boxes = demoVillages.map(({ id }) => {
      const points = grids()
        .filter(({ areas }) => areas.includes(id))
        .flatMap(ringOf)
      return { xs: points.map(([x]) => x), ys: points.map(([, y]) => y) }
    })
    for (const { xs, ys } of boxes) {
      expect(Math.min(...xs)).toBeGreaterThan(114.1)
      expect(Math.max(...xs)).toBeLessThan(114.8)
      expect(Math.min(...ys)).toBeGreaterThan(31.7)
      expect(Math.max(...ys)).toBeLessThan(32.4)
    }
    const apart = (a: (typeof boxes)[0], b: (typeof boxes)[0]) =>
      Math.max(...a.xs) < Math.min(...b.xs) ||
      Math.max(...b.xs) < Math.min(...a.xs) ||
      Math.max(...a.ys) < Math.min(...b.ys) ||
      Math.max(...b.ys) < Math.min(...a.ys)
    boxes.forEach((box, index) => {
      for (const other of boxes.slice(index + 1)) expect(apart(box, other)).toBe(true)
    })
  })

  test('have one leader and three workers from four households (一长三员)', () => {
    for (const grid of grids()) {
      const posts = rows<PostRecord>('posts').filter(({ areaId }) => areaId === grid._id)
      const count = (role: string) => posts.filter((post) => post.role === role).length
      expect([count('gridLeader'), count('gridWorker')]).toEqual([1, 3])
      const team = posts.filter(({ role }) => role === 'gridLeader' || role === 'gridWorker')
      expect(new Set(team.map(({ householdId }) => householdId)).size).toBe(4)
    }
  })
})

describe('the people', () => {
  test('40 to 60 households a village, each inside the one grid it belongs to', () => {
    for (const { id } of demoVillages) {
      const households = rows<HouseholdRecord>('households').filter(({ areas }) => areas.includes(id))
      expect(households.length).toBeGreaterThanOrEqual(40)
      expect(households.length).toBeLessThanOrEqual(60)
    }
    for (const { areas, location } of rows<HouseholdRecord>('households')) {
      const { longitude, latitude } = location!
      const holding = grids().filter((grid) => pointInPolygon([longitude, latitude], [ringOf(grid)]) !== false)
      expect(holding.map(({ _id }) => _id)).toEqual([areas[areas.length - 1]])
    }
  })

  test('live in a household of their own grid, headed by one of them', () => {
    const households = new Map(rows<HouseholdRecord>('households').map((household) => [household._id, household]))
    for (const person of rows<PersonRecord>('people').filter(({ householdId }) => householdId)) {
      expect(households.get(person.householdId!)!.areas).toEqual(person.areas)
    }
    for (const { _id, headName } of households.values()) {
      const members = rows<PersonRecord>('people').filter(({ householdId }) => householdId === _id)
      expect(members.map(({ name }) => name)).toContain(headName)
    }
  })

  test('are marked as invented; numbers are 139 0000 xxxx and nobody’s twice; a name is one person’s in a village', () => {
    for (const collection of [
      'organizations',
      'households',
      'people',
      'posts',
      'bindings',
      'notices',
      'activities',
      'signUps',
    ]) {
      for (const row of rows<{ demo?: boolean }>(collection)) expect(row.demo).toBe(true)
    }
    const phones = rows<PersonRecord>('people').flatMap(({ phone }) => phone ?? [])
    expect(new Set(phones).size).toBe(phones.length)
    for (const phone of phones) expect(phone).toMatch(/^1390000\d{4}$/)
    for (const { id } of demoVillages) {
      const names = rows<PersonRecord>('people').filter(({ areas, householdId }) => householdId && areas.includes(id))
      expect(new Set(names.map(({ name }) => name)).size).toBe(names.length)
    }
  })

  test('posts name people and places that are there', () => {
    const people = new Map(rows<PersonRecord>('people').map((person) => [person._id, person]))
    const places = new Set([...areas(), ...rows<{ _id: string }>('organizations')].map(({ _id }) => _id))
    for (const post of rows<PostRecord>('posts')) {
      expect(people.get(post.personId)?.name).toBe(post.personName)
      expect(places.has(post.areaId ?? post.organizationId ?? '')).toBe(true)
    }
    for (const { id } of demoVillages) {
      const held = rows<PostRecord>('posts').filter(({ areaId }) => areaId === id)
      const staff = ['legalAdviser', 'mediator', 'police', 'storeInspector', 'storeKeeper', 'storeManager']
      expect(held.map(({ role }) => role).sort()).toEqual([...staff, 'villageSecretary'])
    }
  })

  test('the store of each village is kept by three people of three homes, and its shelves and books balance', () => {
    const posts = rows<PostRecord>('posts')
    for (const { id } of demoVillages) {
      const held = posts.filter(({ areaId, role }) => areaId === id && role.startsWith('store'))
      expect(new Set(held.map(({ householdId }) => householdId)).size).toBe(3)
      for (const { personId } of held) expect(posts.filter((post) => post.personId === personId)).toHaveLength(1)
    }
    const moves = rows<StockMoveRecord>('stockMoves')
    for (const { _id, stock } of rows<GoodsRecord>('goods'))
      expect(moves.reduce((sum, move) => (move.goodsId === _id ? sum + move.quantity : sum), 0)).toBe(stock)
    const later = new Date('2100-01-01')
    const proof = proofOf(rows<AccountRecord>('accounts'), { readAt: later, heldBefore: later })
    for (const entry of rows<EntryRecord>('entries')) proof.take(entry)
    expect(proof.result()).toMatchObject({ sum: 0, findings: [] })
    expect(proof.result().entries).toBeGreaterThan(0)
  })

  test('ids are ids of the contract', () => {
    for (const collection of Object.keys(demo.documents)) {
      for (const { _id } of rows<{ _id: string }>(collection)) expect(_id).toMatch(/^[\w:-]{1,80}$/)
    }
  })
})

describe('the people to log in as', () => {
  test('each has the binding of their WeChat identity, with the posts they hold', () => {
    const bindings = new Map(rows<BindingRecord>('bindings').map((binding) => [binding._id, binding]))
    for (const { id, openid, fresh, name } of demo.personas) {
      if (fresh) continue
      expect(openid).toBe(`demo-${id}`)
      const binding = bindings.get(bindingId(openid!))!
      expect(binding.name).toBe(name)
      const held = rows<PostRecord>('posts').filter(({ personId }) => personId === binding.personId)
      expect(binding.posts.map(({ postId }) => postId)).toEqual(held.map(({ _id }) => _id))
    }
    expect(bindings.size).toBe(demo.personas.filter(({ fresh }) => !fresh).length)
  })

  test('the villager, the worker, the member and the volunteer of one grid’s village are of different homes', () => {
    const ids = ['villager-tian', 'neighbour-tian', 'worker-tian', 'leader-tian', 'member-tian', 'volunteer-tian']
    const homes = ids.map(
      (id) => rows<BindingRecord>('bindings').find(({ openid }) => openid === `demo-${id}`)!.householdId,
    )
    expect(new Set(homes).size).toBe(ids.length)
  })

  test('a first-time visitor’s number is that of somebody on the roster who has no WeChat yet', () => {
    const visitor = demo.personas.find(({ id }) => id === 'visitor')!
    const listed = rows<PersonRecord>('people').find(({ phone }) => phone === visitor.phone)!
    expect(visitor.fresh).toBe(true)
    expect(visitor.note).toContain(listed.name)
    expect(rows<BindingRecord>('bindings').map(({ personId }) => personId)).not.toContain(listed._id)
  })
})

describe('inventing', () => {
  test('the same seed gives the same county, another seed another', async () => {
    expect(await loadDemo()).toEqual(demo)
    const people = (seed: number) => documentsOf(invent(seed, { villages: 1 })).people
    expect(people(1)).toEqual(people(1))
    expect(people(1)).not.toEqual(people(2))
  })

  test('goes to any scale: villages by number, households by grid', () => {
    const { households, people, posts } = documentsOf(invent(7, { villages: 20, householdsPerGrid: [30, 30] }))
    expect(households).toHaveLength(20 * 8 * 30)
    expect(new Set(people!.map(({ _id }) => _id)).size).toBe(people!.length)
    expect(posts!.filter((post) => (post as PostRecord).role === 'gridLeader')).toHaveLength(160)
  })

  test('goes into collections that there are', () => {
    for (const collection of Object.keys(demo.documents)) expect(collections).toContain(collection)
  })
})

test('the activity that is over: hours as its attendance gives them, its people on the roster', () => {
  const [activity] = rows<ActivityRecord>('activities') as [ActivityRecord]
  const people = new Map(rows<PersonRecord>('people').map((person) => [person._id, person]))
  const signUps = rows<SignUpRecord>('signUps')
  expect(signUps.map(({ personId }) => personId)).toEqual(activity.placed)
  for (const signUp of signUps) {
    expect(signUp.hours).toBe(hoursOf(activity, signUp))
    expect(people.get(signUp.personId)?.name).toBe(signUp.name)
  }
})
