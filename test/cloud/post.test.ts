import { businessDate } from '#types/business-date'
import type { PersonRecord } from '../../cloudfunctions/domain/person/record'
import { type DemoCloud, startDemoCloud } from '../support/demo'

const county = '411521'
const village = '411521105204'
const otherVillage = '411521208208'
const day = 24 * 3_600_000

let demo: DemoCloud
beforeEach(async () => {
  demo = await startDemoCloud()
})
afterEach(() => demo.close())

const villager = () => demo.personOf('villager-tian')
const appointment = (more: object = {}) => ({
  ...{ personId: villager()._id, role: 'safetyOfficer', areaId: village, from: '2026-01-01' },
  ...more,
})
const postsOf = async (who: string) => (await demo.ok(who, 'person.me', {})).posts
const today = (days = 0) => businessDate(new Date(demo.now().getTime() + days * day))

describe('post.appoint', () => {
  test('gives the post at once: the person signs in with it, and lists show it', async () => {
    const post = await demo.ok('admin', 'post.appoint', appointment())
    expect(post).toMatchObject({ name: villager().name, areaName: '楠杆镇 · 田堰村', version: 1 })
    expect(await postsOf('villager-tian')).toMatchObject([{ role: 'safetyOfficer', areaId: village }])
    const { rows } = await demo.ok('secretary-tian', 'post.list', { areaId: village, role: 'safetyOfficer' })
    expect(rows).toEqual([post])
  })

  test('to the same again with another request is done already; of two at once one wins', async () => {
    const answers = await Promise.all([1, 2].map(() => demo.refused('admin', 'post.appoint', appointment())))
    expect(answers.sort()).toEqual(['ALREADY_DONE', 'ok'])
    expect(demo.rows('posts', { personId: villager()._id })).toHaveLength(1)
    expect(await postsOf('villager-tian')).toHaveLength(1)
  })

  test('repeated with its requestId answers alike; with anything else the id is refused', async () => {
    const requestId = demo.freshId()
    const first = await demo.by('admin', 'post.appoint', appointment(), requestId)
    expect(await demo.by('admin', 'post.appoint', appointment(), requestId)).toEqual(first)
    const other = appointment({ to: '2026-12-31' })
    expect(await demo.refused('admin', 'post.appoint', other, requestId)).toBe('REQUEST_REUSED')
  })

  test.each([
    ['an unknown role', { role: 'emperor' }, 'BAD_INPUT'],
    ['what everybody is', { role: 'resident' }, 'BAD_INPUT'],
    ['no place', { areaId: undefined }, 'BAD_INPUT'],
    ['two places', { organizationId: 'organization:411521:water' }, 'BAD_INPUT'],
    ['an end before the beginning', { to: '2025-12-31' }, 'BAD_INPUT'],
    ['somebody who is on no roster', { personId: 'nobody' }, 'NOT_FOUND'],
    ['themselves as deputy', { deputyId: 'self' }, 'BAD_INPUT'],
    ['a village that is not there', { areaId: '411521105999' }, 'NOT_FOUND'],
  ])('refuses %s', async (_, change: Record<string, unknown>, code) => {
    const input = appointment('deputyId' in change ? { deputyId: villager()._id } : change)
    expect(await demo.refused('admin', 'post.appoint', input)).toBe(code)
    expect(demo.rows('posts', { personId: villager()._id })).toEqual([])
  })

  test('is for administrators, within their own area', async () => {
    expect(await demo.refused('secretary-tian', 'post.appoint', appointment())).toBe('FORBIDDEN')
    expect(await demo.refused('villager-tian', 'post.appoint', appointment({ role: 'admin' }))).toBe('FORBIDDEN')
    await demo.ok('admin', 'post.appoint', appointment({ role: 'admin' }))
    const elsewhere = { ...appointment(), personId: demo.personOf('member-tian')._id, areaId: otherVillage }
    expect(await demo.refused('villager-tian', 'post.appoint', elsewhere)).toBe('FORBIDDEN')
    expect(await demo.refused('villager-tian', 'post.appoint', { ...elsewhere, areaId: village })).toBe('ok')
  })
})

