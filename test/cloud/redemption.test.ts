/** A redemption from the reservation to the receipt through the real SDK: allowed, refused, repeated, lapsed, taken back. */
import { businessDate, instantAt, timeOfDay } from '#types/business-date'
import type { EntryRecord } from '../../cloudfunctions/domain/ledger'
import { type DemoCloud, hours, startDemoCloud } from '../support/demo'
import { device, expectBooksToBalance, minutes, otherStoreId, storeId, storeIn } from '../support/store'

let cloud: DemoCloud
let store: ReturnType<typeof storeIn>
beforeEach(async () => {
  cloud = await startDemoCloud()
  store = storeIn(cloud)
})
afterEach(async () => {
  try {
    expectBooksToBalance(cloud)
  } finally {
    await cloud.close()
  }
})

const villager = 'villager-tian'
const keeper = 'keeper-tian'
const claim = (code: string, deviceId = device) => cloud.ok(keeper, 'redemption.claim', { storeId, code, deviceId })
const byCode = (code: string, deviceId = device) => ({ storeId, code, deviceId })
const byId = (redemptionId: string, deviceId = device) => ({ redemptionId, deviceId })

/** At nine in the morning of the demo's today, so that closing time lies ahead. */
const untilNine = () => {
  const nine = instantAt(businessDate(cloud.now()), '09:00').getTime() + hours(24)
  cloud.advance(nine - cloud.now().getTime())
}

describe('reserving', () => {
  test('holds the points, sets the pieces aside and gives a code that lives half an hour', async () => {
    const before = store.balance(villager)
    const made = await store.reserve(villager, '毛巾', 2)
    expect(made).toMatchObject({ state: 'reserved', points: 20, code: expect.stringMatching(/^\d{8}$/), byCard: false })
    expect(made.token).toMatch(/^[\w-]{22}$/)
    expect(made.secondsLeft).toBeGreaterThan(29 * 60)
    expect(made.secondsLeft).toBeLessThanOrEqual(30 * 60)
    expect(made.events).toEqual(['cancel'])
    expect(store.balance(villager)).toBe(before - 20)
    expect(store.goods('毛巾')).toMatchObject({ stock: 30, reserved: 2 })
    expect(await store.shelf(villager, '毛巾')).toMatchObject({ left: 28 })
    expect(await store.shelf(keeper, '毛巾')).toMatchObject({ stock: 30, reserved: 2 })
  })

  test('repeated answers the same and charges nothing more; with other input the id is refused', async () => {
    const before = store.balance(villager)
    const id = cloud.freshId()
    const first = await store.reserve(villager, '毛巾', 1, id)
    expect(await store.reserve(villager, '毛巾', 1, id)).toEqual({ ...first, secondsLeft: expect.any(Number) })
    expect(await cloud.refused(villager, 'redemption.reserve', store.asked('毛巾', 2), id)).toBe('REQUEST_REUSED')
    expect(store.balance(villager)).toBe(before - 10)
  })

  test('refuses what can’t be, and changes nothing', async () => {
    const refused: [what: string, change: object, code: string][] = [
      ['another price than the present', { price: 9 }, 'PRICE_CHANGED'],
      ['more than is there', { quantity: 31 }, 'OUT_OF_STOCK'],
      ['more points than one has', { quantity: 19 }, 'POINTS_SHORT'],
      ['a negative number of pieces', { quantity: -1 }, 'BAD_INPUT'],
      ['half a piece', { quantity: 0.5 }, 'BAD_INPUT'],
      ['a huge number', { quantity: 1e15 }, 'BAD_INPUT'],
      ['a price of nothing', { price: 0 }, 'BAD_INPUT'],
      ['goods that are not there', { goodsId: 'goods:none' }, 'NOT_FOUND'],
    ]
    for (const [what, change, code] of refused) {
      const answer = await cloud.refused(villager, 'redemption.reserve', { ...store.asked('毛巾'), ...change })
      expect([what, answer]).toEqual([what, code])
    }
    expect(store.goods('毛巾')).toMatchObject({ stock: 30, reserved: 0 })
  })

  test('keeps to the month’s allowance of the household, and gives it back with the goods', async () => {
    const once = await store.reserve(villager, '学生文具套装')
    expect(await cloud.refused(villager, 'redemption.reserve', store.asked('学生文具套装'))).toBe('OVER_LIMIT')
    expect(await store.shelf(villager, '学生文具套装')).toMatchObject({ limit: 1, limitLeft: 0 })
    await cloud.ok(villager, 'redemption.cancel', { redemptionId: once.id })
    expect(await store.shelf(villager, '学生文具套装')).toMatchObject({ limitLeft: 1 })
    await store.reserve(villager, '学生文具套装')
  })

  test('is for the village’s own households: not at another store, not without a household, not for visitors', async () => {
    const asked = store.asked('毛巾')
    expect(await cloud.refused('villager-diao', 'redemption.reserve', asked)).toBe('OTHER_VILLAGE')
    expect(await cloud.refused('county-officer', 'redemption.reserve', asked)).toBe('NO_HOUSEHOLD')
    expect(await cloud.refused('visitor', 'redemption.reserve', asked)).toBe('NEEDS_IDENTITY')
  })

  test('what was taken off sale can’t be had', async () => {
    const { _id: goodsId, name, category, measure, price, lowAt, version } = store.goods('毛巾')
    const set = { storeId, goodsId, version, name, category, measure, price, lowAt, onSale: false }
    await cloud.ok('manager-tian', 'goods.save', set)
    expect(await cloud.refused(villager, 'redemption.reserve', store.asked('毛巾'))).toBe('NOT_ON_SALE')
  })
})

