/** The supermarket: households reserve and come to the counter, keepers verify and hand over, managers stock and put right. */
import { allowedRedemptionEvents, type RedemptionEvent, type RedemptionParty } from '#types/redemption'
import { storeIdOf } from '#types/store'
import { factsOf } from '../../../cloudfunctions/domain/store/decide'
import type { GoodsRecord, RedemptionRecord } from '../../../cloudfunctions/domain/store/record'
import type { Reservation } from '../checks/store'
import type { Hand, Life } from '../life'
import { weighted } from '../plan'

const villageOf = ({ me }: Hand) => (me.areas[2] ?? me.posts[0]?.areas[2] ?? '').slice(0, 12)
const storeOf = (hand: Hand) => storeIdOf(villageOf(hand))

/** What a shelf, a purse or an allowance may refuse. */
const short = new Set(['OUT_OF_STOCK', 'POINTS_SHORT', 'OVER_LIMIT', 'NOT_ON_SALE'])

/** What somebody learns whom another, or the clock, was faster than. */
const tooLate = new Set(['EVENT_NOT_ALLOWED', 'CODE_USED', 'CODE_LAPSED', 'CODE_CANCELLED', 'OTHER_DEVICE', 'CONFLICT'])

/** Reserves something, and as often as not goes to the counter at once. */
async function reserve(hand: Hand): Promise<void> {
  const { random, books, call, tell, touched, wrong } = hand
  const shelf = books.rows<GoodsRecord>('goods', { storeId: storeOf(hand), onSale: true })
  const goods = random.pick(shelf)
  const input = { goodsId: goods._id, quantity: random.between(1, 3), price: goods.price }
  const answer = await call('redemption.reserve', input)
  touched('goods', goods._id)
  if (!answer.ok) {
    if (!short.has(answer.error.code)) wrong(`redemption.reserve was refused: ${answer.error.code}`)
    return
  }
  const { id, points } = answer.data
  tell('reservations', { id, points } satisfies Reservation)
  touched('redemptions', id)
  if (random.chance(0.7)) await serve(hand.with(keeperAt(storeOf(hand))), id)
}

/** The keeper of the demo who stands in a store. */
const keepers = { '411521105204': 'keeper-tian', '411521208208': 'keeper-diao', '411521109208': 'keeper-zheng' }
const keeperAt = (storeId: string) => keepers[storeId.slice('store:'.length) as keyof typeof keepers]

const partyOf = (hand: Hand): RedemptionParty =>
  hand.me.posts.some(({ role }) => role === 'storeKeeper')
    ? 'keeper'
    : hand.me.posts.some(({ role }) => role === 'storeManager')
      ? 'manager'
      : 'household'

const appetite: Partial<Record<RedemptionEvent, number>> = {
  claim: 4,
  handOver: 8,
  settleLate: 4,
  cancel: 1,
  undo: 1,
  reverse: 1,
}

/** Presses one of the buttons that a redemption shows. */
async function serve(hand: Hand, id: string): Promise<void> {
  const { random, books, call, touched, wrong, me } = hand
  const record = books.row<RedemptionRecord>('redemptions', id)!
  const shown = allowedRedemptionEvents(factsOf(record), [partyOf(hand)], books.now).filter(
    (event) => event in appetite,
  )
  if (shown.length === 0) return
  const event = weighted(
    random,
    Object.fromEntries(shown.map((one) => [one, appetite[one]!])) as Record<RedemptionEvent, number>,
  )
  const { storeId, code, token } = record
  const deviceId = `device-of-${me.id}`
  const byCode = random.chance(0.5) ? { storeId, code, deviceId } : { storeId, token, deviceId }
  const reason = '模拟：拿错了'
  const press = {
    claim: () => call('redemption.claim', byCode),
    handOver: () => call('redemption.handOver', record.claimedAt ? { redemptionId: id, deviceId } : byCode),
    settleLate: () => call('redemption.handOver', { redemptionId: id, deviceId }),
    cancel: () => call('redemption.cancel', { redemptionId: id }),
    undo: () => call('redemption.undo', { redemptionId: id, reason }),
    reverse: () => call('redemption.reverse', { redemptionId: id, reason }),
  }[event as 'claim']
  const answer = await press()
  touched('redemptions', id)
  // a rival was faster, or tries after lost answers took so long that its time ran out
  const overdue = record.due !== undefined && books.now >= record.due
  if (answer.ok || ((hand.rivalled || overdue) && tooLate.has(answer.error.code))) return
  wrong(`redemption ${id}: ${event} was shown to ${me.id} and refused: ${answer.error.code} ${answer.error.message}`)
}

/** A redemption of one's store or household on which something can be pressed. */
async function attend(hand: Hand): Promise<void> {
  const { books, random, me } = hand
  const party = partyOf(hand)
  const own = party === 'household' ? { householdId: me.householdId } : { storeId: storeOf(hand) }
  const found = books
    .rows<RedemptionRecord>('redemptions', own)
    .filter((record) => allowedRedemptionEvents(factsOf(record), [party], books.now).some((event) => event in appetite))
  if (found.length > 0) await serve(hand, random.pick(found)._id)
}

/** Goods come in, break, and are counted. */
async function stock(hand: Hand): Promise<void> {
  const { books, random, call, touched, wrong, me } = hand
  const goods = random.pick(books.rows<GoodsRecord>('goods', { storeId: storeOf(hand) }))
  const goodsId = goods._id
  const inspector = me.posts.some(({ role }) => role === 'storeInspector')
  const note = '模拟'
  const quantity = random.between(1, 4)
  const kind = inspector ? 'count' : weighted(random, { purchase: 3, donation: 1, damage: 1 })
  const answer = await call(
    'stock.move',
    {
      count: { kind: 'count' as const, goodsId, counted: Math.max(0, goods.stock + random.between(-1, 1)), note },
      purchase: { kind: 'purchase' as const, goodsId, quantity, note },
      donation: { kind: 'donation' as const, goodsId, quantity, donor: '模拟乡友', note },
      damage: { kind: 'damage' as const, goodsId, quantity, note },
    }[kind],
  )
  touched('goods', goodsId)
  const mayRefuse = new Set(['OUT_OF_STOCK', 'COUNT_BELOW_RESERVED'])
  if (!answer.ok && !mayRefuse.has(answer.error.code)) wrong(`stock.move ${kind} by ${me.id}: ${answer.error.code}`)
}

export const store: Life = {
  name: 'store',
  share: 5,
  cast: {
    ...{ 'villager-tian': 4, 'neighbour-tian': 4, 'elder-tian': 3, 'member-tian': 3, 'worker-tian': 2 },
    ...{ 'villager-diao': 4, 'member-diao': 3, 'villager-zheng': 4, 'member-zheng': 3 },
    ...{ 'keeper-tian': 5, 'keeper-diao': 3, 'keeper-zheng': 3 },
    ...{ 'manager-tian': 3, 'manager-diao': 1, 'manager-zheng': 1, 'inspector-tian': 1, 'inspector-diao': 1 },
  },
  act: (hand) => {
    const roles = hand.me.posts.map(({ role }) => role)
    if (roles.includes('storeInspector')) return stock(hand)
    if (roles.includes('storeManager')) return hand.random.chance(0.6) ? stock(hand) : attend(hand)
    if (roles.includes('storeKeeper')) return attend(hand)
    return hand.random.chance(0.85) ? reserve(hand) : attend(hand)
  },
}
