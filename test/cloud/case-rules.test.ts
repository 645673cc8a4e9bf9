import { v7 } from 'uuid'
import type { CaseDetail } from '#types/case'
import { type DemoCloud, hours, startDemoCloud } from '../support/demo'

let cloud: DemoCloud
beforeAll(async () => {
  cloud = await startDemoCloud({ workers: 2 })
}, 60_000)
afterAll(() => cloud?.close())

const repair = { kind: 'request', category: 'repair', words: '厨房的灯坏了', place: { text: '3 组 12 号' } } as const
const stored = (id: string) =>
  cloud.database.read('cases', { limit: 1, skip: 0, filter: { _id: id } })[0] as Record<string, unknown>
const count = (collection: string) => cloud.database.collections().find(({ name }) => name === collection)?.count ?? 0
const get = (who: string, caseId: string) => cloud.ok(who, 'case.get', { caseId })
const inbox = async (who: string, caseId: string) =>
  (await cloud.ok(who, 'message.list', {})).rows.filter((row) => row.caseId === caseId).map((row) => row.text)

describe('routing', () => {
  test('a point decides the grid, whatever home is', async () => {
    const map = await cloud.ok('villager-tian', 'area.map', { areaId: '411521105204' })
    const [, grid] = map.grids
    const inside = grid!.ring
      .slice(0, -1)
      .reduce((sum, [x, y], _n, ring) => [sum[0] + x / ring.length, sum[1] + y / ring.length], [0, 0] as [
        number,
        number,
      ])
    const preview = await cloud.ok('villager-tian', 'case.preview', {
      category: 'road',
      urgency: 'normal',
      place: { text: '桥头', location: { longitude: inside[0], latitude: inside[1] } },
    })
    expect(preview.areaId).toBe(grid!.id)
    expect(preview.expected).toContain('网格')
  })

  test('a village without grids and with nobody in post goes to the town: never nowhere', async () => {
    const filed = await cloud.ok('villager-tian', 'case.submit', {
      ...repair,
      place: { text: '村口', areaId: '411521105205' },
    })
    expect(stored(filed.id)).toMatchObject({ level: 'town', open: true })
    expect(filed.expected).toContain('镇')
  })

  test('an area that no longer exists is refused, and nothing is written', async () => {
    const before = count('cases')
    expect(
      await cloud.refused('villager-tian', 'case.submit', { ...repair, place: { text: '', areaId: '411521999999' } }),
    ).toBe('AREA_GONE')
    expect(count('cases')).toBe(before)
  })

  test('a complaint goes past the person it is about, who finds it nowhere', async () => {
    const secretary = await cloud.ok('secretary-tian', 'person.me', {})
    const filed = await cloud.ok('villager-tian', 'case.submit', {
      kind: 'opinion',
      category: 'conduct',
      words: '低保评议没有公开',
      place: { text: '' },
      aboutPersonId: secretary.personId,
    })
    expect(stored(filed.id)).toMatchObject({ level: 'town', visibility: 'private' })
    expect(await cloud.refused('secretary-tian', 'case.get', { caseId: filed.id })).toBe('NOT_FOUND')
    for (const view of ['todo', 'area', 'overdue', 'handling', 'offered', 'pool'] as const) {
      const { rows } = await cloud.ok('secretary-tian', 'case.list', { view })
      expect(rows.map(({ id }) => id)).not.toContain(filed.id)
    }
    expect((await get('town-nangan', filed.id)).words).toBe('低保评议没有公开')
    expect(await inbox('secretary-tian', filed.id)).toEqual([])
  })

  test('whom one is told to call first is not the one complained about', async () => {
    const secretary = await cloud.ok('secretary-tian', 'person.me', {})
    const asked = { category: 'conduct', urgency: 'normal', place: { text: '' } } as const
    const named = await cloud.ok('villager-tian', 'case.preview', { ...asked, aboutPersonId: secretary.personId })
    expect(named.expected).not.toContain(secretary.name)
    expect((await cloud.ok('villager-tian', 'case.preview', asked)).expected).toContain(secretary.name)
  })

  test('the message to whoever has a new case names its number', async () => {
    const filed = await cloud.ok('villager-tian', 'case.submit', repair)
    const texts = await Promise.all(['worker-tian', 'leader-tian'].map((who) => inbox(who, filed.id)))
    expect(texts.flat()).toEqual([expect.stringContaining(`（${filed.number}）`)])
  })

  test('an emergency alerts worker, leader and secretary together and runs by the half hour', async () => {
    const filed = await cloud.ok('villager-tian', 'case.submit', {
      ...repair,
      category: 'power',
      words: '变压器冒火花',
      urgency: 'emergency',
    })
    for (const who of ['leader-tian', 'worker-tian', 'secretary-tian'])
      expect((await inbox(who, filed.id)).length).toBe(1)
    expect(Date.parse(filed.assessBy) - cloud.now().getTime()).toBeLessThanOrEqual(hours(0.5))
  })
})

