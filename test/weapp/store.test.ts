/** @jest-environment jsdom */
/** The store by taps in the built mini-program: reserved, verified, handed over by another person; without network; taken back. */

import type { GoodsView } from '#types/store'
import { qrText } from '../../src/packages/store/qr-text'
import { reserveOf } from '../support/redemptions'
import type { MiniApp } from '../support/weapp'
import { type CloudBeside, type Heard, startCloudBeside } from '../support/weapp/cloud'
import { phonesOf, shows, tap } from '../support/weapp/hands'

let cloud: CloudBeside
let shelf: GoodsView[]

beforeAll(async () => {
  cloud = await startCloudBeside()
  shelf = (await cloud.ok('villager-tian', 'goods.list', {})).rows
}, 120_000)
afterAll(() => cloud?.close())

type Kept = Map<string, unknown>

const takeUp = phonesOf(() => cloud)

const goods = (name: string) => shelf.find((one) => one.name === name)!
const balanceOf = async (who: string) => (await cloud.ok(who, 'store.get', {})).balance!
const counter = 'packages/store/counter/index'

const reserve = (who: string, name: string) => reserveOf(cloud, who, name)

/** What WeChat's scanner reads. */
const reading = (text: string) => ({
  wx: {
    scanCode: (options: { success?(answer: object): void; complete?(answer: object): void }) => {
      options.success?.({ result: text })
      options.complete?.({})
    },
  },
})

async function typeCode(mini: MiniApp, code: string): Promise<void> {
  await mini.until(() => mini.has('code'))
  mini.type('code', code)
  await tap(mini, 'code-verify')
}

test('reserved by taps, scanned and handed over by the keeper, the receipt with the villager; worthless afterwards', async () => {
  const before = await balanceOf('villager-tian')
  let mini = await takeUp('villager-tian', 'pages/home/index')
  await tap(mini, 'home-shop')
  await shows(mini, '田堰村爱心超市')
  await tap(mini, 'shelf-daily')
  await mini.until(() => !mini.has(`goods-${goods('肥皂').id}`))
  await tap(mini, `goods-${goods('毛巾').id}`)
  await tap(mini, 'quantity-more')
  await shows(mini, '一共 20 分')
  await tap(mini, 'reserve-ok')
  await mini.until(() => mini.route() === 'packages/store/redemption/index' && mini.has('redemption-digits'))
  await shows(mini, '还剩 29 分')
  const code = String(mini.attribute('redemption-digits', 'aria-label')).replace(/\D/g, '')
  expect(code).toMatch(/^\d{8}$/)
  expect(decodeURIComponent(String(mini.attribute('redemption-qr', 'src')))).toContain('<svg')
  // a second that goes by hands over its figure, not the page with its code
  mini.takeSentBytes()
  const said = mini.text()
  await mini.until(() => mini.text() !== said)
  expect(mini.takeSentBytes()).toBeLessThan(500)
  expect(await balanceOf('villager-tian')).toBe(before - 20)
  const [made] = (await cloud.ok('villager-tian', 'redemption.list', { view: 'mine' })).rows
  const { id, token = '' } = made!

  mini = await takeUp('keeper-tian', counter, reading(qrText('redemption', token)))
  await tap(mini, 'counter-scan')
  await shows(mini, '毛巾 2 条')
  await shows(mini, made!.household.name)
  await tap(mini, 'counter-hand')
  await mini.until(() => mini.has('counter-done'))
  await tap(mini, 'counter-later')
  await typeCode(mini, code)
  await shows(mini, '这个兑换码已经用过')
  await tap(mini, 'counter-view-day')
  await shows(mini, '今天已交付 1 笔，共 20 分')

  mini = await takeUp('villager-tian', 'packages/store/redemptions/index')
  await tap(mini, `redemption-${id}`)
  await shows(mini, '交付毛巾2条，用去 20 分')
  expect(mini.has('redemption-digits')).toBe(false)
  expect(await balanceOf('villager-tian')).toBe(before - 20)
}, 120_000)

