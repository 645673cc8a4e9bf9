import { v7 } from 'uuid'
import { qrText } from '../../src/packages/store/qr-text'
import { otherStoreId, storeIn } from '../support/store'
import type { Tab } from './tab'
import { describeTwin } from './twin'

const minutes = (count: number) => count * 60_000
const otherVillage = '411521208208'
const counterPage = 'packages/store/counter/index'

describeTwin('爱心超市, by a household and a keeper in tabs of their own', (twin) => {
  const shop = () => storeIn(twin.cloud)

  /** Lies on the page as it should: nothing wider than the phone, nothing cut. */
  const photographed = async (tab: Tab, name: string) => {
    await tab.settled()
    await tab.photograph(name, true)
    expect((await tab.measure()).faults).toEqual([])
  }

  const openAs = async (persona: string, mode: 'plain' | 'elder', page: string, query: Record<string, string> = {}) => {
    const tab = await twin.person(persona)
    if (mode === 'elder') await tab.remember('elder', true)
    await tab.go(page, query)
    return tab
  }

  const typeCode = async (keeper: Tab, code: string) => {
    await keeper.type('code', code)
    await keeper.tap('code-verify')
  }

  const stateOf = async (who: string, redemptionId: string) =>
    (await twin.cloud.ok(who, 'redemption.get', { redemptionId })).state

  test.each([
    ['plain', 'home-shop', '毛巾'],
    ['elder', 'elder-shop', '肥皂'],
  ] as const)(
    'reserved, handed over by another person, the receipt; the code is worthless afterwards: %s',
    async (mode, door, name) => {
      const { _id: goodsId, price } = shop().goods(name)
      const before = shop().balance('villager-tian')
      const villager = await openAs('villager-tian', mode, 'pages/home/index')
      await villager.tap(door)
      await villager.arrives('packages/store/shop')
      await villager.sees(`${before} 分`)
      await photographed(villager, `store-shop-${mode}`)
      await villager.tap(`goods-${goodsId}`)
      await villager.tap('quantity-more')
      await villager.sees(`一共 ${2 * price} 分`)
      await villager.photograph(`store-reserve-${mode}`)
      await villager.tap('reserve-ok')
      await villager.arrives('packages/store/redemption')
      await villager.sees('还剩 29 分')
      await photographed(villager, `store-code-${mode}`)
      const code = (await villager.words('redemption-digits')).replace(/\D/g, '')
      expect(code).toMatch(/^\d{8}$/)

      const keeper = await openAs('keeper-tian', mode, counterPage)
      await photographed(keeper, `store-counter-${mode}`)
      await typeCode(keeper, code)
      await keeper.at('counter-goods').waitFor()
      expect(await keeper.words('counter-goods')).toContain(`${name} 2`)
      await photographed(keeper, `store-in-hand-${mode}`)
      // the code on the villager's phone gives way by itself
      await villager.sees('管理员已核验，请当面领取。')
      await keeper.tap('counter-hand')
      await keeper.at('counter-done').waitFor()
      await photographed(keeper, `store-handed-over-${mode}`)

      await villager.sees(`用去 ${2 * price} 分`)
      await photographed(villager, `store-receipt-${mode}`)
      expect(shop().balance('villager-tian')).toBe(before - 2 * price)

      await keeper.tap('counter-later')
      await typeCode(keeper, code)
      await keeper.sees('这个兑换码已经用过')
      await photographed(keeper, `store-used-${mode}`)
      await keeper.tap('counter-view-day')
      await keeper.sees('今天已交付')
      await photographed(keeper, `store-day-${mode}`)
    },
    180_000,
  )

  test('at the wrong store the keeper is told where it belongs; five wrong codes lock the counter for a while', async () => {
    const { cloud } = twin
    const { _id: personId } = cloud.personOf('villager-diao')
    const post = { personId, role: 'storeKeeper', areaId: otherVillage, from: '2026-01-01' }
    await cloud.ok('admin', 'post.appoint', post)
    const { token = '', code = '' } = await shop().reserve('neighbour-tian', '加碘盐')
    const stranger = await openAs('villager-diao', 'plain', counterPage)
    stranger.page.once('dialog', (dialog) => void dialog.accept(qrText('redemption', token)))
    await stranger.tap('counter-scan')
    await stranger.sees('这是在田堰村爱心超市预约的，请到那里领取。')
    await photographed(stranger, 'store-wrong-store')
    expect(cloud.rows('goods', { storeId: otherStoreId, reserved: { $gt: 0 } })).toEqual([])
    await typeCode(stranger, code)
    await stranger.sees('没有这个兑换码')
    const wrong = { storeId: otherStoreId, code, deviceId: v7() }
    for (let tried = 1; tried < 5; tried++)
      expect(await cloud.refused('villager-diao', 'redemption.claim', wrong)).toBe('CODE_UNKNOWN')
    await typeCode(stranger, code)
    await stranger.sees('尝试次数过多')
  }, 120_000)

  test('a code that has lapsed: the points are back, and the keeper is told', async () => {
    const before = shop().balance('villager-tian')
    const made = await shop().reserve('villager-tian', '加碘盐')
    const { id, code = '' } = made
    await twin.cloud.pass(minutes(31))
    await twin.cloud.pass(minutes(1))
    const keeper = await openAs('keeper-tian', 'plain', counterPage)
    await typeCode(keeper, code)
    await keeper.sees('这个兑换码已过期')
    const villager = await openAs('villager-tian', 'plain', 'packages/store/redemption/index', { redemptionId: id })
    await villager.sees('没有按时领取，3 分已退回')
    await photographed(villager, 'store-lapsed')
    expect(shop().balance('villager-tian')).toBe(before)
  }, 120_000)

  test('without network the keeper hands over what was verified, and nothing else; back again it settles once', async () => {
    const { cloud } = twin
    const verified = await shop().reserve('neighbour-tian', '毛巾')
    const unseen = await shop().reserve('neighbour-tian', '肥皂')
    const keeper = await openAs('keeper-tian', 'plain', counterPage)
    await typeCode(keeper, verified.code!)
    await keeper.at('counter-goods').waitFor()
    await keeper.tap('counter-later')

    await keeper.setOffline(true)
    await keeper.sees('现在没有网络。')
    await typeCode(keeper, unseen.code!)
    await keeper.at('counter-refusal').waitFor()
    await photographed(keeper, 'store-offline-refused')
    await keeper.tap('counter-view-waiting')
    await keeper.tap(`redemption-${verified.id}`)
    await keeper.tap('counter-hand')
    await keeper.at('counter-waits').waitFor()
    await keeper.at('counter-unconfirmed').waitFor()
    await photographed(keeper, 'store-offline-handed-over')
    expect(await stateOf('neighbour-tian', verified.id)).toBe('claimed')
    await keeper.reload()
    await keeper.at('counter-unconfirmed').waitFor()
    await keeper.tap('counter-view-waiting')
    await keeper.sees('待确认')
    await photographed(keeper, 'store-offline-waiting')

    await keeper.setOffline(false)
    await keeper.misses('待确认')
    expect(await stateOf('neighbour-tian', unseen.id)).toBe('reserved')
    const settled = await cloud.ok('neighbour-tian', 'redemption.get', { redemptionId: verified.id })
    expect(settled.steps.map(({ event }) => event)).toEqual(['reserve', 'claim', 'handOver'])
    const entries = cloud.rows('entries', { cause: `redemption:${verified.id}:handOver` })
    expect(entries).toHaveLength(1)
  }, 120_000)

  test('taken back the same day by the keeper, with the reason on the receipt', async () => {
    const made = await shop().reserve('elder-tian', '毛巾')
    const { id, storeId, code } = made
    await twin.cloud.ok('keeper-tian', 'redemption.handOver', { storeId, code, deviceId: v7() })
    const keeper = await openAs('keeper-tian', 'plain', counterPage)
    await keeper.tap('counter-view-day')
    await keeper.tap(`redemption-${id}`)
    await keeper.tap('do-undo')
    await keeper.type('event-reason', '拿错了，换成洗洁精')
    await keeper.photograph('store-undo')
    await keeper.tap('event-ok')
    await keeper.sees('当天撤销：拿错了，换成洗洁精，10 分已退回')
    await photographed(keeper, 'store-returned')
  }, 120_000)
})