describe('who sees what', () => {
  test('a neighbour reads a village case without name, house or phone; a private one not at all', async () => {
    const open = await cloud.ok('villager-tian', 'case.submit', repair)
    const seen = await get('neighbour-tian', open.id)
    const me = await cloud.ok('villager-tian', 'person.me', {})
    const text = JSON.stringify(seen)
    expect(text).not.toContain(me.name)
    expect(text).not.toContain(repair.place.text)
    expect(text).not.toMatch(/1\d{10}/)
    const secret = await cloud.ok('villager-tian', 'case.submit', { ...repair, visibility: 'private' })
    expect(await cloud.refused('neighbour-tian', 'case.get', { caseId: secret.id })).toBe('NOT_FOUND')
  })

  test("a look at the filer's phone is logged for the filer; the handler sees it only while the case is theirs", async () => {
    const filed = await cloud.ok('villager-tian', 'case.submit', repair)
    const before = (await cloud.ok('villager-tian', 'person.seen', {})).rows.length
    expect((await get('leader-tian', filed.id)).filer.phone).toMatch(/^1\d{10}$/)
    expect((await cloud.ok('villager-tian', 'person.seen', {})).rows.length).toBe(before + 1)
    expect(JSON.stringify(await get('county-leader', filed.id))).not.toMatch(/"phone":"139\d{8}".*filer/)
    expect((await get('county-leader', filed.id)).filer.phone).toBeUndefined()
  })

  test('words under review are hidden from others and shown once the reviewer says so', async () => {
    const filed = await cloud.ok('villager-tian', 'case.submit', { ...repair, words: '路边有人【待审】乱倒垃圾' })
    expect((await get('neighbour-tian', filed.id)).words).not.toContain('乱倒')
    expect((await get('leader-tian', filed.id)).words).toContain('乱倒')
    const open = await cloud.ok('reviewer', 'review.list', {})
    const mine = open.rows.find(({ text }) => text?.includes('乱倒'))!
    await cloud.ok('reviewer', 'review.decide', { id: mine.id, verdict: 'show' })
    expect((await get('neighbour-tian', filed.id)).words).toContain('乱倒')
    expect(await cloud.refused('villager-tian', 'case.submit', { ...repair, words: '【违规】广告' })).toBe(
      'CONTENT_REFUSED',
    )
  })
})

describe('a visitor', () => {
  test('may have three open cases, not four', async () => {
    const place = { text: '村口', areaId: '411521105204' }
    for (let n = 0; n < 3; n++) await cloud.ok('tourist', 'case.submit', { ...repair, place, words: `第 ${n} 件` })
    expect(await cloud.refused('tourist', 'case.submit', { ...repair, place })).toBe('TOO_MANY_OPEN')
  })
})

describe('me too', () => {
  test('the same matter nearby is offered, and supported once by each', async () => {
    const location = { longitude: 114.51, latitude: 32.21 }
    const lamp = {
      kind: 'request',
      category: 'lighting',
      words: '村口大路的路灯不亮了',
      place: { text: '村口', areaId: '411521105204' },
    } as const
    const filed = await cloud.ok('villager-tian', 'case.submit', lamp)
    const alike = await cloud.ok('neighbour-tian', 'case.similar', {
      category: 'lighting',
      words: '村口路灯不亮',
      place: { text: '', areaId: '411521105204' },
    })
    expect(alike.rows.map(({ id }) => id)).toContain(filed.id)
    const apart = await cloud.ok('neighbour-tian', 'case.similar', {
      category: 'water',
      words: '村口路灯不亮',
      place: { text: '', areaId: '411521105204', location },
    })
    expect(apart.rows).toEqual([])
    const supported = await cloud.ok('neighbour-tian', 'case.support', { caseId: filed.id })
    expect(supported.supporters).toBe(1)
    expect((await cloud.ok('neighbour-tian', 'case.support', { caseId: filed.id })).supporters).toBe(1)
    expect(await cloud.refused('villager-tian', 'case.support', { caseId: filed.id })).toBe('SAME_PERSON')
  })
})

