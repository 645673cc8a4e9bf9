/** @jest-environment jsdom */
/** The loop by taps and typing in the built mini-program: each person has a phone of their own, and puts it away after use. */
import type { CaseSubmitOutput } from '#types/case'
import type { MiniApp } from '../support/weapp'
import { type CloudBeside, type Heard, startCloudBeside } from '../support/weapp/cloud'
import { phonesOf, shows, tap } from '../support/weapp/hands'

let cloud: CloudBeside

beforeAll(async () => {
  cloud = await startCloudBeside()
}, 120_000)
afterAll(() => cloud?.close())

/** What lies on a person's phone between two uses. */
type Kept = Map<string, unknown>

const take = phonesOf(() => cloud)
/** Takes up a person's phone, with what lies on it. */
const takeUp = (who: string, kept: Kept, more: Parameters<typeof take>[2] = {}) =>
  take(who, 'pages/home/index', { storage: kept, ...more })

const FORM = 'packages/order/new/index'

test('ordered, assessed, dispatched, taken, completed and confirmed', async () => {
  const villager: Kept = new Map()
  const words = '厨房的灯坏了三天，晚上看不见做饭'

  // The villager begins, is called away, and finds what was typed again.
  let mini = await takeUp('villager-tian', villager)
  await tap(mini, 'home-order')
  await mini.until(() => mini.route() === FORM)
  await tap(mini, 'category-repair')
  await mini.until(() => mini.has('words'))
  mini.tap('order-next')
  await shows(mini, '请写几个字，或录一段语音。')
  mini.type('words', words)
  mini = await takeUp('villager-tian', villager)
  await tap(mini, 'home-order')
  await shows(mini, '这是您上次没填完的')
  expect(mini.attribute('words', 'value')).toBe(words)
  await tap(mini, 'order-next')
  await mini.until(() => mini.has('place-text'))
  mini.type('place-text', '一组老井边第二家')
  await tap(mini, 'order-next')
  await shows(mini, '交给谁')
  await shows(mini, '一组老井边第二家')
  await tap(mini, 'order-next')
  await mini.until(() => mini.has('order-number'))
  const number = /LS-\d{6}-[2-9A-HJKMNP-Z]{4}/.exec(mini.text())?.[0]
  expect(number).toBeDefined()
  const mine = await cloud.ok('villager-tian', 'case.list', { view: 'mine' })
  expect(mine.rows).toHaveLength(1)
  const { id } = mine.rows[0]!

  // The grid leader assesses it, and gives it to the member.
  const { personId, name } = await cloud.ok('member-tian', 'person.me', {})
  mini = await takeUp('leader-tian', new Map())
  await tap(mini, `case-${id}`)
  await tap(mini, 'do-assess')
  await tap(mini, 'event-ok')
  await shows(mini, '“研判”已办好')
  await tap(mini, 'do-dispatch')
  await mini.until(() => mini.has(`candidate-${personId}`) || mini.has('candidate-all'))
  if (!mini.has(`candidate-${personId}`)) mini.tap('candidate-all')
  await tap(mini, `candidate-${personId}`)
  await shows(mini, `派单给${name}`)
  await tap(mini, 'dispatch-send')
  await mini.until(() => mini.route() === 'packages/order/detail/index')
  await shows(mini, '等人接单')

  // The member takes it from what was offered, and completes it.
  mini = await takeUp('member-tian', new Map())
  await tap(mini, `case-${id}`)
  await mini.until(() => mini.route() === 'packages/party/pool/index')
  await tap(mini, 'pool-offered')
  await tap(mini, `accept-${id}`)
  await tap(mini, 'accept-ok')
  await tap(mini, 'do-complete')
  await mini.until(() => mini.has('event-note'))
  mini.tap('event-ok')
  await shows(mini, '请填写这一项。')
  mini.type('event-note', '换了灯座和灯泡，已经亮了')
  await tap(mini, 'event-ok')
  await shows(mini, '“办结”已办好')

  // The villager reads of it in the inbox, and confirms.
  mini = await takeUp('villager-tian', villager)
  await mini.go('switchTab', 'pages/me/index')
  await tap(mini, 'me-inbox')
  await shows(mini, number!)
  const message = mini.ids().find((one) => one.startsWith('message-'))
  await tap(mini, message!)
  await shows(mini, '换了灯座和灯泡，已经亮了')
  await tap(mini, 'do-confirm')
  await tap(mini, 'event-rating-satisfied')
  await shows(mini, '✓ 满意')
  await tap(mini, 'event-ok')
  await shows(mini, '“满意，办好了”已办好')
  await mini.until(() => !mini.has('do-confirm'))
  const closed = await cloud.ok('villager-tian', 'case.get', { caseId: id })
  expect(closed).toMatchObject({ state: 'closed', rating: 'satisfied', number })
}, 120_000)

test('elder mode: four tiles in one tap, kept when the phone is taken up again, off in one tap', async () => {
  const kept: Kept = new Map()
  let mini = await takeUp('elder-tian', kept)
  await tap(mini, 'home-elder')
  const tiles = ['elder-order', 'elder-mine', 'elder-shop', 'elder-call']
  await mini.until(() => tiles.every((tile) => mini.has(tile)))
  expect(mini.has('home-order')).toBe(false)
  mini = await takeUp('elder-tian', kept)
  await mini.until(() => tiles.every((tile) => mini.has(tile)))
  await tap(mini, 'elder-call')
  await mini.until(() => mini.has('call-0'))
  await tap(mini, 'home-elder')
  await mini.until(() => mini.has('home-order'))
  expect(mini.has('elder-order')).toBe(false)
})