describe('at the counter', () => {
  test('with network: the code is verified and the goods handed over in one tap; the receipt says so', async () => {
    const { id, code = '' } = await store.reserve(villager, '毛巾', 2)
    const given = await cloud.ok(keeper, 'redemption.handOver', byCode(code))
    expect(given).toMatchObject({ id, state: 'handedOver', events: ['undo'] })
    expect(given.household.name).toMatch(/^.\*+$/)
    const receipt = await cloud.ok(villager, 'redemption.get', { redemptionId: id })
    expect(receipt.steps.map(({ event }) => event)).toEqual(['reserve', 'handOver'])
    expect(receipt.steps[1]?.sentence).toBe(`${cloud.personOf(keeper).name}交付毛巾2条，用去 20 分`)
    expect(receipt).not.toHaveProperty('code')
    expect(store.goods('毛巾')).toMatchObject({ stock: 28, reserved: 0 })
  })

  test('in two steps: who and what is seen first; the buttons follow', async () => {
    const { id, code = '' } = await store.reserve(villager, '加碘盐')
    const seen = await claim(code)
    expect(seen).toMatchObject({ id, state: 'claimed', events: ['handOver', 'cancel'] })
    expect(seen).not.toHaveProperty('code')
    expect(await claim(code)).toMatchObject({ state: 'claimed' })
    expect(await cloud.ok(keeper, 'redemption.handOver', byId(id))).toMatchObject({ state: 'handedOver' })
  })

  test('by the QR’s token as well as by the digits', async () => {
    const { token = '' } = await store.reserve(villager, '加碘盐')
    expect(await cloud.ok(keeper, 'redemption.handOver', { storeId, token, deviceId: device })).toMatchObject({
      state: 'handedOver',
    })
  })

  test('a code is used once: the second time it is worthless, by digits and by token', async () => {
    const { code = '', token = '' } = await store.reserve(villager, '加碘盐')
    await cloud.ok(keeper, 'redemption.handOver', byCode(code))
    expect(await cloud.refused(keeper, 'redemption.handOver', byCode(code))).toBe('CODE_USED')
    expect(await cloud.refused(keeper, 'redemption.claim', { storeId, token, deviceId: device })).toBe('CODE_USED')
  })

  test('a repeated hand-over answers the same and takes nothing twice', async () => {
    const { code = '' } = await store.reserve(villager, '加碘盐')
    const id = cloud.freshId()
    const first = await cloud.ok(keeper, 'redemption.handOver', byCode(code), id)
    expect(await cloud.ok(keeper, 'redemption.handOver', byCode(code), id)).toEqual(first)
    expect(store.goods('加碘盐').stock).toBe(59)
  })

  test('the code is worth nothing at another store, and its keeper may not act here', async () => {
    const { code = '', token = '', id } = await store.reserve(villager, '加碘盐')
    const there = { storeId: otherStoreId, deviceId: device }
    const other = cloud.rows<{ personId: string }>('posts', { role: 'storeKeeper', areaId: '411521208208' })[0]!
    await cloud.ok('admin', 'post.appoint', {
      ...{
        personId: cloud.personOf('member-diao')._id,
        role: 'storeKeeper',
        areaId: '411521208208',
        from: '2026-01-01',
      },
    })
    expect(other.personId).not.toBe(cloud.personOf('member-diao')._id)
    expect(await cloud.refused('member-diao', 'redemption.handOver', { ...there, code })).toBe('CODE_UNKNOWN')
    expect(await cloud.refused('member-diao', 'redemption.handOver', { ...there, token })).toBe('WRONG_STORE')
    expect(await cloud.refused('member-diao', 'redemption.handOver', byCode(code))).toBe('FORBIDDEN')
    expect(await cloud.refused('member-diao', 'redemption.handOver', byId(id))).toBe('FORBIDDEN')
  })

  test('five wrong codes lock the keeper out for a quarter of an hour, right ones too', async () => {
    const { code = '' } = await store.reserve(villager, '加碘盐')
    const wrong = code === '00000000' ? '00000001' : '00000000'
    for (let n = 0; n < 5; n++)
      expect(await cloud.refused(keeper, 'redemption.claim', byCode(wrong))).toBe('CODE_UNKNOWN')
    expect(await cloud.refused(keeper, 'redemption.claim', byCode(code))).toBe('LOCKED')
    expect(await cloud.refused(keeper, 'redemption.handOver', byCode(code))).toBe('LOCKED')
    cloud.advance(minutes(15))
    expect(await claim(code)).toMatchObject({ state: 'claimed' })
  })

  test('a verified code is bound to its device', async () => {
    const { id, code = '' } = await store.reserve(villager, '加碘盐')
    await claim(code)
    expect(await cloud.refused(keeper, 'redemption.claim', byCode(code, 'device-0002'))).toBe('OTHER_DEVICE')
    expect(await cloud.refused(keeper, 'redemption.handOver', byCode(code, 'device-0002'))).toBe('OTHER_DEVICE')
    expect(await cloud.refused(keeper, 'redemption.handOver', byId(id, 'device-0002'))).toBe('OTHER_DEVICE')
  })

  test('without its code nothing is handed over that was not verified before', async () => {
    const { id } = await store.reserve(villager, '加碘盐')
    expect(await cloud.refused(keeper, 'redemption.handOver', byId(id))).toBe('EVENT_NOT_ALLOWED')
  })

  test('the price of the reservation counts, whatever the shelf says by then', async () => {
    const before = store.balance(villager)
    const { code = '' } = await store.reserve(villager, '毛巾')
    const { _id: goodsId, name, category, measure, lowAt, version } = store.goods('毛巾')
    const set = { storeId, goodsId, version, name, category, measure, price: 99, lowAt, onSale: true }
    await cloud.ok('manager-tian', 'goods.save', set)
    expect(await cloud.ok(keeper, 'redemption.handOver', byCode(code))).toMatchObject({ points: 10 })
    expect(store.balance(villager)).toBe(before - 10)
    expect(await cloud.refused(villager, 'redemption.reserve', { goodsId, quantity: 1, price: 10 })).toBe(
      'PRICE_CHANGED',
    )
  })

  test.each(['villager-tian', 'manager-tian', 'inspector-tian', 'worker-tian', 'admin'])(
    'is not for %s',
    async (who) => {
      const { code = '', id } = await store.reserve('neighbour-tian', '加碘盐')
      for (const input of [byCode(code), byId(id)])
        expect(await cloud.refused(who, 'redemption.handOver', input)).toBe('FORBIDDEN')
      expect(await cloud.refused(who, 'redemption.claim', byCode(code))).toBe('FORBIDDEN')
    },
  )
})

