import { type CountEffect, count, totalsOf } from '../../cloudfunctions/domain/counter'
import { deliver, type MessageEffect, messageActions } from '../../cloudfunctions/domain/message'
import { noticeActions } from '../../cloudfunctions/domain/notice'
import { setupActions, setupCodeHash } from '../../cloudfunctions/domain/setup'
import type { EffectContext } from '../../cloudfunctions/kernel/outbox'
import { bindingId, visitorId } from '../../cloudfunctions/kernel/session'
import type { PostSnapshot, Role } from '../../types/roles'
import { type KernelCloud, startKernelCloud } from '../support/kernel-cloud'

const now = new Date('2026-07-22T02:00:00Z')
const county = '411521'
const village = '411521001201'

let cloud: KernelCloud
beforeAll(async () => {
  cloud = await startKernelCloud({ refusesMessages: new Set(['o-refuses']) })
  await cloud.db.insert('areas', {
    _id: village,
    name: '周楼村',
    areas: [county, '411521001', village],
    level: 'village',
  })
})
afterAll(() => cloud.close())

const context = (documentId: string): EffectContext => ({
  ...cloud.options(now),
  ...{ db: cloud.db, collection: 'cases', documentId },
})

/** Binds a WeChat identity to a person, with posts in areas. */
async function bind(openid: string, personId: string, posts: [Role, string][] = [], formerIds: string[] = []) {
  const areas = [county, '411521001', village]
  const snapshots = posts.map(
    ([role, areaId]): PostSnapshot => ({ postId: `${role}${areaId}`, role, areaId, areas, from: '2026-01-01' }),
  )
  await cloud.db.insert('bindings', {
    ...{ _id: bindingId(openid), openid, personId, formerIds, standing: 'confirmed', name: '某某', areas },
    ...{ posts: snapshots, version: 1, requests: [] },
  })
}

describe('the inbox', () => {
  const told = (id: string, ...personIds: string[]): MessageEffect => ({
    ...{ id, kind: 'message', seq: 1, tries: 0, caseId: 'c1' },
    messages: personIds.map((personId) => ({ personId, kind: 'progress' as const, text: `${id} 已办结` })),
  })
  const list = (openid: string, data: object = {}) =>
    cloud.call<{ rows: { id: string; text: string; read: boolean }[]; unread: number; next?: string }>(
      messageActions,
      openid,
      'message.list',
      data,
    )
  const texts = async (openid: string) => {
    const listed = await list(openid)
    return listed.ok ? listed.data.rows.map(({ text }) => text) : listed.error
  }

  test('an effect that runs twice tells once, and only those it names', async () => {
    await bind('o-wang', 'wang')
    const effect = told('once', 'wang', 'li')
    await deliver(effect, context('c1'))
    await deliver(effect, context('c1'))
    expect(await texts('o-wang')).toEqual(['once 已办结'])
    expect(await texts('o-stranger')).toEqual([])
  })

  test('what was sent to somebody before they were on the roster is still theirs', async () => {
    await deliver(told('before', visitorId('o-zhao')), context('c1'))
    await bind('o-zhao', 'zhao', [], [visitorId('o-zhao')])
    expect(await texts('o-zhao')).toEqual(['before 已办结'])
  })

  test('reading takes messages off the count, one’s own only', async () => {
    await bind('o-reader', 'reader')
    await deliver(told('r1', 'reader', 'other'), context('c1'))
    await deliver(told('r2', 'reader'), context('c1'))
    expect(await list('o-reader')).toMatchObject({ data: { unread: 2 } })
    const read = (ids?: string[]) => cloud.call(messageActions, 'o-reader', 'message.read', { ids })
    expect(await read(['r1:0', 'r1:1'])).toMatchObject({ data: { unread: 1 } })
    expect(await cloud.db.get('messages', 'r1:1')).toMatchObject({ personId: 'other', read: false })
    expect(await read()).toMatchObject({ data: { unread: 0 } })
  })

  test('pages follow one another without a gap or a repeat, also among equal instants', async () => {
    await bind('o-many', 'many')
    const messages = Array.from({ length: 120 }, (_, n) => ({
      ...{ _id: `many-${n}`, personId: 'many', kind: 'todo', text: String(n), read: true },
      at: new Date(now.getTime() + Math.floor(n / 7)),
    }))
    await cloud.db.insertAll('messages', messages)
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const page = await list('o-many', { cursor })
      if (!page.ok) throw new Error(page.error.code)
      expect(page.data.rows.length).toBeLessThanOrEqual(50)
      seen.push(...page.data.rows.map(({ id }) => id))
      cursor = page.data.next
    } while (cursor)
    expect(seen).toHaveLength(120)
    expect(new Set(seen).size).toBe(120)
    expect(await list('o-many', { cursor: 'bm90IG91cnM' })).toMatchObject({ error: { code: 'BAD_INPUT' } })
  })
})

