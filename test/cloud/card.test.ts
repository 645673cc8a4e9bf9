/** The elders' card through the real SDK: issued at the doorstep, used at the counter, locked, unlocked, revoked. */
import type { CardRecord } from '../../cloudfunctions/domain/store/record'
import { type DemoCloud, hours, startDemoCloud } from '../support/demo'
import { expectBooksToBalance, storeId, storeIn } from '../support/store'

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

/** The worker of the elder's grid: a secretary's post covers the village. */
const worker = 'secretary-tian'
const keeper = 'keeper-tian'
const elder = 'elder-tian'
const householdOf = (who: string) => cloud.personOf(who).householdId!
const issue = (who = elder, pin = '2580') => cloud.ok(worker, 'card.issue', { householdId: householdOf(who), pin })
const use = (token: string, items: [string, number][], pin = '2580') => ({
  ...{ storeId, token, pin, items: items.map(([name, quantity]) => store.asked(name, quantity)) },
})
const cardOf = (who: string) => cloud.rows<CardRecord>('cards', { householdId: householdOf(who) })[0]!

test('goods for points without a phone: seen, confirmed by the PIN, handed over, told to the family', async () => {
  const { token, card } = await issue()
  expect(card).toMatchObject({ state: 'active', household: { number: expect.stringMatching(/^\d组\d+号$/) } })
  const before = store.balance(elder)
  const seen = await cloud.ok(keeper, 'card.look', { storeId, token })
  expect(seen).toMatchObject({ state: 'active', balance: before, leftToday: 60, triesLeft: 5 })
  expect(seen.household.name).toMatch(/^.\*+$/)
  const receipt = await cloud.ok(
    keeper,
    'card.redeem',
    use(token, [
      ['肥皂', 2],
      ['毛巾', 1],
    ]),
  )
  expect(receipt).toMatchObject({ balance: before - 20, redemption: { state: 'handedOver', byCard: true, points: 20 } })
  expect(receipt.redemption.steps[0]?.sentence).toContain('凭爱心卡交付肥皂2块、毛巾1条，用去 20 分')
  expect(store.goods('肥皂')).toMatchObject({ stock: 38, reserved: 0 })
  expect((await cloud.ok(elder, 'message.list', {})).rows[0]).toMatchObject({
    kind: 'store',
    text: '爱心卡刚在田堰村爱心超市兑换了肥皂2块、毛巾1条，用去 20 分。如有疑问请联系网格员。',
  })
  expect(await cloud.ok(keeper, 'card.look', { storeId, token })).toMatchObject({ leftToday: 40 })
})

test('where nobody of the household has WeChat here, the grid’s worker is told', async () => {
  // a household of the worker's own grid with points, in which nobody is logged in
  const household = cloud
    .rows<{ owner: { id: string }; areas: string[]; balance: number }>('accounts', { unit: 'goods' })
    .find(({ owner: { id }, areas }) => {
      const family = cloud.rows<{ _id: string }>('people', { householdId: id }).map(({ _id }) => _id)
      return areas.includes('411521105204') && cloud.rows('bindings', { personId: { $in: family } }).length === 0
    })!
  const { token } = await cloud.ok(worker, 'card.issue', { householdId: household.owner.id, pin: '1357' })
  await cloud.ok(keeper, 'card.redeem', use(token, [['加碘盐', 1]], '1357'))
  const workers = cloud.rows<{ personId: string }>('posts', { areaId: household.areas.at(-1), role: 'gridWorker' })
  const told = cloud.rows<{ personId: string }>('messages', { kind: 'store' })
  expect(told.map(({ personId }) => personId).sort()).toEqual(workers.map(({ personId }) => personId).sort())
})

test('a repeat is one redemption; with other items the id is refused', async () => {
  const { token } = await issue()
  const id = cloud.freshId()
  const first = await cloud.ok(keeper, 'card.redeem', use(token, [['肥皂', 1]]), id)
  expect(await cloud.ok(keeper, 'card.redeem', use(token, [['肥皂', 1]]), id)).toEqual(first)
  expect(await cloud.refused(keeper, 'card.redeem', use(token, [['肥皂', 2]]), id)).toBe('REQUEST_REUSED')
  expect(store.goods('肥皂').stock).toBe(39)
})