describe('time', () => {
  test('after half an hour the code is dead, and the clock gives points and pieces back and says so', async () => {
    const before = store.balance(villager)
    const { id, code = '' } = await store.reserve(villager, '毛巾')
    cloud.advance(minutes(30))
    expect(await cloud.refused(keeper, 'redemption.claim', byCode(code))).toBe('CODE_LAPSED')
    await cloud.pass(0)
    expect(store.redemption(id).state).toBe('lapsed')
    expect(store.balance(villager)).toBe(before)
    expect(store.goods('毛巾').reserved).toBe(0)
    expect(await cloud.refused(keeper, 'redemption.handOver', byCode(code))).toBe('CODE_LAPSED')
    const [told] = (await cloud.ok(villager, 'message.list', {})).rows
    expect(told).toMatchObject({ kind: 'store', text: '您兑换的毛巾1条：没有按时领取，10 分已退回' })
    expect((told as { page?: string }).page).toMatch(/^packages\/store\/redemption\/index\?redemptionId=\w+$/)
  })

  test('a verified one waits until closing time and a day', async () => {
    untilNine()
    const { id, code = '' } = await store.reserve(villager, '毛巾')
    const { due } = await claim(code)
    expect(timeOfDay(new Date(due!))).toBe('18:00')
    await cloud.pass(hours(24))
    expect(store.redemption(id).state).toBe('claimed')
    await cloud.pass(hours(9))
    expect(store.redemption(id).state).toBe('lapsed')
  })

  test('what was handed over without network settles whenever the device comes back, once', async () => {
    const { id, code = '' } = await store.reserve(villager, '毛巾')
    await claim(code)
    const requestId = cloud.freshId()
    await cloud.pass(hours(20))
    const first = await cloud.ok(keeper, 'redemption.handOver', byId(id), requestId)
    expect(first).toMatchObject({ state: 'handedOver' })
    expect(await cloud.ok(keeper, 'redemption.handOver', byId(id), requestId)).toEqual(first)
    // an outbox that made a new id for what it doesn't know to be done
    expect(await cloud.ok(keeper, 'redemption.handOver', byId(id))).toMatchObject({ state: 'handedOver' })
    expect(store.goods('毛巾')).toMatchObject({ stock: 29, reserved: 0 })
  })

  test('also after it has lapsed: the points are taken again', async () => {
    const before = store.balance(villager)
    const { id, code = '' } = await store.reserve(villager, '毛巾')
    await claim(code)
    await cloud.pass(hours(72))
    expect(store.balance(villager)).toBe(before)
    const given = await cloud.ok(keeper, 'redemption.handOver', byId(id))
    expect(given.steps.map(({ event }) => event)).toEqual(['reserve', 'claim', 'lapse', 'settleLate'])
    expect(store.balance(villager)).toBe(before - 10)
    expect(store.goods('毛巾')).toMatchObject({ stock: 29, reserved: 0 })
  })

  test('and when they are spent by then: what is there is taken, the rest is owed, the shelf gives what it has', async () => {
    const { id, code = '' } = await store.reserve(villager, '棉被')
    await claim(code)
    await cloud.pass(hours(72))
    // the household spends its points, others the last of the goods
    await cloud.ok(keeper, 'redemption.handOver', byCode((await store.reserve(villager, '暖水瓶', 4)).code ?? ''))
    await store.reserve('elder-tian', '棉被')
    await cloud.ok('inspector-tian', 'stock.move', { kind: 'count', goodsId: store.goods('棉被')._id, counted: 1 })
    expect(store.account(villager)).toMatchObject({ balance: 20, owed: 0 })
    await cloud.ok(keeper, 'redemption.handOver', byId(id))
    expect(store.account(villager)).toMatchObject({ balance: 0, owed: 100 })
    expect(store.goods('棉被')).toMatchObject({ stock: 1, reserved: 1 })
    // the shop's own debt is no case for the secretary: it would be forgiven twice
    const debt = cloud.rows<EntryRecord>('entries', { cause: `redemption:${id}:settleLate:owed` })[0]!
    const correction = { entryId: debt._id, reason: '登记错了' }
    expect(await cloud.refused('secretary-tian', 'points.reverse', correction)).toBe('EVENT_NOT_ALLOWED')
    // and taken back: the debt is forgiven, what was paid comes back
    await cloud.ok('manager-tian', 'redemption.reverse', { redemptionId: id, reason: '登记错了' })
    expect(store.account(villager)).toMatchObject({ balance: 20, owed: 0 })
    expect(store.goods('棉被')).toMatchObject({ stock: 2, reserved: 1 })
  })
})

