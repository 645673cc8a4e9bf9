import { playDemo } from '../../scripts/demo'
import { type DemoCloud, startDemoCloud } from '../support/demo'

let cloud: DemoCloud
beforeAll(async () => {
  cloud = await startDemoCloud()
}, 60_000)
afterAll(() => cloud?.close())

test("the first start's orders are played through the real actions, one in each state that somebody waits in", async () => {
  await playDemo(cloud)
  const cases = cloud.rows<{ state: string; words: string; outbox: unknown[] }>('cases')
  expect(cases.map(({ state }) => state).sort()).toEqual(['collected', 'dispatched', 'handling', 'resolved'])
  for (const { words } of cases) expect(words).toMatch(/^（演示）/)
  const { member } = await cloud.ok('volunteer-tian', 'home.get', {})
  expect(member?.pool).toBe(1)
  const claims = cloud.rows<{ state: string; words: string }>('claims')
  const states = ['declared', 'declared', 'objected', 'published', 'rejected', 'verified', 'verified']
  expect(claims.map(({ state }) => state).sort()).toEqual(states)
  for (const { words } of claims) expect(words).toMatch(/^（演示）/)
  const { rows } = await cloud.ok('villager-tian', 'activity.list', { view: 'open' })
  expect(rows.map(({ kind, taken, state }) => [kind, taken, state])).toEqual([
    ['volunteering', 2, 'open'],
    ['partyDay', 0, 'open'],
  ])
  for (const { title } of rows) expect(title).toMatch(/^（演示）/)
  expect((await cloud.ok('volunteer-tian', 'service.record', { year: '2026' })).hours).toBe(2.5)
})
