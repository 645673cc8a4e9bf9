/** For whom a case is: the filer, somebody of the household, somebody without a phone (代报). */
import type { PersonRecord } from '../../cloudfunctions/domain/person/record'
import { type DemoCloud, startDemoCloud } from '../support/demo'

let cloud: DemoCloud
beforeAll(async () => {
  cloud = await startDemoCloud({ workers: 2 })
}, 60_000)
afterAll(() => cloud?.close())

const repair = { kind: 'request', category: 'repair', words: '厨房的灯坏了', place: { text: '3 组 12 号' } } as const
const stored = (id: string) => cloud.rows('cases', { _id: id })[0]
const get = (who: string, caseId: string) => cloud.ok(who, 'case.get', { caseId })

describe('for somebody without a phone', () => {
  test('a worker files, another confirms by a visit; the filer cannot', async () => {
    const filed = await cloud.ok('worker-tian', 'case.submit', {
      ...repair,
      forWhom: { who: 'another', name: '孙奶奶' },
      words: '孙奶奶家灯坏了',
    })
    let detail = await get('leader-tian', filed.id)
    expect(detail).toMatchObject({ source: 'onBehalf', forWhom: { who: 'another', name: '孙奶奶' } })
    const called = await cloud.ok('worker-tian', 'case.submit', {
      ...repair,
      forWhom: { who: 'another', name: '孙奶奶' },
      source: 'hotline12345',
      outsideNumber: 'DH-2026-118',
    })
    expect(await get('leader-tian', called.id)).toMatchObject({
      source: 'hotline12345',
      outsideNumber: 'DH-2026-118',
      forWhom: { who: 'another', name: '孙奶奶' },
    })
    detail = await cloud.ok('leader-tian', 'case.settleOnSpot', {
      caseId: filed.id,
      version: detail.version,
      note: '换了灯泡',
    })
    expect(
      await cloud.refused('worker-tian', 'case.confirm', {
        caseId: filed.id,
        version: detail.version,
        rating: 'satisfied',
      }),
    ).toBe('EVENT_NOT_ALLOWED')
    const closed = await cloud.ok('secretary-tian', 'case.confirm', {
      caseId: filed.id,
      version: detail.version,
      rating: 'satisfied',
      asked: 'visit',
    })
    expect(closed.state).toBe('closed')
    expect(
      await cloud.refused('villager-tian', 'case.submit', { ...repair, forWhom: { who: 'another', name: '孙奶奶' } }),
    ).toBe('FORBIDDEN')
  })

  test('who came by a hotline has to be asked as well: the case lies on the desk, and its count says so', async () => {
    const filed = await cloud.ok('worker-tian', 'case.submit', {
      ...repair,
      forWhom: { who: 'another', name: '孙奶奶' },
      source: 'hotline12345',
    })
    const waiting = async () => (await cloud.ok('leader-tian', 'home.get', {})).worker!.todo.resolved
    const before = await waiting()
    await cloud.ok('leader-tian', 'case.settleOnSpot', { caseId: filed.id, version: 1, note: '换了灯泡' })
    expect(await waiting()).toBe(before + 1)
    const asked = await cloud.ok('leader-tian', 'case.list', { view: 'todo', state: 'resolved' })
    expect(asked.rows.map(({ id }) => id)).toContain(filed.id)
  })

  test('an id of the roster must be of the worker’s area', async () => {
    const forWhom = { who: 'another', name: '孙奶奶', personId: cloud.personOf('villager-zheng')._id } as const
    expect(await cloud.refused('worker-tian', 'case.submit', { ...repair, forWhom })).toBe('BAD_INPUT')
  })
})

describe('for somebody of the household', () => {
  /** The other one at home with villager-tian, whom nobody is logged in as. */
  const atHome = () => {
    const { _id, householdId } = cloud.personOf('villager-tian')
    return cloud.rows<PersonRecord>('people', { householdId }).find((person) => person._id !== _id)!
  }

  test('the filer confirms; who handles it reads the name and number of the one to be served, and is seen to', async () => {
    const member = atHome()
    const me = await cloud.ok('villager-tian', 'person.me', {})
    const masked = me.household!.members.find(({ personId }) => personId === member._id)!.name
    const forWhom = { who: 'household', personId: member._id } as const
    const filed = await cloud.ok('villager-tian', 'case.submit', { ...repair, forWhom })
    expect(stored(filed.id)).toMatchObject({ source: 'own', words: repair.words })
    expect((await get('villager-tian', filed.id)).forWhom).toEqual({ who: 'household', name: masked })
    expect(cloud.looksAt(member._id)).toEqual([])
    const { forWhom: shown, version } = await get('leader-tian', filed.id)
    expect(shown).toMatchObject({ who: 'household', name: member.name })
    expect(cloud.looksAt(member._id).at(-1)?.what).toContain(filed.number)

    const settled = await cloud.ok('leader-tian', 'case.settleOnSpot', { caseId: filed.id, version, note: '换了灯泡' })
    const rating = { caseId: filed.id, version: settled.version, rating: 'satisfied' } as const
    expect(await cloud.refused('secretary-tian', 'case.confirm', rating)).toBe('FORBIDDEN')
    expect((await cloud.ok('villager-tian', 'case.confirm', rating)).state).toBe('closed')
  })

  test('as the filer calls them, for a visitor too; a neighbour reads neither', async () => {
    const forWhom = { who: 'household', name: '我母亲' } as const
    const filed = await cloud.ok('villager-tian', 'case.submit', { ...repair, forWhom, words: '我母亲家灯坏了' })
    expect((await get('villager-tian', filed.id)).forWhom).toEqual(forWhom)
    expect((await get('neighbour-tian', filed.id)).forWhom).toBeUndefined()
    const place = { text: '村口', areaId: '411521105204' }
    expect(await cloud.refused('passer-by', 'case.submit', { ...repair, place, forWhom })).toBe('ok')
  })

  test('nobody of another household, nobody unknown, not nobody at all', async () => {
    const submit = (forWhom: object) => cloud.refused('villager-tian', 'case.submit', { ...repair, forWhom })
    expect(await submit({ who: 'household', personId: cloud.personOf('neighbour-tian')._id })).toBe('BAD_INPUT')
    expect(await submit({ who: 'household', personId: 'person:nobody' })).toBe('BAD_INPUT')
    expect(await submit({ who: 'household' })).toBe('BAD_INPUT')
    expect(await submit({ who: 'stranger', name: '孙奶奶' })).toBe('BAD_INPUT')
  })

  test('sent twice it is one case; with another member under the same id it is refused', async () => {
    const requestId = cloud.freshId()
    const submit = (name: string) =>
      cloud.by('villager-tian', 'case.submit', { ...repair, forWhom: { who: 'household', name } }, requestId)
    const [first, again] = await Promise.all([submit('我母亲'), submit('我母亲')])
    expect(again).toEqual(first)
    expect(await submit('我父亲')).toMatchObject({ ok: false, error: { code: 'REQUEST_REUSED' } })
  })
})