describe('WeChat’s subscription messages', () => {
  const effect = (id: string, personId: string): MessageEffect => ({
    ...{ id, kind: 'message', seq: 1, tries: 0, caseId: 'c9' },
    messages: [{ personId, kind: 'deadline', text: '您有一件单子将在两小时后到期，请尽快处理并反馈' }],
  })
  const sentTo = (openid: string) => cloud.sent.filter(({ args }) => (args as { touser?: string }).touser === openid)
  const consent = (openid: string, requestId?: string) =>
    cloud.call(messageActions, openid, 'message.consent', { granted: ['deadline'] }, { requestId })

  beforeAll(async () => {
    // another instance of the function: what was read before the templates were set is still remembered for a minute
    now.setTime(now.getTime() + 120_000)
    const deadline = { id: 'template-1', fields: { thing1: 'text', time2: 'at' } }
    await cloud.db.insert('settings', { _id: 'wechat', templates: { deadline } })
  })

  test('without consent nothing is sent, with one consent one message', async () => {
    await bind('o-xu', 'xu')
    await deliver(effect('w1', 'xu'), context('c9'))
    expect(sentTo('o-xu')).toHaveLength(0)
    expect(await consent('o-xu')).toMatchObject({ data: { grants: { deadline: 1 } } })
    await deliver(effect('w2', 'xu'), context('c9'))
    await deliver(effect('w3', 'xu'), context('c9'))
    expect(sentTo('o-xu')).toHaveLength(1)
    expect(await cloud.db.count('messages', { personId: 'xu' })).toBe(3)
  })

  test('an effect that runs again sends no second message though grants are left', async () => {
    await bind('o-yu', 'yu')
    await consent('o-yu')
    await consent('o-yu')
    await Promise.all([1, 2, 3].map(() => deliver(effect('w4', 'yu'), context('c9'))))
    expect(sentTo('o-yu')).toHaveLength(1)
    expect(await cloud.db.get('consents', bindingId('o-yu'))).toMatchObject({ grants: { deadline: 1 } })
  })

  test('a consent sent twice under one requestId counts once', async () => {
    const requestId = '019f0000-0000-7000-8000-000000000001'
    const at = new Date(0x019f00000000)
    const again = () =>
      cloud.call(messageActions, 'o-twice', 'message.consent', { granted: ['todo'] }, { requestId, now: at })
    expect(await again()).toMatchObject({ data: { grants: { todo: 1 } } })
    expect(await again()).toMatchObject({ data: { grants: { todo: 1 } } })
  })

  test('when WeChat knows of no consent, our count is corrected and the inbox still has it', async () => {
    await bind('o-refuses', 'refuses')
    await consent('o-refuses')
    await consent('o-refuses')
    await deliver(effect('w5', 'refuses'), context('c9'))
    expect(await cloud.db.get('consents', bindingId('o-refuses'))).toMatchObject({ grants: { deadline: 0 } })
    expect(await cloud.db.get('messages', 'w5:0')).toMatchObject({ personId: 'refuses' })
  })
})

describe('counters', () => {
  const effect = (id: string, date: string, add: Record<string, number>): CountEffect => ({
    ...{ id, kind: 'count', seq: 1, tries: 0, subjectKind: 'area', subjectId: village },
    ...{ areas: [county, village], date, add },
  })

  test('effects at once on a fresh day each count exactly once, also when they run again', async () => {
    const effects = Array.from({ length: 8 }, (_, n) => effect(`e${n}`, '2026-07-22', { submitted: 1, closed: n % 2 }))
    await Promise.all([...effects, ...effects].map((one) => count(one, context('c1'))))
    const counted = await cloud.db.get('counters', `area:${village}:2026-07-22`)
    expect(counted).toMatchObject({ totals: { submitted: 8, closed: 4 } })
  })

  test('sums take the days asked for, by subject and by the area above, corrections included', async () => {
    await count(effect('f1', '2026-07-20', { submitted: 5 }), context('c1'))
    await count(effect('f2', '2026-07-21', { submitted: 3, closed: -1 }), context('c1'))
    const days = { from: '2026-07-20', to: '2026-07-21', subjectKind: 'area' }
    const figures = ['submitted', 'closed', 'handedUp'] as const
    const sums = { submitted: 8, closed: -1, handedUp: 0 }
    expect(await totalsOf(cloud.db, figures, { ...days, subjectId: village })).toEqual(sums)
    expect(await totalsOf(cloud.db, figures, { ...days, areaId: county })).toEqual(sums)
    expect(await totalsOf(cloud.db, figures, { ...days, areaId: '999999' })).toEqual({
      submitted: 0,
      closed: 0,
      handedUp: 0,
    })
  })
})

