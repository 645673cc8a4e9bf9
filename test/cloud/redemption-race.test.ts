/** Many at once on one account and one item, and what a redemption costs in round trips. */
import type { Answer } from '../support/cloud'
import { type DemoCloud, startDemoCloud } from '../support/demo'
import { device, expectBooksToBalance, storeId, storeIn } from '../support/store'

let cloud: DemoCloud
let store: ReturnType<typeof storeIn>
beforeEach(async () => {
  cloud = await startDemoCloud({ workers: 4 })
  store = storeIn(cloud)
})
afterEach(() => cloud.close())

const reserve = (who: string, name: string, requestId = cloud.freshId()) =>
  cloud.by(who, 'redemption.reserve', store.asked(name), requestId)

/** Calls again with the same id while the cloud is busy, as the client's outbox does. */
async function insistently<Data>(call: (requestId: string) => Promise<Answer<Data>>): Promise<string> {
  const requestId = cloud.freshId()
  for (;;) {
    const answer = await call(requestId)
    if (answer.ok) return 'ok'
    if (answer.error.code !== 'BUSY') return answer.error.code
  }
}

/** How often each answer was given. */
const tally = (answers: readonly string[]) =>
  Object.fromEntries([...new Set(answers)].map((code) => [code, answers.filter((answer) => answer === code).length]))

test('fifty callers at once on one account and one item with twenty in stock: exactly twenty are sold', async () => {
  const goodsId = store.goods('加碘盐')._id
  await cloud.ok('inspector-tian', 'stock.move', { kind: 'count', goodsId, counted: 20 })
  const before = store.balance('villager-tian')
  const answers = await Promise.all(
    Array.from({ length: 50 }, () => insistently((requestId) => reserve('villager-tian', '加碘盐', requestId))),
  )
  expect(tally(answers)).toEqual({ ok: 20, OUT_OF_STOCK: 30 })
  expect(store.goods('加碘盐')).toMatchObject({ stock: 20, reserved: 20 })
  expect(store.balance('villager-tian')).toBe(before - 60)
  expectBooksToBalance(cloud)
}, 120_000)

test('fifty at once with points for six: six are sold, the balance stays at what can’t buy a seventh', async () => {
  const answers = await Promise.all(
    Array.from({ length: 50 }, () => insistently((requestId) => reserve('neighbour-tian', '抽纸', requestId))),
  )
  expect(tally(answers)).toEqual({ ok: 6, POINTS_SHORT: 44 })
  expect(store.balance('neighbour-tian')).toBe(0)
  expectBooksToBalance(cloud)
}, 120_000)

test('one request ten times at once is one redemption', async () => {
  const requestId = cloud.freshId()
  const answers = await Promise.all(Array.from({ length: 10 }, () => reserve('villager-tian', '肥皂', requestId)))
  const ids = answers.flatMap((answer) => (answer.ok ? [answer.data.id] : [answer.error.code]))
  expect(new Set(ids).size).toBe(1)
  expect(store.goods('肥皂').reserved).toBe(1)
  expectBooksToBalance(cloud)
}, 60_000)

test('of two hand-overs and a cancellation at once exactly one happens', async () => {
  for (let round = 0; round < 3; round++) {
    const made = await store.reserve('villager-tian', '肥皂')
    const stock = store.goods('肥皂').stock
    const outcomes = await Promise.all([
      cloud.refused('keeper-tian', 'redemption.handOver', { storeId, code: made.code, deviceId: device }),
      cloud.refused('villager-tian', 'redemption.cancel', { redemptionId: made.id }),
      cloud.refused('keeper-tian', 'redemption.handOver', { storeId, token: made.token, deviceId: device }),
    ])
    expect(tally(outcomes).ok).toBe(1)
    const given = store.redemption(made.id).state === 'handedOver' ? 1 : 0
    expect(store.goods('肥皂')).toMatchObject({ stock: stock - given, reserved: 0 })
    expectBooksToBalance(cloud)
  }
}, 60_000)

test('a reservation takes five round trips and eleven operations, a hand-over five and twelve at most (architecture.md §6)', async () => {
  const one = await startDemoCloud({ workers: 1 })
  try {
    const shop = storeIn(one)
    const costOf = (action: string) => {
      const { sequence, operations } = one.calls.filter(({ label }) => label === action).at(-1)!
      return { sequence, operations }
    }
    // warm: the store's name is remembered for a minute
    await shop.reserve('villager-tian', '肥皂')
    const shown = await shop.reserve('villager-tian', '肥皂')
    // session; begin; redemption, goods, account, household; redemption, goods, entry, account; commit
    expect(costOf('redemption.reserve')).toEqual({ sequence: 5, operations: 11 })
    await one.ok('keeper-tian', 'redemption.handOver', { storeId, code: shown.code, deviceId: device })
    // session, code, tries; begin; redemption, goods, entry; redemption, goods, movement, entry; commit
    expect(costOf('redemption.handOver')).toEqual({ sequence: 5, operations: 12 })
    const verified = await shop.reserve('villager-tian', '肥皂')
    await one.ok('keeper-tian', 'redemption.claim', { storeId, code: verified.code, deviceId: device })
    expect(costOf('redemption.claim')).toEqual({ sequence: 2, operations: 4 })
    await one.ok('keeper-tian', 'redemption.handOver', { redemptionId: verified.id, deviceId: device })
    expect(costOf('redemption.handOver')).toEqual({ sequence: 5, operations: 11 })
  } finally {
    await one.close()
  }
}, 60_000)
