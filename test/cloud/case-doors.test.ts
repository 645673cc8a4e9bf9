import { type CallerEvent, type CaseDetail, caseEventInputs } from '#types/case'
import { allowedEvents, type CaseEvent } from '#types/loop'
import { type DemoCloud, startDemoCloud } from '../support/demo'

let cloud: DemoCloud
beforeAll(async () => {
  cloud = await startDemoCloud({ workers: 4 })
}, 60_000)
afterAll(() => cloud?.close())

const repair = { kind: 'request', category: 'repair', words: '厨房的灯坏了', place: { text: '3 组 12 号' } } as const

/** Everybody who might try: one of each role of the village, of another village, and of the levels above. */
const everybody = [
  'villager-tian',
  'neighbour-tian',
  'worker-tian',
  'leader-tian',
  'secretary-tian',
  'member-tian',
  'volunteer-tian',
  'mediator-tian',
  'town-nangan',
  'townleader-nangan',
  'county-officer',
  'county-leader',
  'auditor',
  'reviewer',
  'admin',
  'worker-diao',
  'villager-diao',
  'department-water',
  'nobody',
] as const

/** Brings a fresh case into a state, by the people whose job it is. */
async function caseIn(
  state: 'collected' | 'assessed' | 'dispatched' | 'handling' | 'resolved' | 'closed' | 'rejected' | 'withdrawn',
): Promise<string> {
  const { id } = await cloud.ok('villager-tian', 'case.submit', repair)
  const at = async (who: string) => ({ caseId: id, version: (await cloud.ok(who, 'case.get', { caseId: id })).version })
  if (state === 'collected') return id
  if (state === 'withdrawn') {
    await cloud.ok('villager-tian', 'case.withdraw', await at('villager-tian'))
    return id
  }
  if (state === 'rejected') {
    await cloud.ok('leader-tian', 'case.reject', { ...(await at('leader-tian')), reason: 'notOurs', note: '' })
    return id
  }
  await cloud.ok('leader-tian', 'case.assess', {
    ...(await at('leader-tian')),
    category: 'repair',
    urgency: 'normal',
    visibility: 'village',
  })
  if (state === 'assessed') return id
  const { personId } = await cloud.ok('member-tian', 'person.me', {})
  await cloud.ok('leader-tian', 'case.dispatch', { ...(await at('leader-tian')), target: { to: 'person', personId } })
  if (state === 'dispatched') return id
  await cloud.ok('member-tian', 'case.accept', await at('member-tian'))
  if (state === 'handling') return id
  await cloud.ok('member-tian', 'case.complete', { ...(await at('member-tian')), note: '换好了灯泡' })
  if (state === 'resolved') return id
  await cloud.ok('villager-tian', 'case.confirm', { ...(await at('villager-tian')), rating: 'satisfied' })
  return id
}

const sample: Record<CallerEvent, object> = {
  assess: { category: 'repair', urgency: 'normal', visibility: 'village' },
  settleOnSpot: { note: '当场换好了' },
  dispatch: { target: { to: 'pool' } },
  accept: {},
  decline: { reason: '今天不在家' },
  progress: { note: '已到现场' },
  comment: { note: '请问几点来' },
  transfer: { target: { to: 'pool' }, reason: '需要电工' },
  escalate: { reason: '需要村里协调', tried: '上门看过' },
  returnDown: { note: '请网格先办' },
  complete: { note: '修好了' },
  confirm: { rating: 'satisfied' },
  dissatisfied: { reason: '还是不亮' },
  reopen: { reason: '又坏了' },
  urge: {},
  reject: { reason: 'unclear' },
  appeal: { reason: '确实归村里管' },
  withdraw: {},
  support: {},
}
const events = Object.keys(caseEventInputs) as CallerEvent[]

describe('every event, by everybody, in every state', () => {
  test.each([
    'collected',
    'assessed',
    'dispatched',
    'handling',
    'resolved',
    'closed',
    'rejected',
    'withdrawn',
  ] as const)(
    '%s',
    async (state) => {
      const id = await caseIn(state)
      const document = () =>
        cloud.database.read('cases', { limit: 1, skip: 0, filter: { _id: id } })[0] as {
          version: number
          state: string
        }
      const before = document()
      const refusals = ['FORBIDDEN', 'EVENT_NOT_ALLOWED', 'NOT_FOUND', 'SAME_PERSON', 'NEEDS_IDENTITY']
      for (const who of everybody) {
        const seen = await cloud.by(who, 'case.get', { caseId: id })
        const detail = seen.ok ? (seen.data as CaseDetail) : null
        const allowed: CaseEvent[] = detail ? allowedEvents(detail.facts, detail.relations, cloud.now()) : []
        for (const event of events.filter((one) => !allowed.includes(one))) {
          const input = {
            caseId: id,
            ...('version' in (caseEventInputs[event] as unknown as { entries: object }).entries
              ? { version: before.version }
              : {}),
            ...sample[event],
          }
          const code = await cloud.refused(who, `case.${event}`, input)
          if (!refusals.includes(code)) throw new Error(`${who} ${event} in ${state}: ${code}`)
        }
      }
      // not one refused call changed anything
      expect(document()).toEqual(before)
    },
    120_000,
  )
})

