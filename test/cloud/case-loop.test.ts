import type { CaseDetail } from '#types/case'
import { allowedEvents } from '#types/loop'
import { type DemoCloud, hours, startDemoCloud } from '../support/demo'

let cloud: DemoCloud
beforeAll(async () => {
  cloud = await startDemoCloud()
}, 60_000)
afterAll(() => cloud?.close())

const repair = {
  kind: 'request',
  category: 'repair',
  words: '厨房的灯坏了，晚上看不见',
  place: { text: '3 组 12 号' },
} as const
const buttons = (detail: CaseDetail) => allowedEvents(detail.facts, detail.relations, cloud.now())

describe('the whole case', () => {
  test('a villager orders, the grid dispatches, a party member takes it, the villager confirms', async () => {
    const filed = await cloud.ok('villager-tian', 'case.submit', repair)
    expect(filed.number).toMatch(/^LS-\d{6}-[2-9A-HJKMNP-Z]{4}$/)
    expect(filed.expected).toContain('网格')

    const todo = await cloud.ok('leader-tian', 'case.list', { view: 'todo' })
    expect(todo.rows.map(({ id }) => id)).toContain(filed.id)
    const seen = await cloud.ok('leader-tian', 'case.get', { caseId: filed.id })
    expect(buttons(seen)).toEqual(expect.arrayContaining(['assess', 'settleOnSpot', 'reject', 'escalate']))
    expect(seen.words).toBe(repair.words)

    let detail = await cloud.ok('leader-tian', 'case.assess', {
      caseId: filed.id,
      version: seen.version,
      category: 'repair',
      urgency: 'normal',
      visibility: 'village',
    })
    expect(detail.state).toBe('assessed')
    const { rows } = await cloud.ok('leader-tian', 'case.candidates', { caseId: filed.id })
    expect(rows.length).toBeGreaterThan(3)
    expect(rows[0]!.parts.reduce((sum, part) => sum + part.points, 0)).toBe(rows[0]!.score)

    const me = await cloud.ok('member-tian', 'person.me', {})
    detail = await cloud.ok('leader-tian', 'case.dispatch', {
      caseId: filed.id,
      version: detail.version,
      target: { to: 'person', personId: me.personId },
    })
    expect(detail.state).toBe('dispatched')

    const offered = await cloud.ok('member-tian', 'case.list', { view: 'offered' })
    expect(offered.rows.map(({ id }) => id)).toContain(filed.id)
    const mine = await cloud.ok('member-tian', 'case.get', { caseId: filed.id })
    expect(buttons(mine)).toEqual(expect.arrayContaining(['accept', 'decline']))
    expect(mine.orders.at(-1)?.why?.length).toBe(5)
    detail = await cloud.ok('member-tian', 'case.accept', { caseId: filed.id, version: mine.version })
    expect(detail.state).toBe('handling')
    const inHand = await cloud.ok('member-tian', 'case.get', { caseId: filed.id })
    expect(inHand.filer.phone).toMatch(/^139/)

    await cloud.ok('member-tian', 'case.progress', { caseId: filed.id, note: '已到现场，缺一个灯座' })
    const latest = await cloud.ok('member-tian', 'case.get', { caseId: filed.id })
    detail = await cloud.ok('member-tian', 'case.complete', {
      caseId: filed.id,
      version: latest.version,
      note: '灯座和灯泡都换了',
    })
    expect(detail.state).toBe('resolved')

    const done = await cloud.ok('villager-tian', 'case.get', { caseId: filed.id })
    expect(buttons(done)).toEqual(['confirm', 'dissatisfied'])
    detail = await cloud.ok('villager-tian', 'case.confirm', {
      caseId: filed.id,
      version: done.version,
      rating: 'satisfied',
    })
    expect(detail.state).toBe('closed')
    expect(detail.steps.map(({ event }) => event)).toEqual([
      'submit',
      'assess',
      'dispatch',
      'accept',
      'progress',
      'complete',
      'confirm',
    ])

    const inbox = await cloud.ok('villager-tian', 'message.list', {})
    expect(inbox.rows.filter(({ caseId }) => caseId === filed.id)).toHaveLength(5)
    const seenBy = await cloud.ok('villager-tian', 'person.seen', {})
    expect(seenBy.rows.some(({ what }) => what.includes(filed.number))).toBe(true)
  })

  test('a villager without an answer is confirmed as not asked after 7 days, and reopens within 30', async () => {
    const filed = await cloud.ok('villager-tian', 'case.submit', repair)
    let detail = await cloud.ok('worker-tian', 'case.get', { caseId: filed.id })
    detail = await cloud.ok('worker-tian', 'case.settleOnSpot', {
      caseId: filed.id,
      version: detail.version,
      note: '当场换好了',
    })
    await cloud.pass(hours(7 * 24 - 1))
    expect((await cloud.ok('villager-tian', 'case.get', { caseId: filed.id })).state).toBe('resolved')
    await cloud.pass(hours(2))
    detail = await cloud.ok('villager-tian', 'case.get', { caseId: filed.id })
    expect(detail).toMatchObject({ state: 'closed', rating: 'notAsked' })
    expect(buttons(detail)).toEqual(['reopen'])
    detail = await cloud.ok('villager-tian', 'case.reopen', {
      caseId: filed.id,
      version: detail.version,
      reason: '又坏了',
    })
    expect(detail.state).toBe('assessed')
  })
})