describe('going back', () => {
  test('the household cancels what is reserved; verified, only the keeper does', async () => {
    const before = store.balance(villager)
    const one = await store.reserve(villager, '毛巾')
    expect(await cloud.ok(villager, 'redemption.cancel', { redemptionId: one.id })).toMatchObject({
      state: 'cancelled',
    })
    expect(await cloud.refused(keeper, 'redemption.handOver', byCode(one.code ?? ''))).toBe('CODE_CANCELLED')
    const two = await store.reserve(villager, '毛巾')
    expect(await cloud.refused(keeper, 'redemption.cancel', { redemptionId: two.id })).toBe('EVENT_NOT_ALLOWED')
    await claim(two.code ?? '')
    expect(await cloud.refused(villager, 'redemption.cancel', { redemptionId: two.id })).toBe('EVENT_NOT_ALLOWED')
    expect(await cloud.ok(keeper, 'redemption.cancel', { redemptionId: two.id })).toMatchObject({ state: 'cancelled' })
    expect(await cloud.refused(keeper, 'redemption.handOver', byId(two.id))).toBe('CODE_CANCELLED')
    expect(store.balance(villager)).toBe(before)
  })

  test('the keeper undoes the same day, not later; then only the manager, with a reason', async () => {
    untilNine()
    const before = store.balance(villager)
    const undone = await store.reserve(villager, '毛巾')
    await cloud.ok(keeper, 'redemption.handOver', byCode(undone.code ?? ''))
    const back = { redemptionId: undone.id, reason: '拿错了' }
    expect(await cloud.ok(keeper, 'redemption.undo', back)).toMatchObject({ state: 'returned', events: [] })
    expect(store.balance(villager)).toBe(before)
    expect(store.goods('毛巾').stock).toBe(30)
    expect(await cloud.refused(keeper, 'redemption.undo', back)).toBe('EVENT_NOT_ALLOWED')

    const kept = await store.reserve(villager, '毛巾')
    await cloud.ok(keeper, 'redemption.handOver', byCode(kept.code ?? ''))
    cloud.advance(hours(24))
    const later = { redemptionId: kept.id, reason: '质量有问题' }
    expect(await cloud.refused(keeper, 'redemption.undo', later)).toBe('UNDO_TOO_LATE')
    expect(await cloud.refused(keeper, 'redemption.reverse', later)).toBe('FORBIDDEN')
    const requestId = cloud.freshId()
    const reversed = await cloud.ok('manager-tian', 'redemption.reverse', later, requestId)
    expect(reversed.steps.at(-1)?.sentence).toContain('冲正：质量有问题')
    expect(await cloud.ok('manager-tian', 'redemption.reverse', later, requestId)).toEqual(reversed)
    expect(store.balance(villager)).toBe(before)
  })

  test('who erases themselves gives back what they had reserved', async () => {
    const before = store.balance('elder-tian')
    const { id } = await store.reserve('elder-tian', '毛巾')
    const { householdId } = cloud.personOf('elder-tian')
    await cloud.ok('elder-tian', 'person.erase', { confirm: '注销' })
    expect(store.redemption(id).state).toBe('cancelled')
    const [account] = cloud.rows<{ balance: number }>('accounts', { _id: `goods:household:${householdId}` })
    expect(account?.balance).toBe(before)
  })

  test('nobody of the store takes back from their own household', async () => {
    const made = await store.reserve(keeper, '肥皂')
    await cloud.ok(keeper, 'redemption.handOver', byCode(made.code ?? ''))
    expect(await cloud.refused(keeper, 'redemption.undo', { redemptionId: made.id, reason: '不要了' })).toBe(
      'OWN_HOUSEHOLD',
    )
  })
})