describe('what is allowed is allowed once', () => {
  test.each([
    ['collected', 'assess', 'leader-tian'],
    ['collected', 'settleOnSpot', 'worker-tian'],
    ['collected', 'reject', 'leader-tian'],
    ['collected', 'withdraw', 'villager-tian'],
    ['collected', 'escalate', 'leader-tian'],
    ['assessed', 'dispatch', 'leader-tian'],
    ['dispatched', 'accept', 'member-tian'],
    ['dispatched', 'decline', 'member-tian'],
    ['handling', 'progress', 'member-tian'],
    ['handling', 'comment', 'villager-tian'],
    ['handling', 'urge', 'villager-tian'],
    ['handling', 'transfer', 'member-tian'],
    ['handling', 'complete', 'member-tian'],
    ['resolved', 'confirm', 'villager-tian'],
    ['resolved', 'dissatisfied', 'villager-tian'],
    ['closed', 'reopen', 'villager-tian'],
    ['rejected', 'appeal', 'villager-tian'],
    ['collected', 'support', 'neighbour-tian'],
  ] as const)(
    'in %s, %s by %s: repeated with the same requestId it answers alike and happens once',
    async (state, event, who) => {
      const caseId = await caseIn(state)
      const { version } = await cloud.ok(who, 'case.get', { caseId })
      const takesVersion = 'version' in (caseEventInputs[event] as unknown as { entries: object }).entries
      const input = { caseId, ...(takesVersion ? { version } : {}), ...sample[event] }
      const id = cloud.freshId()
      const first = await cloud.ok(who, `case.${event}`, input as never, id)
      const second = await cloud.ok(who, `case.${event}`, input as never, id)
      expect(second.version).toBe(first.version)
      const [stored] = cloud.database.read('cases', { limit: 1, skip: 0, filter: { _id: caseId } }) as {
        steps: { event: string }[]
      }[]
      expect(stored!.steps.filter((step) => step.event === event)).toHaveLength(event === 'support' ? 0 : 1)
      if (event === 'support') expect(second.supporters).toBe(1)
      const reused = await cloud.refused(
        who,
        `case.${event}`,
        { ...input, ...(takesVersion ? { version: version + 1 } : { caseId: 'other' }) },
        id,
      )
      expect(['REQUEST_REUSED', 'NOT_FOUND']).toContain(reused)
      const messages = cloud.database.read('messages', { limit: 1000, skip: 0, filter: { caseId } }) as {
        _id: string
      }[]
      expect(new Set(messages.map(({ _id }) => _id)).size).toBe(messages.length)
    },
    60_000,
  )

  test('two people act on one version: the second is told what has happened', async () => {
    const caseId = await caseIn('collected')
    const { version } = await cloud.ok('leader-tian', 'case.get', { caseId })
    const input = { caseId, version, category: 'repair', urgency: 'normal', visibility: 'village' } as const
    const answers = await Promise.all(['leader-tian', 'worker-tian'].map((who) => cloud.by(who, 'case.assess', input)))
    const codes = answers.map((answer) => (answer.ok ? 'ok' : answer.error.code)).sort()
    expect(codes).toEqual(['CONFLICT', 'ok'])
    const refused = answers.find((answer) => !answer.ok)
    expect(refused).toMatchObject({ error: { detail: { state: 'assessed', label: '分析研判' } } })
  })

  test('whoever passes a case on is shown who could take it; a neighbour is not', async () => {
    const caseId = await caseIn('handling')
    const { rows } = await cloud.ok('member-tian', 'case.candidates', { caseId })
    expect(rows.length).toBeGreaterThan(0)
    expect(await cloud.refused('volunteer-tian', 'case.candidates', { caseId })).toBe('NOT_FOUND')
    expect(await cloud.refused('neighbour-tian', 'case.candidates', { caseId })).toBe('FORBIDDEN')
  })

  test('of a pool only the first gets the order', async () => {
    const caseId = await caseIn('assessed')
    const { version } = await cloud.ok('leader-tian', 'case.get', { caseId })
    const dispatched = await cloud.ok('leader-tian', 'case.dispatch', {
      caseId,
      version,
      target: { to: 'pool', areaId: '411521105204' },
    })
    const takers = ['member-tian', 'volunteer-tian', 'worker-tian', 'secretary-tian']
    const answers = await Promise.all(
      takers.map((who) => cloud.by(who, 'case.accept', { caseId, version: dispatched.version })),
    )
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1)
    for (const answer of answers) if (!answer.ok) expect(['CONFLICT', 'EVENT_NOT_ALLOWED']).toContain(answer.error.code)
  })

  test('twelve comments at once are all kept, in an order', async () => {
    const caseId = await caseIn('handling')
    const notes = Array.from({ length: 12 }, (_, n) => `留言 ${n}`)
    const answers = await Promise.all(
      notes.map((note, n) => cloud.by(n % 2 ? 'member-tian' : 'villager-tian', 'case.comment', { caseId, note })),
    )
    const busy = answers.filter((answer) => !answer.ok && answer.error.code === 'BUSY').length
    const detail = await cloud.ok('member-tian', 'case.get', { caseId })
    const kept = detail.steps.filter(({ event }) => event === 'comment')
    expect(kept).toHaveLength(12 - busy)
    expect(busy).toBeLessThan(12)
    expect(detail.steps.map(({ seq }) => seq)).toEqual([...detail.steps.map(({ seq }) => seq)].sort((a, b) => a - b))
  })

  test('a submission repeated, even at the same time, is one case', async () => {
    const id = cloud.freshId()
    const answers = await Promise.all([1, 2, 3, 4].map(() => cloud.ok('villager-tian', 'case.submit', repair, id)))
    for (const answer of answers) expect(answer).toEqual(answers[0])
    expect(await cloud.ok('villager-tian', 'case.submit', repair, id)).toEqual(answers[0])
    expect(await cloud.refused('villager-tian', 'case.submit', { ...repair, words: '别的事' }, id)).toBe(
      'REQUEST_REUSED',
    )
    const other = await cloud.ok('neighbour-tian', 'case.submit', repair, id)
    expect(other.id).not.toBe(answers[0]!.id)
  })
})
