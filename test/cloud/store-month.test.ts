/** The end of a month through the real SDK: it adds up, two people sign it, it goes along as a spreadsheet. */
import { readSheet } from 'read-excel-file/node'
import type { GoodsRecord } from '../../cloudfunctions/domain/store/record'
import { type DemoCloud, hours, startDemoCloud } from '../support/demo'
import { device, expectBooksToBalance, otherStoreId, storeId, storeIn } from '../support/store'
import { ended } from './job-support'

let cloud: DemoCloud
let store: ReturnType<typeof storeIn>
beforeEach(async () => {
  // the middle of a month that is to end
  cloud = await startDemoCloud({ clock: { offsetMs: Date.parse('2026-12-10T02:00:00Z') - Date.now() } })
  store = storeIn(cloud)
})
afterEach(async () => {
  try {
    expectBooksToBalance(cloud)
  } finally {
    await cloud.close()
  }
})

const month = '2026-12'
const keeper = 'keeper-tian'
const inspector = 'inspector-tian'
const give = async (who: string, name: string, quantity: number) => {
  const { code = '', id } = await store.reserve(who, name, quantity)
  await cloud.ok(keeper, 'redemption.handOver', { storeId, code, deviceId: device })
  return id
}
const get = (who = keeper) => cloud.ok(who, 'storeMonth.get', { storeId, month })
const sign = (who: string) => cloud.refused(who, 'storeMonth.sign', { storeId, month })
const over = () => cloud.advance(hours(24 * 25))

/** A month with everything in it. */
async function live(): Promise<void> {
  const goodsId = store.goods('毛巾')._id
  await cloud.ok('manager-tian', 'stock.move', { kind: 'purchase', goodsId, quantity: 10 })
  await cloud.ok('manager-tian', 'stock.move', { kind: 'donation', goodsId, quantity: 4, donor: '李家商店' })
  await cloud.ok('manager-tian', 'stock.move', { kind: 'damage', goodsId, quantity: 1, note: '受潮' })
  await give('villager-tian', '毛巾', 3)
  await give('neighbour-tian', '毛巾', 2)
  const wrong = await give('elder-tian', '毛巾', 1)
  await cloud.ok('manager-tian', 'redemption.reverse', { redemptionId: wrong, reason: '拿错了' })
  await cloud.ok(inspector, 'stock.move', { kind: 'count', goodsId, counted: 37 })
  await give('villager-tian', '肥皂', 2)
  await store.reserve('villager-tian', '加碘盐')
}

test('opening and what came less what went is closing; points for goods are the points taken', async () => {
  await live()
  const seen = await get()
  expect(seen.lines.find(({ name }) => name === '毛巾')).toEqual({
    ...{ goodsId: store.goods('毛巾')._id, name: '毛巾', opening: 30, purchased: 10, donated: 4, damaged: 1 },
    ...{ counted: -1, given: 6, returned: 1, closing: 37, points: 50 },
  })
  for (const line of seen.lines) {
    const came = line.purchased + line.donated + line.returned
    expect(line.opening + came - line.damaged + line.counted - line.given).toBe(line.closing)
  }
  expect(seen).toMatchObject({ pointsGiven: 60, pointsTaken: 60, pointsOwed: 0, problems: [], over: false, signed: [] })
  expect(seen.lines).toHaveLength(12)
})

test('a late hand-over that couldn’t be paid stands apart, and the month adds up', async () => {
  const late = await store.reserve('neighbour-tian', '抽纸', 6)
  await cloud.ok(keeper, 'redemption.claim', { storeId, code: late.code, deviceId: device })
  await cloud.pass(hours(72))
  await give('neighbour-tian', '毛巾', 8)
  await cloud.ok(keeper, 'redemption.handOver', { redemptionId: late.id, deviceId: device })
  expect(await get()).toMatchObject({ pointsGiven: 170, pointsTaken: 90, pointsOwed: 80, problems: [] })
  await cloud.ok('manager-tian', 'redemption.reverse', { redemptionId: late.id, reason: '并未领取' })
  expect(await get()).toMatchObject({ pointsGiven: 80, pointsTaken: 80, pointsOwed: 0, problems: [] })
})

test('people of a village that has ended in this one are counted, although their accounts stay in its books', async () => {
  const merge = { areaId: otherStoreId.slice('store:'.length), intoId: storeId.slice('store:'.length) }
  const { id } = await cloud.ok('admin', 'area.merge', merge)
  expect(await ended(cloud, 'admin', id)).toMatchObject({ state: 'done' })
  await give('villager-diao', '毛巾', 2)
  await give('villager-tian', '毛巾', 1)
  expect(await get()).toMatchObject({ pointsGiven: 30, pointsTaken: 30, problems: [] })
})