describe('looking', () => {
  test('a redemption is seen by its household and the store’s staff, by nobody else', async () => {
    const { id } = await store.reserve(villager, '毛巾')
    for (const who of ['manager-tian', keeper, 'inspector-tian'])
      expect(await cloud.ok(who, 'redemption.get', { redemptionId: id })).not.toHaveProperty('code')
    for (const who of ['neighbour-tian', 'worker-tian', 'admin', 'secretary-tian'])
      expect(await cloud.refused(who, 'redemption.get', { redemptionId: id })).toBe('NOT_FOUND')
    expect(await cloud.refused('worker-tian', 'redemption.list', { view: 'store', storeId })).toBe('FORBIDDEN')
    expect((await cloud.ok('neighbour-tian', 'redemption.list', { view: 'mine' })).rows).toEqual([])
    expect((await cloud.ok(villager, 'redemption.list', { view: 'mine' })).rows).toMatchObject([
      { id, storeName: '田堰村爱心超市' },
    ])
  })

  test('the keeper lists what is verified, for the counter without network', async () => {
    const one = await store.reserve(villager, '毛巾')
    await store.reserve('neighbour-tian', '毛巾')
    await claim(one.code ?? '')
    const { rows } = await cloud.ok(keeper, 'redemption.list', { view: 'store', storeId, state: 'claimed' })
    expect(rows.map(({ id }) => id)).toEqual([one.id])
    expect((await cloud.ok(keeper, 'redemption.list', { view: 'store', storeId })).rows).toHaveLength(2)
  })
})
