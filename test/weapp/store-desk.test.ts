/** @jest-environment jsdom */
/** Behind the counter of the store in the built mini-program, by taps: the shelf, a card used, a hand-over taken back. */
import { qrText } from '../../src/packages/store/qr-text'
import { cardOfElder, elderPin, handedOver, itemOf } from '../support/counter'
import { type CloudBeside, startCloudBeside } from '../support/weapp/cloud'
import { phonesOf, shows, tap } from '../support/weapp/hands'

const storeId = 'store:411521105204'

let cloud: CloudBeside

beforeAll(async () => {
  cloud = await startCloudBeside()
}, 120_000)
afterAll(() => cloud?.close())

const takeUp = phonesOf(() => cloud)

test('the manager puts a new item on the shelf; the inspector counts it', async () => {
  let mini = await takeUp('manager-tian', 'pages/me/index')
  await tap(mini, 'menu-store')
  await tap(mini, 'desk-shelf')
  await shows(mini, '学生文具套装')
  await tap(mini, 'goods-new')
  await mini.until(() => mini.has('goods-name'))
  mini.type('goods-name', '牙刷')
  mini.type('goods-measure', '支')
  mini.type('goods-price', '2.5')
  await tap(mini, 'goods-save')
  await shows(mini, '请填 1 到 100000 的整数。')
  mini.type('goods-price', '4')
  await tap(mini, 'goods-save')
  await mini.until(() => mini.route() === 'packages/store/shelf/index')
  await shows(mini, '牙刷')
  const { id } = await itemOf(cloud, '牙刷')
  await tap(mini, `goods-${id}`)
  await tap(mini, 'move-donation')
  await mini.until(() => mini.has('stock-quantity'))
  mini.type('stock-quantity', '20')
  await tap(mini, 'stock-ok')
  await shows(mini, '请写是谁捐的。')
  mini.type('stock-donor', '李家商店')
  await tap(mini, 'stock-ok')
  await mini.until(() => mini.has('moved'))
  await shows(mini, '+20，余 20')
  expect(mini.has('move-count')).toBe(false)

  mini = await takeUp('inspector-tian', `packages/store/goods/index?goodsId=${id}`)
  await tap(mini, 'move-count')
  await mini.until(() => mini.has('stock-quantity'))
  mini.type('stock-quantity', '19')
  await tap(mini, 'stock-ok')
  await shows(mini, '−1，余 19')
  expect(mini.has('move-donation')).toBe(false)
  expect(mini.has('goods-edit')).toBe(false)
  expect(await itemOf(cloud, '牙刷')).toMatchObject({ stock: 19, price: 4, donor: '李家商店' })
}, 120_000)

test('the store’s hours are changed by its manager; what can’t be is said beforehand', async () => {
  const mini = await takeUp('manager-tian', 'packages/store/desk/index')
  await tap(mini, 'desk-settings')
  await mini.until(() => mini.has('settings-name'))
  mini.change('settings-closes', '07:00')
  await tap(mini, 'settings-save')
  await shows(mini, '关门时间要晚于开门时间。')
  mini.change('settings-closes', '18:30')
  mini.type('settings-card-daily-limit', '50')
  await tap(mini, 'settings-save')
  // the form shows the hour already: it is saved once the form is gone
  await mini.until(() => !mini.has('settings-save'))
  await shows(mini, '18:30')
  expect(await cloud.ok('manager-tian', 'store.get', { storeId })).toMatchObject({
    closes: '18:30',
    cardDailyLimit: 50,
  })
}, 120_000)

test('a card at the counter: a wrong PIN is counted, the right one gives the goods and a receipt', async () => {
  const { token } = await cardOfElder(cloud)
  const soap = await itemOf(cloud, '肥皂')
  const storage = new Map<string, unknown>()
  const scanCode = (options: { success?(answer: object): void } = {}) => {
    options.success?.({ result: qrText('card', token) })
    return Promise.resolve({ result: qrText('card', token) })
  }
  const mini = await takeUp('keeper-tian', 'packages/store/card-counter/index', { storage, wx: { scanCode } })
  const types = async (pin: string) => {
    for (const digit of pin) await tap(mini, `key-${digit}`)
    await tap(mini, 'pin-ok')
  }
  await tap(mini, 'card-scan')
  await tap(mini, `more-${soap.id}`)
  await tap(mini, `more-${soap.id}`)
  await shows(mini, '肥皂 2 块')
  await tap(mini, 'card-to-pin')
  await types('0000')
  await mini.until(() => mini.has('pin-problem'))
  expect(mini.text()).not.toContain('0000')
  await types(elderPin)
  await mini.until(() => mini.has('card-receipt'))
  await shows(mini, '凭爱心卡交付')
  expect((await itemOf(cloud, '肥皂')).stock).toBe(soap.stock! - 2)
  const kept = JSON.stringify([...storage])
  expect(kept).not.toContain(token)
  expect(kept).not.toContain(elderPin)
}, 120_000)

test('the manager takes a hand-over back with the reason; the goods are on the shelf again', async () => {
  const { id } = await handedOver(cloud, '洗洁精')
  const before = (await itemOf(cloud, '洗洁精')).stock!
  let mini = await takeUp('manager-tian', 'packages/store/returns/index')
  await tap(mini, `reverse-${id}`)
  await mini.until(() => mini.has('reverse-reason'))
  mini.type('reverse-reason', '坏')
  await tap(mini, 'reverse-ok')
  await shows(mini, '请写明原因，至少两个字。')
  mini.type('reverse-reason', '瓶子漏了')
  await tap(mini, 'reverse-ok')
  await mini.until(() => mini.has('returned'))
  await tap(mini, 'state-returned')
  await shows(mini, '洗洁精 1 瓶')
  expect((await itemOf(cloud, '洗洁精')).stock).toBe(before + 1)

  // the keeper sees it, and has no button for it
  await handedOver(cloud, '毛巾')
  mini = await takeUp('keeper-tian', 'packages/store/returns/index')
  await shows(mini, '毛巾 1 条')
  expect(mini.ids().filter((one) => one.startsWith('reverse-'))).toEqual([])
}, 120_000)
