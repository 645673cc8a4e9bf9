import type { Tab } from './tab'
import { describeTwin } from './twin'

/** Fills in an order up to its last step. */
async function upToTheCheck(tab: Tab, words: string) {
  await tab.tap('home-order')
  await tab.arrives('packages/order/new')
  await tab.tap('category-otherRequest')
  await tab.type('words', words)
  await tab.tap('order-next')
  await tab.tap('order-next')
  await tab.sees('交给谁')
}

describeTwin('without network', (twin) => {
  const filed = async (who: string) => (await twin.cloud.ok(who, 'case.list', { view: 'mine' })).rows

  test('what was typed and photographed survives closing the page', async () => {
    const villager = await twin.person('villager-tian')
    await villager.tap('home-order')
    await villager.arrives('packages/order/new')
    await villager.tap('category-lighting')
    await villager.type('words', '水塘边的灯一闪一闪')
    await villager.choose('photos-add', await twin.photo(false))
    await villager.at('photos-0').waitFor()
    await villager.go('packages/order/new/index')
    await villager.at('photos-0').waitFor()
    expect(await villager.value('words')).toBe('水塘边的灯一闪一闪')
  }, 90_000)

  test('an order waits as 待发送, survives a restart and goes exactly once when the network is back', async () => {
    const villager = await twin.person('neighbour-tian')
    await upToTheCheck(villager, '自来水管漏水，请来看看')
    await villager.setOffline(true)
    await villager.sees('现在没有网络。')
    await villager.tap('order-next')
    await villager.at('order-waiting').waitFor()
    // Looked at before the restart: what a closing page still sends is past the browser's switch for the network.
    expect(await filed('neighbour-tian')).toHaveLength(0)
    await villager.photograph('offline')
    await villager.tap('order-see')
    await villager.sees('待发送')
    await villager.reload()
    await villager.sees('待发送')

    await villager.setOffline(false)
    await villager.at('cases').locator('.case-row').waitFor()
    await villager.misses('待发送')
    await villager.reload()
    await villager.at('cases').locator('.case-row').waitFor()
    const rows = await filed('neighbour-tian')
    expect(rows.map(({ title }) => title)).toEqual(['自来水管漏水，请来看看'])
  }, 90_000)

  test('an order whose answer is lost on the way is sent again and counts once', async () => {
    const elder = await twin.person('elder-tian')
    await upToTheCheck(elder, '院墙要倒了，请来看看')
    const { arrived } = await elder.loseAnswer('case.submit')
    await elder.tap('order-next')
    await arrived
    await elder.at('order-waiting').waitFor()
    await elder.go('pages/cases/index')
    await elder.at('cases').locator('.case-row').waitFor()
    await elder.misses('待发送')
    expect(await filed('elder-tian')).toHaveLength(1)
  }, 90_000)
})
