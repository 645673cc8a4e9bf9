/** The elders' cards: workers issue, unlock and take them back; keepers scan them, and the household says its PIN, right or wrong. */
import { storeIdOf } from '#types/store'
import type { AccountRecord } from '../../../cloudfunctions/domain/ledger/record'
import type { CardRecord, GoodsRecord } from '../../../cloudfunctions/domain/store/record'
import { businessDate } from '../../../cloudfunctions/kernel/time'
import type { CardInHand, PinSaid, ReceiptInHand } from '../checks/cards'
import type { Hand, Life } from '../life'

const postOf = ({ me }: Hand) => me.posts[0]!

/** What the counter may refuse whoever has a card and knows its PIN. */
const mayRefuse = new Set(['OUT_OF_STOCK', 'POINTS_SHORT', 'OVER_LIMIT', 'DAILY_LIMIT'])

/** What somebody learns whom another was faster than. */
const tooLate = new Set([
  ...['CONFLICT', 'ALREADY_DONE', 'CARD_REVOKED', 'CARD_UNKNOWN', 'CARD_LOCKED', 'PIN_WRONG', 'NOT_ON_SALE'],
])

const pinOf = ({ random }: Hand) => String(random.between(0, 9999)).padStart(4, '0')

/** The card as its household holds it: the last that was issued to it. */
const inHand = ({ books }: Hand, cardId: string) =>
  books
    .told<CardInHand>('cards')
    .filter((card) => card.cardId === cardId)
    .at(-1)

/** Issues a card to a household that has points; a second one takes the place of the first. */
async function issue(hand: Hand): Promise<void> {
  const { random, books, call, tell, touched, wrong, me } = hand
  const { areaId } = postOf(hand)
  const accounts = books
    .rows<AccountRecord>('accounts', { areas: areaId })
    .filter(({ owner, balance }) => owner.kind === 'household' && balance > 0 && owner.id !== me.householdId)
  if (accounts.length === 0) return
  const householdId = random.pick(accounts).owner.id
  const pin = pinOf(hand)
  const answer = await call('card.issue', { householdId, pin })
  if (answer.ok) {
    const { card, token } = answer.data
    tell('cards', { cardId: card.id, token, pin } satisfies CardInHand)
    tell('pins', { cardId: card.id, kind: hand.rivalled ? 'unsure' : 'forgiven' } satisfies PinSaid)
    touched('cards', card.id)
  } else if (!hand.rivalled || !tooLate.has(answer.error.code))
    wrong(`card.issue by ${me.id}: ${answer.error.code} ${answer.error.message}`)
}

/** Unlocks the cards that are locked; now and then one is lost and taken back. */
async function lookAfter(hand: Hand): Promise<void> {
  const { random, books, call, tell, touched, wrong, me } = hand
  const cards = books.rows<CardRecord>('cards', { areas: postOf(hand).areaId })
  const locked = cards.filter(({ state, householdId }) => state === 'locked' && householdId !== me.householdId)
  const usable = cards.filter(({ state }) => state === 'active')
  const card = locked.length > 0 ? random.pick(locked) : random.chance(0.15) && random.pick(usable)
  if (!card) return random.chance(0.5) ? issue(hand) : undefined
  const { _id: cardId } = card
  const unlocks = card.state === 'locked'
  const answer = unlocks ? await call('card.unlock', { cardId }) : await call('card.revoke', { cardId })
  touched('cards', cardId)
  if (answer.ok && unlocks) tell('pins', { cardId, kind: hand.rivalled ? 'unsure' : 'forgiven' } satisfies PinSaid)
  if (!answer.ok && !(hand.rivalled && tooLate.has(answer.error.code)))
    wrong(`${unlocks ? 'card.unlock' : 'card.revoke'} by ${me.id}: ${answer.error.code} ${answer.error.message}`)
}

/** A household comes to the counter with its card and says its PIN; sometimes another one. */
async function redeem(hand: Hand): Promise<void> {
  const { random, books, call, tell, touched, wrong, me } = hand
  const village = postOf(hand).areas[2]!
  const storeId = storeIdOf(village)
  const cards = books.rows<CardRecord>('cards', { areas: village }).filter(({ state }) => state !== 'revoked')
  if (cards.length === 0) return
  const { _id: cardId } = random.pick(cards)
  const { token, pin } = inHand(hand, cardId) ?? { token: '', pin: '' }
  const looked = await call('card.look', { storeId, token })
  if (!looked.ok) {
    if (looked.error.code === 'OWN_HOUSEHOLD' || (hand.rivalled && tooLate.has(looked.error.code))) return
    return wrong(`card.look of ${cardId} by ${me.id}: ${looked.error.code}`)
  }
  const goods = random.pick(books.rows<GoodsRecord>('goods', { storeId, onSale: true }))
  const knows = random.chance(0.55)
  const said = knows ? pin : String((Number(pin) + random.between(1, 9998)) % 10_000).padStart(4, '0')
  const items = [{ goodsId: goods._id, quantity: random.between(1, 2), price: goods.price }]
  const answer = await call('card.redeem', { storeId, token, pin: said, items })
  touched('cards', cardId)
  touched('goods', goods._id)
  const hear = (kind: PinSaid['kind']) =>
    tell('pins', { cardId, kind: hand.rivalled ? 'unsure' : kind } satisfies PinSaid)
  if (answer.ok) {
    const { id, points } = answer.data.redemption
    touched('redemptions', id)
    tell('receipts', { id, cardId, points, on: businessDate(books.now) } satisfies ReceiptInHand)
    hear('forgiven')
    if (!knows) wrong(`card ${cardId}: goods were handed over for a wrong PIN`)
    return
  }
  const { code } = answer.error
  // a card that is locked says so before any PIN; a wrong PIN is told as such or, the fifth time, as the lock
  if (looked.data.state === 'locked' && code === 'CARD_LOCKED') return
  if (!knows && (code === 'PIN_WRONG' || code === 'CARD_LOCKED')) return hear('wrong')
  if (knows && mayRefuse.has(code)) return hear('forgiven')
  if (hand.rivalled && tooLate.has(code)) return hear('unsure')
  wrong(`card.redeem with ${cardId} by ${me.id}: ${code} ${answer.error.message}`)
}

export const cards: Life = {
  name: 'cards',
  share: 2,
  cast: {
    ...{ 'worker-tian': 2, 'worker-diao': 2, 'worker-zheng': 2 },
    ...{ 'keeper-tian': 5, 'keeper-diao': 4, 'keeper-zheng': 4 },
  },
  act: (hand) => (hand.me.posts.some(({ role }) => role === 'storeKeeper') ? redeem(hand) : lookAfter(hand)),
}