describe('notices', () => {
  const publish = (openid: string, data: object, requestId?: string) =>
    cloud.call<{ id: string; by: string }>(noticeActions, openid, 'notice.publish', data, { requestId })
  const notice = { areaId: village, title: '停水通知', text: '明天上午停水' }

  test('a secretary publishes in the village, once under one requestId, and anybody there reads it', async () => {
    await bind('o-secretary', 'secretary', [['villageSecretary', village]])
    const first = await publish('o-secretary', notice)
    expect(first).toMatchObject({ data: { by: '周楼村 村支书', text: '明天上午停水' } })
    const listed = await cloud.call(noticeActions, 'o-passer-by', 'notice.list', { areas: [village] })
    expect(listed).toMatchObject({ data: { rows: [{ title: '停水通知' }] } })
    const id = first.ok ? first.data.id : ''
    expect(await cloud.call(noticeActions, 'o-passer-by', 'notice.get', { id })).toMatchObject({
      data: { text: notice.text },
    })
  })

  test('a repeat answers the same notice, another text under the same requestId is refused', async () => {
    const requestId = '019f0000-0000-7000-8000-000000000002'
    const at = { requestId, now: new Date(0x019f00000000) }
    const send = (text: string) => cloud.call(noticeActions, 'o-secretary', 'notice.publish', { ...notice, text }, at)
    const first = await send('一')
    expect(first.ok).toBe(true)
    expect(await send('一')).toEqual(first)
    expect(await send('二')).toMatchObject({ error: { code: 'REQUEST_REUSED' } })
  })

  test.each([
    ['somebody without the post', 'o-wang', notice, 'FORBIDDEN'],
    ['a secretary elsewhere', 'o-secretary', { ...notice, areaId: '411521001202' }, 'FORBIDDEN'],
    ['words that may not be published', 'o-secretary', { ...notice, text: '【违规】' }, 'CONTENT_REFUSED'],
  ])('%s publishes nothing', async (_, openid, data, code) => {
    const before = await cloud.db.count('notices', { areaId: village })
    expect(await publish(openid, data)).toMatchObject({ error: { code } })
    expect(await cloud.db.count('notices', { areaId: village })).toBe(before)
  })
})

describe('the first administrator', () => {
  const code = 'SD7K-9QXM-2V4P'
  const claim = (openid: string, data: object, more: { requestId?: string; now?: Date } = {}) =>
    cloud.call(setupActions, openid, 'setup.claim', { name: '周管理', ...data }, { now, ...more })
  beforeAll(() =>
    cloud.db.insert('settings', { _id: 'setup', codeHash: setupCodeHash(code), used: false, areaId: county }),
  )

  test('nobody becomes one without the code; five wrong tries lock the caller for a quarter of an hour', async () => {
    for (let n = 0; n < 5; n++)
      expect(await claim('o-guess', { code: `WRONG-000${n}` })).toMatchObject({ error: { code: 'CODE_WRONG' } })
    expect(await claim('o-guess', { code })).toMatchObject({ error: { code: 'LOCKED', detail: { minutes: 15 } } })
    const later = new Date(now.getTime() + 15 * 60_000)
    expect(await claim('o-guess', { code: 'WRONG-0009' }, { now: later })).toMatchObject({
      error: { code: 'CODE_WRONG' },
    })
  })

  test('guesses at once count as many', async () => {
    const guesses = Array.from({ length: 8 }, (_, n) => claim('o-burst', { code: `WRONG-100${n}` }))
    const codes = (await Promise.all(guesses)).map((answer) => (answer.ok ? 'OK' : answer.error.code))
    expect(codes.filter((one) => one === 'CODE_WRONG').length).toBeLessThanOrEqual(5)
    expect(codes).not.toContain('OK')
  })

  test('the code works once, for one of two who bring it at once, spaces and case apart', async () => {
    const answers = await Promise.all([claim('o-first', { code: 'sd7k 9qxm 2v4p' }), claim('o-second', { code })])
    const winners = answers.flatMap((answer, n) => (answer.ok ? [['o-first', 'o-second'][n]!] : []))
    expect(winners).toHaveLength(1)
    expect(answers.find(({ ok }) => !ok)).toMatchObject({ error: { code: 'CODE_WRONG' } })
    const binding = await cloud.db.get<{ personId: string }>('bindings', bindingId(winners[0]!))
    expect(binding).toMatchObject({
      ...{ standing: 'confirmed', name: '周管理', formerIds: [visitorId(winners[0]!)] },
      posts: [{ role: 'admin', areaId: county, areas: [county] }],
    })
    expect(await cloud.db.get('people', binding!.personId)).toMatchObject({ name: '周管理', status: 'active' })
    expect(await cloud.db.count('posts', { personId: binding!.personId, role: 'admin' })).toBe(1)
    expect(await claim('o-third', { code })).toMatchObject({ error: { code: 'CODE_WRONG' } })
  })

  test('a repeat after a lost answer gets the same answer', async () => {
    await cloud.db.update('settings', 'setup', {}, { used: false })
    const request = { requestId: '019f0000-0000-7000-8000-000000000003', now: new Date(0x019f00000000) }
    const first = await claim('o-again', { code }, request)
    expect(first).toMatchObject({ ok: true })
    expect(await claim('o-again', { code }, request)).toEqual(first)
  })
})