describe('clocks', () => {
  test('a deadline is warned of, breached, and put on the superior’s desk; then the superior may assess', async () => {
    const filed = await cloud.ok('villager-tian', 'case.submit', { ...repair, urgency: 'urgent' })
    await cloud.pass(hours(1.7))
    expect(
      (await inbox('leader-tian', filed.id))
        .concat(await inbox('worker-tian', filed.id))
        .some((text) => text.includes('期限快到了')),
    ).toBe(true)
    await cloud.pass(hours(0.5))
    expect(stored(filed.id)).toMatchObject({ state: 'collected', breached: true, breaches: 1 })
    expect((await inbox('secretary-tian', filed.id)).some((text) => text.includes('超期'))).toBe(true)
    const overdue = await cloud.ok('secretary-tian', 'case.list', { view: 'overdue' })
    expect(overdue.rows.map(({ id }) => id)).toContain(filed.id)
    await cloud.pass(hours(1))
    expect(stored(filed.id)).toMatchObject({ breaches: 1 })
    const detail = await get('secretary-tian', filed.id)
    expect(detail.relations).toContain('superior')
    // a superior's permission is at the door as well: the secretary is staff
    const assessed = await cloud.ok('secretary-tian', 'case.assess', {
      caseId: filed.id,
      version: detail.version,
      category: 'repair',
      urgency: 'urgent',
      visibility: 'village',
    })
    expect(assessed.state).toBe('assessed')
  })

  test('an offer that nobody answers goes to the pool, wider, and back', async () => {
    const filed = await cloud.ok('villager-tian', 'case.submit', { ...repair, urgency: 'urgent' })
    let detail: CaseDetail = await get('leader-tian', filed.id)
    detail = await cloud.ok('leader-tian', 'case.assess', {
      caseId: filed.id,
      version: detail.version,
      category: 'repair',
      urgency: 'urgent',
      visibility: 'village',
    })
    const { personId } = await cloud.ok('member-tian', 'person.me', {})
    await cloud.ok('leader-tian', 'case.dispatch', {
      caseId: filed.id,
      version: detail.version,
      target: { to: 'person', personId },
    })
    const pools: unknown[] = []
    for (let n = 0; n < 6 && stored(filed.id).state === 'dispatched'; n++) {
      await cloud.pass(hours(2.1))
      pools.push(stored(filed.id).poolArea)
    }
    expect(pools.at(-1)).toBeNull()
    expect(pools.length).toBeGreaterThanOrEqual(4)
    expect(stored(filed.id).state).toBe('assessed')
  })
})

describe('departments', () => {
  /** An order to the county's water bureau, as its officer has it before them. */
  const ordered = async () => {
    const filed = await cloud.ok('villager-tian', 'case.submit', { ...repair, category: 'water', words: '水管没水' })
    let detail = await get('leader-tian', filed.id)
    detail = await cloud.ok('leader-tian', 'case.assess', {
      caseId: filed.id,
      version: detail.version,
      category: 'water',
      urgency: 'normal',
      visibility: 'village',
    })
    const { rows } = await cloud.ok('leader-tian', 'organization.list', { kind: 'department' })
    const water = rows.find(({ name }) => name.includes('水利'))!
    detail = await cloud.ok('leader-tian', 'case.dispatch', {
      caseId: filed.id,
      version: detail.version,
      target: { to: 'department', organizationId: water.id },
    })
    expect(detail.state).toBe('dispatched')
    return { caseId: filed.id, version: detail.version }
  }

  test('an order to a department is accepted by its officer', async () => {
    const order = await ordered()
    const offered = await cloud.ok('department-water', 'case.list', { view: 'offered' })
    expect(offered.rows.map(({ id }) => id)).toContain(order.caseId)
    const accepted = await cloud.ok('department-water', 'case.accept', order)
    expect(accepted.state).toBe('handling')
  })

  test('an officer who declines gets an answer, and again, and sees the case no more', async () => {
    const order = await ordered()
    const requestId = cloud.freshId()
    const decline = () => cloud.ok('department-water', 'case.decline', { ...order, reason: '不归水利管' }, requestId)
    const declined = await decline()
    expect(declined).toMatchObject({ state: 'assessed', relations: [] })
    expect(await decline()).toEqual(declined)
    expect(await cloud.refused('department-water', 'case.get', { caseId: order.caseId })).toBe('NOT_FOUND')
    const events = (stored(order.caseId).steps as { event: string }[]).map(({ event }) => event)
    expect(events.filter((event) => event === 'decline')).toHaveLength(1)
  })
})

