/** The store, its goods and its shelf through the real SDK: who may, what is refused, repeated, raced; the manager's warning. */
import { type DemoCloud, startDemoCloud } from '../support/demo'
import { expectBooksToBalance, minutes, storeId, storeIn, village } from '../support/store'

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

const manager = 'manager-tian'
const inspector = 'inspector-tian'
const move = (who: string, input: object, requestId?: string) => cloud.ok(who, 'stock.move', input, requestId)
const moveRefused = (who: string, input: object) => cloud.refused(who, 'stock.move', input)
const idOf = (name: string) => store.goods(name)._id

describe('store.get and store.save', () => {
  const set = {
    ...{ name: '田堰村爱心超市', place: '村部东侧', opens: '07:30', closes: '17:30', weekdays: [1, 2, 3, 4, 5] },
    cardDailyLimit: 80,
  }

  test('everybody sees their village’s store, its hours and who keeps it; a household its points', async () => {
    const seen = await cloud.ok('villager-tian', 'store.get', {})
    expect(seen).toMatchObject({ id: storeId, villageId: village, opens: '08:00', balance: 180, mine: [] })
    expect(seen.staff.map(({ title }) => title)).toEqual(['超市负责人', '超市管理员', '超市监督员'])
    expect((await cloud.ok(manager, 'store.get', {})).mine).toEqual(['storeManager'])
    expect(await cloud.refused('visitor', 'store.get', {})).toBe('NO_STORE')
    expect(await cloud.ok('visitor', 'store.get', { storeId })).not.toHaveProperty('balance')
  })

  test('the manager changes it, on the version that was shown; a repeat answers the same', async () => {
    const id = cloud.freshId()
    const input = { villageId: village, version: 1, ...set }
    const first = await cloud.ok(manager, 'store.save', input, id)
    expect(first).toMatchObject({ place: '村部东侧', cardDailyLimit: 80, version: 2 })
    expect(await cloud.ok(manager, 'store.save', input, id)).toEqual(first)
    expect(await cloud.refused(manager, 'store.save', input)).toBe('CONFLICT')
  })

  test('a new store is opened by the manager appointed there, once', async () => {
    const bare = '411521105201'
    const open = { villageId: bare, ...set }
    expect(await cloud.refused('member-tian', 'store.save', open)).toBe('FORBIDDEN')
    const personId = cloud.personOf('member-tian')._id
    await cloud.ok('admin', 'post.appoint', { personId, role: 'storeManager', areaId: bare, from: '2026-01-01' })
    const [one, two] = await Promise.all([1, 2].map(() => cloud.refused('member-tian', 'store.save', open)))
    expect([one, two].sort()).toEqual(['CONFLICT', 'ok'])
    const closed = { ...open, version: 1, opens: '18:00', closes: '08:00' }
    expect(await cloud.refused('member-tian', 'store.save', closed)).toBe('BAD_INPUT')
    expect(await cloud.refused('member-tian', 'store.save', { ...set, villageId: village, version: 1 })).toBe(
      'FORBIDDEN',
    )
  })
})