describe('post.end', () => {
  test('takes the authority away after its last day, and leaves the post in history', async () => {
    const { postId } = demo.bindingOf('worker-tian')!.posts[0]!
    expect(await demo.ok('admin', 'post.end', { postId, on: today() })).toMatchObject({ to: today() })
    expect(await postsOf('worker-tian')).toHaveLength(1)
    demo.advance(day)
    expect(await postsOf('worker-tian')).toEqual([])
    expect(await demo.refused('worker-tian', 'person.pending', {})).toBe('FORBIDDEN')
    expect(await demo.refused('admin', 'post.end', { postId, on: today() })).toBe('ALREADY_DONE')
  })

  test('ended by mistake, the post can be given again from the same day', async () => {
    const post = await demo.ok('admin', 'post.appoint', appointment())
    await demo.ok('admin', 'post.end', { postId: post.id, on: '2026-02-01' })
    expect(await postsOf('villager-tian')).toEqual([])
    expect(await demo.ok('admin', 'post.appoint', appointment())).toMatchObject({ id: post.id, version: 3 })
    expect(await postsOf('villager-tian')).toHaveLength(1)
  })

  test('answers a repeat alike and refuses a day before the beginning, and others', async () => {
    const { postId } = demo.bindingOf('worker-tian')!.posts[0]!
    expect(await demo.refused('admin', 'post.end', { postId, on: '2020-01-01' })).toBe('BAD_INPUT')
    expect(await demo.refused('secretary-tian', 'post.end', { postId, on: today() })).toBe('FORBIDDEN')
    const requestId = demo.freshId()
    const first = await demo.by('admin', 'post.end', { postId, on: today() }, requestId)
    expect(await demo.by('admin', 'post.end', { postId, on: today() }, requestId)).toEqual(first)
  })

  test('of two different ends at once, one stands and the other hears of it', async () => {
    const { postId } = demo.bindingOf('worker-tian')!.posts[0]!
    const ends = [today(), today(1)].map((on) => demo.refused('admin', 'post.end', { postId, on }))
    const codes = await Promise.all(ends)
    expect(codes).toContain('ok')
    expect(['ok', 'CONFLICT', 'ALREADY_DONE']).toEqual(expect.arrayContaining(codes))
  })
})

describe('the three posts of a store', () => {
  const storePost = (who: string, role: string, more: object = {}) =>
    appointment({ personId: demo.personOf(who)._id, role, ...more })

  test.each([
    ['keeper-tian', 'storeManager'],
    ['manager-tian', 'storeInspector'],
    ['inspector-tian', 'storeKeeper'],
  ])('%s can’t be %s as well', async (who, role) => {
    expect(await demo.refused('admin', 'post.appoint', storePost(who, role))).toBe('STORE_POSTS')
  })

  test('somebody else can, the same person at another store or at another time, and nobody’s deputy from among them', async () => {
    expect(await demo.refused('admin', 'post.appoint', storePost('villager-tian', 'storeKeeper'))).toBe('ok')
    const there = storePost('keeper-tian', 'storeManager', { areaId: otherVillage })
    expect(await demo.refused('admin', 'post.appoint', there)).toBe('ok')
    const before = storePost('keeper-tian', 'storeManager', { from: '2025-01-01', to: '2025-12-31' })
    expect(await demo.refused('admin', 'post.appoint', before)).toBe('ok')
    const deputy = storePost('neighbour-tian', 'storeManager', { deputyId: demo.personOf('keeper-tian')._id })
    expect(await demo.refused('admin', 'post.appoint', deputy)).toBe('STORE_POSTS')
    const { postId } = demo.bindingOf('inspector-tian')!.posts[0]!
    const leave = { postId, from: today(), to: today(2), deputyId: demo.personOf('keeper-tian')._id }
    expect(await demo.refused('admin', 'post.leave', leave)).toBe('STORE_POSTS')
  })
})

