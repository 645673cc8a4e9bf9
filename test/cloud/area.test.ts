import type { AreaRecord } from '../../cloudfunctions/domain/area/record'
import type { PostRecord } from '../../cloudfunctions/domain/post/record'
import { type DemoCloud, startDemoCloud } from '../support/demo'
import { ended } from './job-support'

const county = '411521'
const town = '411521105'
const village = '411521105204'

let demo: DemoCloud
const start = async () => {
  demo = await startDemoCloud()
}
const close = () => demo.close()

const areas = () => new Map(demo.rows<AreaRecord>('areas', {}).map((area) => [area._id, area]))
const gridsOf = (id: string) => demo.rows<AreaRecord>('areas', { areas: id, level: 'grid' })
const names = (rows: { name: string }[]) => rows.map(({ name }) => name)

/** The middle of a convex outline's bounding box is inside enough of the demo's grids to find one. */
const middleOf = ({ boundary }: AreaRecord) => {
  const ring = boundary!.coordinates[0]!.slice(1)
  const mean = (at: 0 | 1) => ring.reduce((sum, position) => sum + position[at], 0) / ring.length
  return { longitude: mean(0), latitude: mean(1) }
}

describe('looking at the tree, as anybody', () => {
  beforeAll(start)
  afterAll(close)

  test('goes down from the county to the grids', async () => {
    const { rows: counties } = await demo.ok('anybody', 'area.children', {})
    expect(counties).toEqual([{ id: county, level: 'county', name: '罗山县', fullName: '罗山县', hasChildren: true }])
    const { rows: towns } = await demo.ok('anybody', 'area.children', { parentId: county })
    expect(towns).toHaveLength(21)
    const { rows: villages } = await demo.ok('anybody', 'area.children', { parentId: town })
    expect(villages.find(({ id }) => id === village)).toEqual({
      ...{ id: village, parentId: town, level: 'village', name: '田堰村' },
      ...{ fullName: '楠杆镇 · 田堰村', hasChildren: true },
    })
    expect(villages.filter(({ hasChildren }) => hasChildren)).toHaveLength(1)
    const { rows: groups } = await demo.ok('anybody', 'area.children', { parentId: village })
    expect(groups.every(({ level, hasChildren }) => level === 'group' && hasChildren)).toBe(true)
    const { rows: grids } = await demo.ok('anybody', 'area.children', { parentId: groups[0]!.id })
    expect(grids.every(({ level, hasChildren }) => level === 'grid' && !hasChildren)).toBe(true)
    expect(grids[0]!.fullName.startsWith('楠杆镇 · 田堰村 · ')).toBe(true)
    expect(await demo.refused('anybody', 'area.children', { parentId: '999999' })).toBe('NOT_FOUND')
  })

  test('finds villages before towns, by any part of the name or by town and village', async () => {
    expect(names((await demo.ok('anybody', 'area.search', { words: '钓鱼台' })).rows)).toEqual(['钓鱼台村'])
    expect(names((await demo.ok('anybody', 'area.search', { words: '尤店钓鱼台' })).rows)).toEqual(['钓鱼台村'])
    const { rows } = await demo.ok('anybody', 'area.search', { words: '楠杆' })
    expect(rows.at(-1)).toMatchObject({ name: '楠杆镇', level: 'town' })
    expect((await demo.ok('anybody', 'area.search', { words: '村' })).rows).toHaveLength(30)
  })

  test('finds the grid under a point and nothing outside the outlines', async () => {
    const [grid] = gridsOf(village)
    const { rows } = await demo.ok('anybody', 'area.locate', { location: middleOf(grid!) })
    expect(rows.map(({ level }) => level)).toEqual(['grid', 'village'])
    expect(rows[1]).toMatchObject({ id: village, hasChildren: true })
    expect(areas().get(rows[0]!.id)!.areas).toContain(village)
    expect(await demo.ok('anybody', 'area.locate', { location: { longitude: 120, latitude: 30 } })).toEqual({
      rows: [],
    })
  })

  test('draws the grids of a village', async () => {
    const map = await demo.ok('anybody', 'area.map', { areaId: village })
    expect(map.grids).toHaveLength(gridsOf(village).length)
    const drawn = areas().get(map.grids[0]!.id)!
    expect(map.grids[0]!.ring).toEqual(drawn.boundary!.coordinates[0])
    expect(map.center).toEqual(areas().get(village)!.center)
  })
})

describe('area.chain', () => {
  beforeAll(start)
  afterAll(close)

  test('names who answers for the household at each level, with their numbers', async () => {
    const { links, helpers } = await demo.ok('villager-tian', 'area.chain', {})
    expect([...new Set(links.map(({ level }) => level))]).toEqual(['县级', '镇级', '村级', '网格'])
    expect(links.every(({ phone }) => /^1\d{10}$/.test(phone ?? ''))).toBe(true)
    expect(helpers.map(({ role }) => role)).toEqual(expect.arrayContaining(['村警', '法律顾问', '调解员']))
    const grid = demo.bindingOf('villager-tian')!.areas.at(-1)
    const workers = demo.rows<PostRecord>('posts', { areaId: grid, role: 'gridWorker' })
    expect(names(links)).toEqual(expect.arrayContaining(workers.map(({ personName }) => personName)))
  })

  test('is for confirmed people', async () => {
    expect(await demo.refused('anybody', 'area.chain', {})).toBe('NEEDS_IDENTITY')
  })
})