test('five wrong PINs lock it, although each call was refused; the worker unlocks', async () => {
  const { token, card } = await issue()
  for (const left of [4, 3, 2, 1]) {
    const answer = await cloud.by(keeper, 'card.redeem', use(token, [['肥皂', 1]], '0000'))
    expect(answer).toMatchObject({ ok: false, error: { code: 'PIN_WRONG', detail: { left } } })
  }
  expect(await cloud.refused(keeper, 'card.redeem', use(token, [['肥皂', 1]], '0000'))).toBe('CARD_LOCKED')
  expect(await cloud.refused(keeper, 'card.redeem', use(token, [['肥皂', 1]]))).toBe('CARD_LOCKED')
  expect(await cloud.ok(keeper, 'card.look', { storeId, token })).toMatchObject({ state: 'locked' })
  expect(await cloud.refused('neighbour-tian', 'card.unlock', { cardId: card.id })).toBe('FORBIDDEN')
  expect(await cloud.ok(worker, 'card.unlock', { cardId: card.id, pin: '8642' })).toMatchObject({ state: 'active' })
  expect(await cloud.refused(keeper, 'card.redeem', use(token, [['肥皂', 1]]))).toBe('PIN_WRONG')
  expect(await cloud.refused(keeper, 'card.redeem', use(token, [['肥皂', 1]], '8642'))).toBe('ok')
})

test('wrong PINs at once are counted one by one: of twenty guesses no more than five are looked at', async () => {
  const { token } = await issue()
  const guesses = Array.from({ length: 20 }, (_, n) => String(1000 + n))
  const codes = await Promise.all(
    guesses.map((pin) => cloud.refused(keeper, 'card.redeem', use(token, [['肥皂', 1]], pin))),
  )
  expect(codes.filter((code) => code === 'PIN_WRONG')).toHaveLength(4)
  expect(codes).not.toContain('ok')
  expect(cardOf(elder)).toMatchObject({ state: 'locked', tries: 5 })
})

test('a right PIN takes the count back, also when the shelf or the points then refuse', async () => {
  const { token } = await issue()
  await cloud.refused(keeper, 'card.redeem', use(token, [['肥皂', 1]], '0000'))
  expect(await cloud.refused(keeper, 'card.redeem', use(token, [['加碘盐', 61]]))).toBe('OUT_OF_STOCK')
  expect(cardOf(elder)).toMatchObject({ state: 'active', tries: 0 })
})

test('a right PIN at the fifth try, whose call died before its count was taken back: its repeat goes through', async () => {
  const { token } = await issue()
  for (let n = 0; n < 4; n++) await cloud.refused(keeper, 'card.redeem', use(token, [['肥皂', 1]], '0000'))
  const { database } = cloud
  const handle = database.handle.bind(database)
  let updates = 0
  database.handle = async (body) =>
    body.action === 'database.modifyDocument' && body.collectionName === 'cards' && ++updates === 2
      ? { code: 'DATABASE_REQUEST_FAILED', message: 'the function died' }
      : handle(body)
  const [id, asked] = [cloud.freshId(), use(token, [['肥皂', 1]])]
  expect(await cloud.refused(keeper, 'card.redeem', asked, id)).toBe('INTERNAL')
  expect(cardOf(elder)).toMatchObject({ state: 'locked', tries: 5 })
  database.handle = handle
  expect(await cloud.refused(keeper, 'card.redeem', asked)).toBe('CARD_LOCKED')
  expect(await cloud.ok(keeper, 'card.redeem', asked, id)).toMatchObject({ redemption: { points: 5 } })
  expect(cardOf(elder)).toMatchObject({ state: 'active', tries: 0 })
  expect(cardOf(elder).counting).toBeUndefined()
})

test('a repeat of a call with a wrong PIN is told the same and costs no second try', async () => {
  const { token } = await issue()
  const id = cloud.freshId()
  const wrong = use(token, [['肥皂', 1]], '0000')
  expect(await cloud.refused(keeper, 'card.redeem', wrong, id)).toBe('PIN_WRONG')
  expect(await cloud.refused(keeper, 'card.redeem', wrong, id)).toBe('PIN_WRONG')
  expect(cardOf(elder).tries).toBe(1)
})