test('what isn’t a code is told apart on the phone; a wrong one is refused by the cloud', async () => {
  const heard: Heard[] = []
  const mini = await takeUp('keeper-tian', counter, {
    ...cloud.phoneOf('keeper-tian', heard),
    ...reading('https://example.org/1'),
  })
  await tap(mini, 'counter-scan')
  await shows(mini, '这不是兑换码')
  const claims = () => heard.filter(({ envelope }) => envelope.action === 'redemption.claim')
  expect(claims()).toEqual([])
  await typeCode(mini, '1234 5678')
  await shows(mini, '没有这个兑换码')
  expect(claims().map(({ envelope }) => envelope.data)).toMatchObject([{ code: '12345678' }])
})

test('without network: what was verified is handed over and settles once; what wasn’t is refused with the reason', async () => {
  const kept: Kept = new Map()
  const heard: Heard[] = []
  let connected = true
  const { callFunction } = cloud.phoneOf('keeper-tian', heard)
  const phone = {
    storage: kept,
    callFunction: (call: { name: string; data: unknown }) => {
      if (!connected) throw new Error('request:fail')
      return callFunction(call)
    },
  }
  const verified = await reserve('neighbour-tian', '肥皂')
  const unseen = await reserve('neighbour-tian', '加碘盐')
  let mini = await takeUp('keeper-tian', counter, phone)
  await typeCode(mini, verified.code!)
  await shows(mini, '肥皂 1 块')
  await tap(mini, 'counter-later')

  // The network goes, and the app is opened anew: what it has verified is still there.
  connected = false
  mini = await takeUp('keeper-tian', counter, phone)
  mini.setConnected(false)
  await typeCode(mini, unseen.code!)
  await shows(mini, '没有网络，不能核验')
  await tap(mini, 'counter-view-waiting')
  await tap(mini, `redemption-${verified.id}`)
  await tap(mini, 'counter-hand')
  await mini.until(() => mini.has('counter-waits'))
  await shows(mini, '有 1 笔交付待确认')
  await shows(mini, '待确认')
  expect(await cloud.ok('neighbour-tian', 'redemption.get', { redemptionId: verified.id })).toMatchObject({
    state: 'claimed',
  })

  connected = true
  mini.setConnected(true)
  await mini.until(() => mini.has('counter-done'))
  expect(mini.text()).not.toContain('待确认')
  const settled = await cloud.ok('neighbour-tian', 'redemption.get', { redemptionId: verified.id })
  expect(settled.steps.map(({ event }) => event)).toEqual(['reserve', 'claim', 'handOver'])
  const sent = heard.filter(({ envelope }) => envelope.action === 'redemption.handOver')
  expect(sent.map(({ answer }) => answer.ok)).toEqual([true])
  expect(await cloud.ok('neighbour-tian', 'redemption.get', { redemptionId: unseen.id })).toMatchObject({
    state: 'reserved',
  })
}, 120_000)

test('a hand-over that was refused when the network came back is tried again, and given up', async () => {
  let connected = true
  const heard: Heard[] = []
  const { callFunction } = cloud.phoneOf('keeper-tian', heard)
  const phone = {
    callFunction: (call: { name: string; data: unknown }) => {
      if (!connected) throw new Error('request:fail')
      return callFunction(call)
    },
  }
  const { id, code } = await reserve('neighbour-tian', '肥皂')
  const before = await balanceOf('neighbour-tian')
  const mini = await takeUp('keeper-tian', counter, phone)
  await typeCode(mini, code!)
  await shows(mini, '肥皂 1 块')
  connected = false
  mini.setConnected(false)
  await tap(mini, 'counter-hand')
  await mini.until(() => mini.has('counter-waits'))

  // meanwhile it is cancelled from another phone
  await cloud.ok('keeper-tian', 'redemption.cancel', { redemptionId: id })
  connected = true
  mini.setConnected(true)
  await mini.until(() => mini.has('counter-failed'))
  await shows(mini, '没办成')
  expect(mini.has('counter-hand')).toBe(false)
  await tap(mini, 'counter-again')
  await mini.until(() => !mini.has('counter-failed'))
  await tap(mini, 'counter-hand')
  await mini.until(() => mini.has('counter-failed'))
  const tried = heard.filter(({ envelope }) => envelope.action === 'redemption.handOver')
  expect(tried.map(({ answer }) => answer.ok)).toEqual([false, false])
  expect(new Set(tried.map(({ envelope }) => envelope.requestId)).size).toBe(2)

  await tap(mini, 'counter-forget')
  await mini.until(() => !mini.has('counter-failed'))
  await tap(mini, 'counter-view-waiting')
  await mini.until(() => !mini.has(`redemption-${id}`))
  expect(mini.text()).not.toContain('待确认')
  expect(await balanceOf('neighbour-tian')).toBe(before + 5)
}, 120_000)