test('under another code the store goes on: its shelves, its hours, its month; what was reserved lapses', async () => {
  await live()
  const before = await get()
  const { id: waiting } = await store.reserve('neighbour-tian', '毛巾', 2)
  const newId = '411521105299'
  await cloud.ok('admin', 'area.rename', { areaId: storeId.slice('store:'.length), newId, name: '田堰新村' })
  for (const { _id } of cloud.rows<{ _id: string }>('jobs')) await ended(cloud, 'admin', _id)
  const at = `store:${newId}`
  const { opens, closes } = cloud.rows<{ opens: string; closes: string }>('stores', { _id: storeId })[0]!
  expect(await cloud.ok('villager-tian', 'store.get', {})).toMatchObject({ id: at, villageId: newId, opens, closes })
  expect(cloud.rows('goods', { storeId })).toEqual([])
  await cloud.pass(hours(1))
  expect(store.redemption(waiting).state).toBe('lapsed')
  const towels = cloud.rows<GoodsRecord>('goods', { storeId: at, name: '毛巾' })[0]!
  expect(towels).toMatchObject({ stock: 37, reserved: 0 })
  const bought = await cloud.ok('villager-tian', 'redemption.reserve', {
    ...{ goodsId: towels._id, quantity: 1, price: towels.price },
  })
  await cloud.ok(keeper, 'redemption.handOver', { storeId: at, code: bought.code, deviceId: device })
  const after = await cloud.ok(keeper, 'storeMonth.get', { storeId: at, month })
  expect(after).toMatchObject({
    pointsGiven: before.pointsGiven + 10,
    pointsTaken: before.pointsTaken + 10,
    problems: [],
  })
  const line = after.lines.find(({ name }) => name === '毛巾')
  expect(line).toMatchObject({ opening: 30, purchased: 10, given: 7, returned: 1, closing: 36 })
  // signed once, whichever code it is asked for under afterwards
  over()
  const sheet = { storeId: at, month }
  expect(await cloud.refused(keeper, 'storeMonth.sign', sheet)).toBe('ok')
  await cloud.ok('admin', 'area.rename', { areaId: newId, newId: '411521105298', name: '田堰社区' })
  for (const { _id } of cloud.rows<{ _id: string }>('jobs')) await ended(cloud, 'admin', _id)
  const again = { storeId: 'store:411521105298', month }
  expect(await cloud.refused(keeper, 'storeMonth.sign', again)).toBe('SAME_SIGNER')
  expect((await cloud.ok(inspector, 'storeMonth.sign', again)).signed).toHaveLength(2)
  expect(cloud.rows('storeMonths')).toHaveLength(1)
}, 60_000)

test('the keeper and the inspector sign when it is over, each once; then it is frozen', async () => {
  await live()
  expect(await sign(keeper)).toBe('MONTH_NOT_OVER')
  over()
  const before = await get()
  const first = await cloud.ok(keeper, 'storeMonth.sign', { storeId, month })
  expect(first.signed.map(({ role }) => role)).toEqual(['storeKeeper'])
  expect(await sign(keeper)).toBe('SAME_SIGNER')
  expect(await sign(inspector)).toBe('ok')
  const signed = await get(inspector)
  expect(signed.signed.map(({ title, name }) => [title, name])).toEqual([
    ['超市管理员', cloud.personOf(keeper).name],
    ['超市监督员', cloud.personOf(inspector).name],
  ])
  expect(signed.lines).toEqual(before.lines)
  // what happens afterwards belongs to its own month
  await give('villager-tian', '毛巾', 1)
  expect((await get()).lines).toEqual(before.lines)
  expect(await sign(inspector)).toBe('SAME_SIGNER')
})

test('both at once: each stands once, and whoever came second signs again', async () => {
  over()
  const codes = await Promise.all([sign(keeper), sign(inspector)])
  expect(codes).toContain('ok')
  for (const [index, who] of [keeper, inspector].entries())
    if (codes[index] === 'CONFLICT') expect(await sign(who)).toBe('ok')
  expect((await get()).signed.map(({ role }) => role).sort()).toEqual(['storeInspector', 'storeKeeper'])
})

test('books that differ can’t be signed, and it says by what', async () => {
  await live()
  over()
  // two movements that somebody slipped in: together nothing, but neither fits to what stands before it
  const slipped = (_id: string, quantity: number, seq: number) => ({
    ...{ _id, storeId, goodsId: store.goods('毛巾')._id, goodsName: '毛巾', kind: 'count', quantity, seq, month },
    ...{ before: 90, after: 90 + quantity, at: new Date('2026-12-15T02:00:00Z'), byId: 'x', byName: 'x' },
  })
  await cloud.database.bulkInsert('stockMoves', [slipped('forged-1', -5, 15), slipped('forged-2', 5, 16)])
  const { problems } = await get()
  expect(problems).toEqual(['“毛巾”期初 90 加减进出得 97，期末却是 37', '“毛巾”的流水有 2 处接不上'])
  expect(await sign(keeper)).toBe('BOOKS_DIFFER')
})

test('is read by the staff and those above, by nobody else', async () => {
  for (const who of ['manager-tian', inspector, 'secretary-tian', 'town-nangan', 'auditor'])
    expect(await cloud.refused(who, 'storeMonth.get', { storeId, month })).toBe('ok')
  for (const who of ['villager-tian', 'worker-tian', 'secretary-diao', 'admin'])
    expect(await cloud.refused(who, 'storeMonth.get', { storeId, month })).toBe('FORBIDDEN')
  for (const who of ['manager-tian', 'secretary-tian']) expect(await sign(who)).toBe('FORBIDDEN')
  expect(await cloud.refused(keeper, 'storeMonth.get', { storeId, month: '2026-13' })).toBe('BAD_INPUT')
})

test('goes along as a spreadsheet with the same figures and room to sign', async () => {
  await live()
  const { url, fileName } = await cloud.ok(keeper, 'storeMonth.export', { storeId, month })
  expect(fileName).toBe('田堰村爱心超市-2026-12.xlsx')
  const rows = await readSheet(Buffer.from(await (await fetch(url)).arrayBuffer()))
  expect(rows[0]?.[0]).toBe('田堰村爱心超市 2026-12 月结')
  expect(rows[1]).toEqual(['商品', '期初', '采购', '捐赠', '损耗', '盘点', '兑出', '退回', '期末', '应收积分'])
  expect(rows.find(([name]) => name === '毛巾')).toEqual(['毛巾', 30, 10, 4, 1, -1, 6, 1, 37, 50])
  expect(rows.flat()).toContain('应收 60 分 = 账上实收 60 分 + 待补 0 分')
  expect(rows.at(-1)?.[0]).toContain('超市管理员：')
})