describe('nothing twice, nothing lost', () => {
  test('killed functions lose no effect and double none: the clock finishes what they left', async () => {
    const filed: string[] = []
    for (let round = 0; round < 6; round++) {
      const requests = Array.from({ length: 4 }, () => cloud.freshId())
      const file = (requestId: string) =>
        cloud.by('villager-tian', 'case.submit', { ...repair, words: requestId }, requestId)
      const first = requests.map((requestId) => file(requestId).catch(() => null))
      // in the middle: one has answered, the others are anywhere between reading and striking their effects
      await Promise.race(first)
      cloud.killWorkers()
      await Promise.all(first)
      for (const requestId of requests) {
        const answer = await file(requestId)
        expect(answer.ok).toBe(true)
        if (answer.ok) filed.push(answer.data.id)
      }
    }
    for (let n = 0; n < 12; n++) await cloud.pass(hours(1))
    expect(new Set(filed).size).toBe(24)
    for (const id of filed) {
      const record = stored(id) as { outbox: unknown[] }
      expect(record.outbox).toEqual([])
      const told = cloud.database.read('messages', { limit: 50, skip: 0, filter: { caseId: id } }) as { _id: string }[]
      expect(told.filter(({ _id }) => _id.startsWith(`${id}:1:`))).toHaveLength(1)
    }
  }, 90_000)
})

describe('bad input', () => {
  const huge = '灾'.repeat(31_000)
  test.each([
    ['empty words', { ...repair, words: '   ' }, 'BAD_INPUT'],
    ['93 KB of text', { ...repair, words: huge }, 'PAYLOAD_TOO_LARGE'],
    ['2,001 characters', { ...repair, words: '长'.repeat(2001) }, 'BAD_INPUT'],
    ['an unknown field', { ...repair, role: 'admin' }, 'BAD_INPUT'],
    ['a wrong type', { ...repair, words: { $gt: '' } }, 'BAD_INPUT'],
    ['a category of another kind', { ...repair, kind: 'opinion' }, 'BAD_INPUT'],
    ['a kind that is not open yet', { ...repair, kind: 'dispute' }, 'BAD_INPUT'],
    [
      'a place outside the country',
      { ...repair, place: { text: '', location: { longitude: 200, latitude: 0 } } },
      'BAD_INPUT',
    ],
    [
      'ten photos',
      { ...repair, photos: Array.from({ length: 10 }, (_, n) => `cloud://e/u/aaaaaaaaaaaaaaaaaaaa${n}.jpg`) },
      'BAD_INPUT',
    ],
    ["a file that isn't an upload", { ...repair, photos: ['cloud://e/backup/people.xlsx'] }, 'FILE_REFUSED'],
    [
      'the same photo twice',
      { ...repair, photos: ['cloud://e/u/aaaaaaaaaaaaaaaaaaaa.jpg', 'cloud://e/u/aaaaaaaaaaaaaaaaaaaa.jpg'] },
      'FILE_REFUSED',
    ],
    ['no object at all', 'drop table', 'BAD_INPUT'],
  ])('%s', async (_name, data, code) => {
    const before = [count('cases'), count('messages'), count('media')]
    const answer = await cloud.by('villager-tian', 'case.submit', data)
    expect(answer).toMatchObject({ ok: false, error: { code, message: expect.stringMatching(/[\u4e00-\u9fff]/) } })
    expect([count('cases'), count('messages'), count('media')]).toEqual(before)
  })

  test('control characters go, emoji and tags stay as text', async () => {
    const filed = await cloud.ok('villager-tian', 'case.submit', {
      ...repair,
      words: '灯\u0000坏\u202e了😀<script>alert(1)</script>',
    })
    expect((await get('leader-tian', filed.id)).words).toBe('灯坏了😀<script>alert(1)</script>')
  })

  test("somebody else's photo, another's case, a closed case, an old request", async () => {
    const photo = 'cloud://local-env.bucket/u/abcdefghijklmnopqrst.jpg'
    const filed = await cloud.ok('villager-tian', 'case.submit', { ...repair, photos: [photo] })
    expect(await cloud.refused('neighbour-tian', 'case.submit', { ...repair, photos: [photo] })).toBe('FILE_REFUSED')
    expect((await get('worker-tian', filed.id)).photos).toHaveLength(1)
    expect((await get('neighbour-tian', filed.id)).photos).toEqual([])
    expect(await cloud.refused('villager-diao', 'case.get', { caseId: filed.id })).toBe('NOT_FOUND')
    expect(await cloud.refused('villager-tian', 'case.get', { caseId: '../people' })).toBe('BAD_INPUT')
    const old = v7({ msecs: cloud.now().getTime() - hours(8 * 24) })
    expect(await cloud.refused('villager-tian', 'case.submit', repair, old)).toBe('REQUEST_EXPIRED')
  })
})