/** Lets every job run to its end. */
async function runJobs(): Promise<void> {
  for (const { _id } of demo.rows<{ _id: string }>('jobs')) await ended(demo, 'admin', _id)
}

const repair = {
  ...{ kind: 'request', category: 'repair', words: '厨房的灯坏了' },
  place: { text: '家里' },
}

describe('area.rename', () => {
  beforeEach(start)
  afterEach(close)

  const renamed = { areaId: village, newId: '411521105299', name: '田堰新村' }

  test('begins a successor with its grids and takes along people, posts, sign-ins and open cases', async () => {
    const filed = await demo.ok('villager-tian', 'case.submit', repair)
    const before = { grids: gridsOf(village).length, home: demo.bindingOf('villager-tian')!.areas }
    const view = await demo.ok('admin', 'area.rename', renamed)
    expect(view).toMatchObject({
      id: renamed.newId,
      name: '田堰新村',
      fullName: '楠杆镇 · 田堰新村',
      hasChildren: true,
    })
    await runJobs()
    const home = before.home.map((id) => id.replace(village, renamed.newId))
    expect(demo.bindingOf('villager-tian')!.areas).toEqual(home)
    expect(gridsOf(renamed.newId)).toHaveLength(before.grids)
    for (const collection of ['people', 'households', 'posts', 'bindings', 'organizations'])
      expect([collection, demo.rows(collection, { areas: village })]).toEqual([collection, []])
    expect(demo.rows('cases', { _id: filed.id })).toMatchObject([{ areas: home, village: renamed.newId }])
    expect(demo.bindingOf('worker-tian')!.posts[0]!.areas).toEqual(home)
    expect(areas().get(village)).toMatchObject({ successorId: renamed.newId })
    expect(areas().get(renamed.newId)).toMatchObject({ formerId: village })
    // the worker still works, now in the new grid
    const todo = await demo.ok('worker-tian', 'case.list', { view: 'todo' })
    expect(todo.rows.map(({ id }) => id)).toContain(filed.id)
    expect(await demo.refused('anybody', 'area.children', { parentId: village })).toBe('AREA_GONE')
  })

  test('answers a repeat alike, refuses others, and leaves a code that is taken', async () => {
    expect(await demo.refused('worker-tian', 'area.rename', renamed)).toBe('FORBIDDEN')
    expect(await demo.refused('admin', 'area.rename', { ...renamed, newId: '411521105201' })).toBe('BAD_INPUT')
    expect(await demo.refused('admin', 'area.rename', { ...renamed, newId: '411521999299' })).toBe('BAD_INPUT')
    expect(await demo.refused('admin', 'area.rename', { areaId: county, newId: '411522', name: '县' })).toBe(
      'BAD_INPUT',
    )
    const requestId = demo.freshId()
    const first = await demo.by('admin', 'area.rename', renamed, requestId)
    expect(await demo.by('admin', 'area.rename', renamed, requestId)).toEqual(first)
    expect(await demo.refused('admin', 'area.rename', { ...renamed, name: '别的' }, requestId)).toBe('REQUEST_REUSED')
    expect(demo.rows('jobs')).toHaveLength(1)
  })
})

describe('area.merge', () => {
  beforeEach(start)
  afterEach(close)

  const merged = { areaId: village, intoId: '411521105201' }

  test('moves the grids under the other village and everybody in them', async () => {
    const grids = gridsOf(village)
    const job = await demo.ok('admin', 'area.merge', merged)
    expect(job).toMatchObject({ kind: 'rehome' })
    expect(await ended(demo, 'admin', job.id)).toMatchObject({ state: 'done', refused: 0 })
    expect(
      gridsOf(merged.intoId)
        .map(({ formerId }) => formerId)
        .sort(),
    ).toEqual(grids.map(({ _id }) => _id).sort())
    expect(demo.rows('people', { areas: village })).toEqual([])
    expect(demo.bindingOf('villager-tian')!.areas).toContain(merged.intoId)
    const { rows } = await demo.ok('anybody', 'area.locate', { location: middleOf(grids[0]!) })
    expect(rows[1]).toMatchObject({ id: merged.intoId })
  })

  test('of two at once for one village both come to the same end', async () => {
    const [one, two] = await Promise.all([
      demo.by('admin', 'area.merge', merged),
      demo.by('admin', 'area.merge', merged),
    ])
    expect([one.ok, two.ok]).toContain(true)
    await runJobs()
    const named = names(gridsOf(merged.intoId))
    expect(new Set(named).size).toBe(named.length)
    expect(demo.rows('people', { areas: village })).toEqual([])
  })

  test('takes only areas of one level, and not itself', async () => {
    expect(await demo.refused('admin', 'area.merge', { areaId: village, intoId: village })).toBe('BAD_INPUT')
    expect(await demo.refused('admin', 'area.merge', { areaId: village, intoId: town })).toBe('BAD_INPUT')
    expect(await demo.refused('secretary-tian', 'area.merge', merged)).toBe('FORBIDDEN')
  })
})
