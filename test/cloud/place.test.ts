import { type DemoCloud, startDemoCloud } from '../support/demo'
import { downloaded } from './job-support'

const village = '411521105204'
const lamp = { areaId: village, name: '老井边路灯', location: { longitude: 114.51, latitude: 32.2 } }

let demo: DemoCloud
beforeAll(async () => {
  demo = await startDemoCloud()
})
afterAll(() => demo.close())

describe('a QR place', () => {
  test('is made by a worker with a code to print, and opened by anybody by its token alone', async () => {
    const made = await demo.ok('secretary-tian', 'place.create', lamp)
    expect(made).toMatchObject({ name: lamp.name, areaName: '楠杆镇 · 田堰村', location: lamp.location })
    expect((await downloaded(made.codeUrl!)).length).toBeGreaterThan(100)
    const { codeUrl: _, ...opened } = made
    expect(await demo.ok('anybody', 'place.get', { token: made.token })).toEqual(opened)
    expect(made.token).toMatch(/^[0-9a-f]{32}$/)
    const { rows } = await demo.ok('secretary-tian', 'place.list', {})
    expect(rows).toMatchObject([{ token: made.token }])
    expect(rows[0]!.codeUrl).toBeDefined()
  })

  test('is made once however often the request comes, at once or later', async () => {
    const requestId = demo.freshId()
    const input = { ...lamp, name: '公示栏' }
    const make = () => demo.by('secretary-tian', 'place.create', input, requestId)
    const answers = [...(await Promise.all([make(), make()])), await make()]
    const tokens = answers.map((answer) => answer.ok && answer.data.token)
    expect(new Set(tokens).size).toBe(1)
    expect(demo.rows('places', { name: '公示栏' })).toHaveLength(1)
    const other = { ...input, name: '别处' }
    expect(await demo.refused('secretary-tian', 'place.create', other, requestId)).toBe('REQUEST_REUSED')
  })

  test('is for those who work in the area', async () => {
    expect(await demo.refused('villager-tian', 'place.create', lamp)).toBe('FORBIDDEN')
    expect(await demo.refused('secretary-diao', 'place.create', lamp)).toBe('FORBIDDEN')
    expect((await demo.ok('secretary-diao', 'place.list', {})).rows).toEqual([])
    expect(await demo.refused('villager-tian', 'place.list', {})).toBe('FORBIDDEN')
    expect(await demo.refused('anybody', 'place.get', { token: 'nothing' })).toBe('NOT_FOUND')
  })
})