const submissions = (heard: Heard[]) => heard.filter(({ envelope }) => envelope.action === 'case.submit')

/** Fills in the form up to the page on which it is sent. */
async function fillIn(mini: MiniApp, words: string): Promise<void> {
  await tap(mini, 'home-order')
  await mini.until(() => mini.route() === FORM)
  await tap(mini, 'category-errand')
  await mini.until(() => mini.has('words'))
  mini.type('words', words)
  await tap(mini, 'order-next')
  await mini.until(() => mini.has('place-text'))
  await tap(mini, 'order-next')
  await mini.until(() => mini.has('edit-matter'))
}

describe.each([
  ['eight days behind', -8],
  ['three years ahead', 3 * 365],
])('a phone whose clock is %s', (_, days) => {
  beforeEach(() => {
    const truth = Date.now
    const wrong = cloud.now().getTime() + days * 24 * 3_600_000 - truth()
    jest.spyOn(Date, 'now').mockImplementation(() => truth() + wrong)
  })
  afterEach(() => jest.restoreAllMocks())

  test('files an order all the same, and says it was today; once told, it knows the time without network as well', async () => {
    const kept: Kept = new Map()
    const heard: Heard[] = []
    let mini = await takeUp('neighbour-tian', kept, cloud.phoneOf('neighbour-tian', heard))
    await fillIn(mini, '请帮忙到镇上寄信')
    await tap(mini, 'order-next')
    await mini.until(() => mini.has('order-number'))
    expect(submissions(heard).map(({ answer }) => answer.ok)).toEqual([true])
    await tap(mini, 'order-see')
    await shows(mini, '今天 ')
    await mini.go('switchTab', 'pages/cases/index')
    await shows(mini, '请帮忙到镇上寄信')
    mini = await takeUp('neighbour-tian', kept, { callFunction: () => Promise.reject(new Error('request:fail')) })
    mini.setConnected(false)
    await mini.go('switchTab', 'pages/cases/index')
    await shows(mini, '请帮忙到镇上寄信')
    await shows(mini, '今天 ')
  })
})

describe('without network', () => {
  const filed = async (who: string, words: string) =>
    (await cloud.ok(who, 'case.list', { view: 'mine' })).rows.filter(({ title }) => title === words)

  test('it waits as 待发送 through a restart, and goes once under the id it was given', async () => {
    const words = '请帮忙到镇上取药'
    const kept: Kept = new Map()
    const heard: Heard[] = []
    const tried: string[] = []
    let connected = true
    const { callFunction } = cloud.phoneOf('neighbour-tian', heard)
    const phone = {
      callFunction: (call: { name: string; data: unknown }) => {
        const { action, requestId } = call.data as Heard['envelope']
        if (action === 'case.submit') tried.push(requestId)
        if (!connected) throw new Error('request:fail')
        return callFunction(call)
      },
    }
    let mini = await takeUp('neighbour-tian', kept, phone)
    await fillIn(mini, words)
    connected = false
    mini.setConnected(false)
    await shows(mini, '现在没有网络')
    await tap(mini, 'order-next')
    await mini.until(() => mini.has('order-waiting'))
    await tap(mini, 'order-see')
    await shows(mini, '待发送')
    mini = await takeUp('neighbour-tian', kept, phone)
    mini.setConnected(false)
    await mini.go('switchTab', 'pages/cases/index')
    await shows(mini, '待发送')
    expect(await filed('neighbour-tian', words)).toEqual([])

    connected = true
    mini.setConnected(true)
    await mini.until(() => mini.text().includes(words) && !mini.text().includes('待发送'))
    expect(submissions(heard).map(({ answer }) => answer.ok)).toEqual([true])
    expect(tried.length).toBeGreaterThan(1)
    expect(new Set(tried).size).toBe(1)
    expect(await filed('neighbour-tian', words)).toHaveLength(1)
  })

  test('an answer that is lost on the way back is fetched under the same id, and files nothing twice', async () => {
    const words = '请帮忙到县里取身份证'
    const heard: Heard[] = []
    let lose = true
    const { callFunction } = cloud.phoneOf('neighbour-tian', heard)
    const mini = await takeUp('neighbour-tian', new Map(), {
      async callFunction(call) {
        const answer = await callFunction(call)
        if (lose && (call.data as { action: string }).action === 'case.submit') throw new Error('request:fail')
        return answer
      },
    })
    await fillIn(mini, words)
    await tap(mini, 'order-next')
    await mini.until(() => mini.has('order-waiting'))
    lose = false
    mini.setConnected(false)
    mini.setConnected(true)
    await mini.until(() => mini.has('order-number'))
    const [first, second] = submissions(heard)
    expect(submissions(heard)).toHaveLength(2)
    expect(second!.envelope.requestId).toBe(first!.envelope.requestId)
    const { id, number } = first!.answer.data as CaseSubmitOutput
    expect(second!.answer).toMatchObject({ ok: true, data: { id, number } })
    expect(await filed('neighbour-tian', words)).toHaveLength(1)
  })
})