test('no more than the day’s limit, a new card or not; the next day again', async () => {
  const { token } = await issue()
  await cloud.ok(keeper, 'card.redeem', use(token, [['毛巾', 5]]))
  expect(await cloud.refused(keeper, 'card.redeem', use(token, [['毛巾', 2]]))).toBe('DAILY_LIMIT')
  const again = await issue()
  expect(await cloud.refused(keeper, 'card.redeem', use(again.token, [['毛巾', 2]]))).toBe('DAILY_LIMIT')
  cloud.advance(hours(24))
  expect(await cloud.refused(keeper, 'card.redeem', use(again.token, [['毛巾', 2]]))).toBe('ok')
})

test('never for the keeper’s own household, nor from another village, nor by anybody else', async () => {
  const own = await issue(keeper)
  expect(await cloud.refused(keeper, 'card.redeem', use(own.token, [['肥皂', 1]]))).toBe('OWN_HOUSEHOLD')
  expect(await cloud.refused(keeper, 'card.look', { storeId, token: own.token })).toBe('OWN_HOUSEHOLD')
  const far = await cloud.ok('secretary-diao', 'card.issue', { householdId: householdOf('villager-diao'), pin: '2580' })
  expect(await cloud.refused(keeper, 'card.redeem', use(far.token, [['肥皂', 1]]))).toBe('OTHER_VILLAGE')
  const { token } = await issue()
  for (const who of ['villager-tian', 'manager-tian', 'inspector-tian', worker])
    expect(await cloud.refused(who, 'card.redeem', use(token, [['肥皂', 1]]))).toBe('FORBIDDEN')
})

test('a revoked card, a replaced one and an invented code are worth nothing', async () => {
  const first = await issue()
  const second = await issue()
  expect(second.token).not.toBe(first.token)
  expect(await cloud.refused(keeper, 'card.redeem', use(first.token, [['肥皂', 1]]))).toBe('CARD_UNKNOWN')
  expect(await cloud.refused(keeper, 'card.look', { storeId, token: 'a'.repeat(32) })).toBe('CARD_UNKNOWN')
  await cloud.ok(worker, 'card.revoke', { cardId: second.card.id })
  expect(await cloud.refused(keeper, 'card.redeem', use(second.token, [['肥皂', 1]]))).toBe('CARD_REVOKED')
  expect(await cloud.refused(worker, 'card.unlock', { cardId: second.card.id })).toBe('CARD_REVOKED')
})

describe('at the doorstep', () => {
  test('a repeat of the issue gives the same code; the sheet prints it again; the list names the household', async () => {
    const id = cloud.freshId()
    const input = { householdId: householdOf(elder), pin: '2580' }
    const first = await cloud.ok(worker, 'card.issue', input, id)
    expect(await cloud.ok(worker, 'card.issue', input, id)).toEqual(first)
    expect((await cloud.ok(worker, 'card.sheet', { cardIds: [first.card.id] })).rows).toEqual([first])
    expect((await cloud.ok(worker, 'card.list', {})).rows).toEqual([first.card])
  })

  test('what is stored gives neither the code nor the PIN', async () => {
    const { token } = await issue()
    const stored = JSON.stringify(cardOf(elder))
    expect(stored).not.toContain(token)
    expect(stored).not.toContain('2580')
  })

  test('is for the workers of the household’s areas, and for no one’s own household', async () => {
    const input = { householdId: householdOf(elder), pin: '2580' }
    for (const who of ['villager-tian', keeper, 'manager-tian', 'worker-tian', 'secretary-diao', 'admin'])
      expect(await cloud.refused(who, 'card.issue', input)).toBe('FORBIDDEN')
    expect(await cloud.refused(worker, 'card.issue', { householdId: householdOf(worker), pin: '2580' })).toBe(
      'OWN_HOUSEHOLD',
    )
    expect(await cloud.refused(worker, 'card.issue', { ...input, pin: '25800' })).toBe('BAD_INPUT')
    const { card } = await issue()
    for (const who of [keeper, 'worker-tian', 'secretary-diao']) {
      expect(await cloud.refused(who, 'card.revoke', { cardId: card.id })).toBe('FORBIDDEN')
      expect(await cloud.refused(who, 'card.sheet', { cardIds: [card.id] })).toBe('FORBIDDEN')
    }
    expect((await cloud.ok('worker-tian', 'card.list', {})).rows).toEqual([])
  })
})