describe('goods.list and goods.save', () => {
  test('the cheapest come first, so what is affordable comes first; what is left and allowed stands beside', async () => {
    const { rows, balance } = await cloud.ok('neighbour-tian', 'goods.list', {})
    const prices = rows.map(({ price }) => price)
    expect(prices).toEqual([...prices].sort((a, b) => a - b))
    expect(balance).toBe(90)
    expect(rows.map(({ affordable }) => affordable)).toEqual(prices.map((price) => price <= 90))
    expect(rows.find(({ name }) => name === '棉被')).toMatchObject({
      left: 3,
      limit: 1,
      limitLeft: 1,
      donor: '县慈善总会',
    })
    expect(rows[0]).not.toHaveProperty('stock')
    const food = await cloud.ok('neighbour-tian', 'goods.list', { category: 'food' })
    expect(food.rows.map(({ name }) => name)).toEqual(['加碘盐', '大米（5公斤）', '食用油（5升）'])
  })

  test('what isn’t on sale is for the staff alone', async () => {
    const { _id: goodsId, name, category, measure, price, lowAt } = store.goods('铁锹')
    const set = { storeId, goodsId, version: store.goods('铁锹').version, name, category, measure, price, lowAt }
    await cloud.ok(manager, 'goods.save', { ...set, onSale: false })
    const names = async (who: string, view: 'sale' | 'all') =>
      (await cloud.ok(who, 'goods.list', { storeId, view })).rows.map((row) => row.name)
    expect(await names('villager-tian', 'sale')).not.toContain('铁锹')
    expect(await names('keeper-tian', 'all')).toContain('铁锹')
    expect(await cloud.refused('villager-tian', 'goods.list', { storeId, view: 'all' })).toBe('FORBIDDEN')
  })

  const item = { name: '围裙', category: 'kitchen', measure: '条', price: 15, lowAt: 2, onSale: true }

  test('a new item starts with an empty shelf; a repeat makes no second; an old version is refused', async () => {
    const id = cloud.freshId()
    const made = await cloud.ok(manager, 'goods.save', { storeId, ...item }, id)
    expect(made).toMatchObject({ name: '围裙', left: 0, stock: 0, version: 1 })
    expect(await cloud.ok(manager, 'goods.save', { storeId, ...item }, id)).toEqual(made)
    expect(cloud.rows('goods', { name: '围裙' })).toHaveLength(1)
    const dearer = { storeId, goodsId: made.id, version: 1, ...item, price: 18, limit: 3 }
    expect(await cloud.ok(manager, 'goods.save', dearer)).toMatchObject({ price: 18, limit: 3, version: 2 })
    expect(await cloud.refused(manager, 'goods.save', dearer)).toBe('CONFLICT')
    const { limit: _, ...unlimited } = { ...dearer, version: 2 }
    expect(await cloud.ok(manager, 'goods.save', unlimited)).not.toHaveProperty('limit')
  })

  test('is the manager’s, with whole prices and one’s own pictures', async () => {
    for (const who of ['keeper-tian', inspector, 'villager-tian', 'secretary-tian', 'admin'])
      expect(await cloud.refused(who, 'goods.save', { storeId, ...item })).toBe('FORBIDDEN')
    for (const price of [0, -5, 1.5, 1e9])
      expect(await cloud.refused(manager, 'goods.save', { storeId, ...item, price })).toBe('BAD_INPUT')
    const photo = 'cloud://local-env/exports/somebodys-file-0001.png'
    expect(await cloud.refused(manager, 'goods.save', { storeId, ...item, photo })).toBe('FILE_REFUSED')
  })
})

test('a photo stays until another comes or it is taken away, and its term begins then', async () => {
  const item = { storeId, name: '围裙', category: 'kitchen', measure: '条', price: 15, lowAt: 2, onSale: true }
  const pictures = ['apron-1', 'apron-2'].map((name) => `cloud://local-env/u/${name}-0123456789abcdef.png`)
  const shown = (goodsId: string) => cloud.rows<{ _id: string; photo?: string }>('goods', { _id: goodsId })[0]?.photo
  const termOf = (fileId?: string) => cloud.rows<{ at: Date }>('media', { fileId })[0]!.at.getTime()
  const { id: goodsId } = await cloud.ok(manager, 'goods.save', { ...item, photo: pictures[0] })
  const save = (version: number, more: object) =>
    cloud.ok(manager, 'goods.save', { ...item, goodsId, version, ...more })
  await save(1, { price: 16 })
  expect(shown(goodsId)).toBe(pictures[0])
  const untilThen = termOf(pictures[0])
  await save(2, { photo: pictures[1] })
  expect(shown(goodsId)).toBe(pictures[1])
  expect(termOf(pictures[0])).toBeLessThan(untilThen)
  await save(3, { photo: null })
  expect(shown(goodsId)).toBeUndefined()
  expect(termOf(pictures[1])).toBeLessThan(untilThen)
})

test('what the whole village would read is checked first: names, donors and notes', async () => {
  const { _id: goodsId, ...soap } = store.goods('肥皂')
  const { category, measure, price, lowAt, onSale, version } = soap
  const set = { storeId, goodsId, version, category, measure, price, lowAt, onSale }
  for (const mark of ['【违规】', '【待审】']) {
    expect(await cloud.refused(manager, 'goods.save', { ...set, name: `肥皂${mark}` })).toBe('CONTENT_REFUSED')
    const donation = { kind: 'donation', goodsId, quantity: 1, donor: `某人${mark}` }
    expect(await cloud.refused(manager, 'stock.move', donation)).toBe('CONTENT_REFUSED')
    const damage = { kind: 'damage', goodsId, quantity: 1, note: `受潮${mark}` }
    expect(await cloud.refused(manager, 'stock.move', damage)).toBe('CONTENT_REFUSED')
  }
  expect(store.goods('肥皂')).toEqual({ _id: goodsId, ...soap })
})