test('another device’s verified redemption isn’t handed over here, but the keeper can cancel it; the household can what nobody verified', async () => {
  const { id, storeId, code } = await reserve('elder-tian', '肥皂')
  const before = await balanceOf('elder-tian')
  await cloud.ok('keeper-tian', 'redemption.claim', { storeId, code, deviceId: 'another-device' })
  let mini = await takeUp('keeper-tian', `${counter}`)
  await tap(mini, 'counter-view-waiting')
  await shows(mini, '请用核验的那台手机交付')
  await tap(mini, `redemption-${id}`)
  await tap(mini, 'do-cancel')
  await tap(mini, 'event-ok')
  await shows(mini, '已取消')
  expect(await balanceOf('elder-tian')).toBe(before + 5)

  const own = await reserve('elder-tian', '肥皂')
  mini = await takeUp('elder-tian', `packages/store/redemption/index?redemptionId=${own.id}`)
  await tap(mini, 'do-cancel')
  await tap(mini, 'event-ok')
  await shows(mini, '5 分已退回')
  expect(await balanceOf('elder-tian')).toBe(before + 5)
}, 120_000)

test('a mistake of the same day is taken back by the keeper, with its reason', async () => {
  const before = await balanceOf('elder-tian')
  const { id, storeId, code } = await reserve('elder-tian', '毛巾')
  await cloud.ok('keeper-tian', 'redemption.handOver', { storeId, code, deviceId: 'another-device' })
  const mini = await takeUp('keeper-tian', counter)
  await tap(mini, 'counter-view-day')
  await tap(mini, `redemption-${id}`)
  await tap(mini, 'do-undo')
  await tap(mini, 'event-ok')
  expect(mini.has('event-ok')).toBe(true)
  mini.type('event-reason', '拿错了，换成洗洁精')
  await tap(mini, 'event-ok')
  await shows(mini, '当天撤销：拿错了，换成洗洁精，10 分已退回')
  expect(await balanceOf('elder-tian')).toBe(before)
}, 120_000)

test('a price that has changed since the shelf was read is refused, and the new one shown', async () => {
  const mini = await takeUp('villager-tian', 'packages/store/shop/index')
  const { id: goodsId, name, category, measure, price, version } = goods('洗洁精')
  await tap(mini, `goods-${goodsId}`)
  const change = { goodsId, version, name, category, measure, price: price + 1, lowAt: 5, onSale: true }
  await cloud.ok('manager-tian', 'goods.save', { storeId: goods('洗洁精').storeId, ...change })
  await tap(mini, 'reserve-ok')
  await shows(mini, '“洗洁精”现在是 13 分')
  await shows(mini, '一共 13 分')
  await tap(mini, 'reserve-ok')
  await mini.until(() => mini.has('redemption-digits'))
}, 120_000)

test('without points or a post: what is missing is said before anything is tried', async () => {
  let mini = await takeUp('visitor', 'packages/store/shop/index')
  await shows(mini, '登记身份后才能看本村的爱心超市')
  expect(mini.has('shop-register')).toBe(true)
  mini = await takeUp('neighbour-tian', 'packages/store/shop/index')
  await tap(mini, `goods-${goods('棉被').id}`)
  await shows(mini, '还差')
  await mini.until(() => mini.attribute('reserve-ok', 'disabled') === true)
  mini = await takeUp('villager-tian', counter)
  await shows(mini, '柜台由超市管理员使用')
})