describe('post.leave', () => {
  const leaveOf = (who: string, deputy: PersonRecord, more: object = {}) => ({
    ...{ postId: demo.bindingOf(who)!.posts[0]!.postId, from: today(), to: today(2), deputyId: deputy._id },
    ...more,
  })

  test('lets the deputy act and be named in the chain, for as long as it lasts', async () => {
    const deputy = demo.personOf('neighbour-tian')
    const worker = demo.personOf('worker-tian')
    const view = await demo.ok('worker-tian', 'post.leave', leaveOf('worker-tian', deputy))
    expect(view).toMatchObject({ deputy: deputy.name, leave: { from: today(), to: today(2) } })
    expect(await postsOf('neighbour-tian')).toMatchObject([{ role: 'gridWorker', deputyOf: worker._id }])
    const chain = await demo.ok('villager-tian', 'area.chain', {})
    expect(chain.links).toContainEqual(
      expect.objectContaining({ name: deputy.name, role: '网格员（代理）', phone: deputy.phone }),
    )
    expect(chain.links.map(({ name }) => name)).not.toContain(worker.name)
    demo.advance(3 * day)
    expect(await postsOf('neighbour-tian')).toEqual([])
    const after = await demo.ok('villager-tian', 'area.chain', {})
    expect(after.links.map(({ name }) => name)).toContain(worker.name)
  })

  test('replaced by another, the first deputy acts no more', async () => {
    await demo.ok('worker-tian', 'post.leave', leaveOf('worker-tian', demo.personOf('neighbour-tian')))
    await demo.ok('worker-tian', 'post.leave', leaveOf('worker-tian', demo.personOf('elder-tian')))
    expect(await postsOf('neighbour-tian')).toEqual([])
    expect(await postsOf('elder-tian')).toHaveLength(1)
  })

  test("is one's own or an administrator's to say", async () => {
    const input = leaveOf('worker-tian', demo.personOf('neighbour-tian'))
    expect(await demo.refused('leader-tian', 'post.leave', input)).toBe('FORBIDDEN')
    expect(await demo.refused('villager-tian', 'post.leave', input)).toBe('FORBIDDEN')
    expect(await demo.refused('admin', 'post.leave', input)).toBe('ok')
    expect(
      await demo.refused('worker-tian', 'post.leave', { ...input, deputyId: demo.personOf('worker-tian')._id }),
    ).toBe('BAD_INPUT')
  })
})

describe('post.list and organization.list', () => {
  test('posts come by page until there are none left, each once, from the area asked for', async () => {
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const page = await demo.ok('admin', 'post.list', { areaId: county, cursor })
      seen.push(...page.rows.map(({ id }) => id))
      cursor = page.next
    } while (cursor)
    const stored = demo.rows<{ _id: string }>('posts', { areas: county }).map(({ _id }) => _id)
    expect(seen.sort()).toEqual(stored.sort())
    expect(stored.length).toBeGreaterThan(50)
  })

  test('posts of another village are not for its neighbours', async () => {
    expect(await demo.refused('worker-tian', 'post.list', { areaId: otherVillage })).toBe('FORBIDDEN')
    expect(await demo.refused('member-tian', 'post.list', { areaId: village })).toBe('FORBIDDEN')
  })

  test('organizations of the county, wider ones first, by kind', async () => {
    const { rows } = await demo.ok('member-tian', 'organization.list', { kind: 'department' })
    expect(rows.every(({ kind }) => kind === 'department')).toBe(true)
    expect(rows.map(({ areaName }) => areaName)).toContain('罗山县')
    const branches = await demo.ok('member-tian', 'organization.list', { areaId: village, kind: 'branch' })
    expect(branches.rows).toHaveLength(1)
    expect(await demo.refused('anybody', 'organization.list', {})).toBe('NEEDS_IDENTITY')
  })
})