describe('stock.move', () => {
  test('what comes, goes and is counted is written down, each with the shelf before and after', async () => {
    const goodsId = idOf('毛巾')
    await move(manager, { kind: 'purchase', goodsId, quantity: 10 })
    await move(manager, { kind: 'donation', goodsId, quantity: 5, donor: '李家商店' })
    await move(manager, { kind: 'damage', goodsId, quantity: 2, note: '受潮发霉' })
    const { goods } = await move(inspector, { kind: 'count', goodsId, counted: 42 })
    expect(goods).toMatchObject({ stock: 42, reserved: 0, donor: '李家商店' })
    const { rows } = await cloud.ok('keeper-tian', 'stock.list', { storeId, goodsId })
    const said = rows.map(({ kind, quantity, before, after }) => [kind, quantity, before, after])
    expect(said.reverse().slice(-4)).toEqual([
      ['purchase', 10, 30, 40],
      ['donation', 5, 40, 45],
      ['damage', -2, 45, 43],
      ['count', -1, 43, 42],
    ])
    expect(rows.find(({ kind }) => kind === 'donation')).toMatchObject({ donor: '李家商店' })
  })

  test('a repeat moves nothing twice', async () => {
    const id = cloud.freshId()
    const input = { kind: 'purchase', goodsId: idOf('毛巾'), quantity: 10 }
    const first = await move(manager, input, id)
    expect(await move(manager, input, id)).toEqual(first)
    expect(store.goods('毛巾').stock).toBe(40)
  })

  test('ten purchases at once all arrive', async () => {
    const input = { kind: 'purchase', goodsId: idOf('毛巾'), quantity: 1 }
    await Promise.all(Array.from({ length: 10 }, () => move(manager, input)))
    expect(store.goods('毛巾').stock).toBe(40)
  })

  test('whoever buys doesn’t count, whoever counts doesn’t buy, and nobody else does either', async () => {
    const goodsId = idOf('毛巾')
    const purchase = { kind: 'purchase', goodsId, quantity: 1 }
    const counting = { kind: 'count', goodsId, counted: 30 }
    for (const who of [inspector, 'keeper-tian', 'villager-tian', 'admin', 'secretary-tian'])
      expect(await moveRefused(who, purchase)).toBe('FORBIDDEN')
    for (const who of [manager, 'keeper-tian', 'villager-tian'])
      expect(await moveRefused(who, counting)).toBe('FORBIDDEN')
    expect(await cloud.refused('villager-tian', 'stock.list', { storeId })).toBe('FORBIDDEN')
  })

  test('refuses what can’t be', async () => {
    const refused: [what: string, input: object, code: string][] = [
      ['less than nothing', { kind: 'purchase', quantity: -3 }, 'BAD_INPUT'],
      ['half a piece', { kind: 'purchase', quantity: 2.5 }, 'BAD_INPUT'],
      ['a huge delivery', { kind: 'purchase', quantity: 1e12 }, 'BAD_INPUT'],
      ['a donation by nobody', { kind: 'donation', quantity: 1 }, 'BAD_INPUT'],
      ['damage without a word', { kind: 'damage', quantity: 1 }, 'BAD_INPUT'],
      ['more damaged than there are', { kind: 'damage', quantity: 31, note: '受潮' }, 'OUT_OF_STOCK'],
    ]
    for (const [what, input, code] of refused)
      expect([what, await moveRefused(manager, { goodsId: idOf('毛巾'), ...input })]).toEqual([what, code])
  })

  test('what is set aside can be neither counted away nor damaged away; down to it both may go', async () => {
    await store.reserve('villager-tian', '棉被')
    const goodsId = idOf('棉被')
    expect(await moveRefused(inspector, { kind: 'count', goodsId, counted: 0 })).toBe('COUNT_BELOW_RESERVED')
    expect(await moveRefused(manager, { kind: 'damage', goodsId, quantity: 3, note: '虫蛀' })).toBe('OUT_OF_STOCK')
    await move(inspector, { kind: 'count', goodsId, counted: 1 })
    expect(store.goods('棉被')).toMatchObject({ stock: 1, reserved: 1 })
    expect(await cloud.refused('elder-tian', 'redemption.reserve', store.asked('棉被'))).toBe('OUT_OF_STOCK')
  })

  test('the manager is warned once when a shelf runs low, and again after it was full', async () => {
    const goodsId = idOf('铁锹')
    const warnings = async () => {
      await cloud.pass(minutes(1))
      return (await cloud.ok(manager, 'message.list', {})).rows.map(({ text }) => text)
    }
    await move(manager, { kind: 'damage', goodsId, quantity: 2, note: '断柄' })
    expect(await warnings()).toEqual(['“铁锹”只剩 4把，请补货。'])
    await move(manager, { kind: 'damage', goodsId, quantity: 1, note: '断柄' })
    expect(await warnings()).toHaveLength(1)
    await move(manager, { kind: 'purchase', goodsId, quantity: 10 })
    await move(manager, { kind: 'damage', goodsId, quantity: 9, note: '断柄' })
    expect(await warnings()).toHaveLength(2)
  })
})
