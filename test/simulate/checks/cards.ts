/** What must be true of the elders' cards: tries count, the fifth wrong one locks, and what is spent is what was handed over. */
import { mostCardTries } from '#types/labels'
import type { MessageRecord } from '../../../cloudfunctions/domain/message/record'
import type { CardRecord, RedemptionRecord, StoreRecord } from '../../../cloudfunctions/domain/store/record'
import type { Books, Checks } from '../life'

/** What a worker printed and a household chose, under `cards`. */
export interface CardInHand {
  cardId: string
  token: string
  pin: string
}

/**
 * What became of a card's tries, under `pins`, oldest first: one more was wrong; all were forgiven, by the right PIN or by the
 * worker; or several people were at it at once, and which came last nobody knows.
 */
export interface PinSaid {
  cardId: string
  kind: 'wrong' | 'forgiven' | 'unsure'
}

/** What a keeper was told of goods that were handed over for a card, under `receipts`. */
export interface ReceiptInHand {
  id: string
  cardId: string
  points: number
  /** Business date. */
  on: string
}

/** Whether a card counts the wrong PINs since the last right one, and is locked by the fifth. Pure. @param said of this card */
export function tryCounted(card: CardRecord, said: readonly PinSaid[]): string[] {
  let wrong: number | undefined = 0
  for (const { kind } of said)
    wrong = kind === 'forgiven' ? 0 : kind === 'wrong' && wrong !== undefined ? wrong + 1 : undefined
  const problems: string[] = []
  if (wrong !== undefined && card.tries !== wrong) problems.push(`it counts ${card.tries} tries, ${wrong} were wrong`)
  if (card.state !== 'revoked' && (card.state === 'locked') !== card.tries >= mostCardTries)
    problems.push(`it is ${card.state} after ${card.tries} tries`)
  return problems.map((problem) => `card ${card._id}: ${problem}`)
}

/** Whether a card has spent on its day what was handed over for it, within the store's limit. Pure. @param receipts of this card */
export function spentAsGiven({ _id, spent }: CardRecord, receipts: readonly ReceiptInHand[], limit: number): string[] {
  const given = receipts.filter(({ on }) => on === spent.date).reduce((sum, { points }) => sum + points, 0)
  return [
    ...(spent.points === given
      ? []
      : [`card ${_id}: it spent ${spent.points} on ${spent.date}, receipts say ${given}`]),
    ...(spent.points <= limit ? [] : [`card ${_id}: it spent ${spent.points} of ${limit} on ${spent.date}`]),
  ]
}

/** Whether every receipt is a redemption of its own, none is without one, and of each somebody was told once. Pure. */
export function receiptsOnce(
  receipts: readonly ReceiptInHand[],
  byCard: readonly RedemptionRecord[],
  messages: readonly Pick<MessageRecord, '_id' | 'personId'>[],
): string[] {
  const points = new Map(byCard.map((record) => [record._id, record.points]))
  const known = new Set(receipts.map(({ id }) => id))
  const toldOf = (id: string) => messages.filter(({ _id }) => _id.startsWith(`${id}:1:card`)).map((one) => one.personId)
  return [
    ...receipts.flatMap((receipt) =>
      points.get(receipt.id) === receipt.points ? [] : [`receipt ${receipt.id} is lost or changed`],
    ),
    ...(known.size < receipts.length ? ['two receipts are for one redemption'] : []),
    ...byCard.flatMap(({ _id }) => (known.has(_id) ? [] : [`nobody has a receipt for ${_id}`])),
    ...byCard.flatMap(({ _id }) => {
      const people = toldOf(_id)
      if (people.length === 0) return [`nobody was told that the card paid for ${_id}`]
      return new Set(people).size === people.length ? [] : [`somebody was told twice that the card paid for ${_id}`]
    }),
  ]
}

function checkCard(books: Books, card: CardRecord): string[] {
  const of = ({ cardId }: { cardId: string }) => cardId === card._id
  const store = books.rows<StoreRecord>('stores').find(({ village }) => card.areas.includes(village))
  return [
    ...tryCounted(card, books.told<PinSaid>('pins').filter(of)),
    ...spentAsGiven(card, books.told<ReceiptInHand>('receipts').filter(of), store?.cardDailyLimit ?? 0),
  ]
}

export const cardChecks: Checks = {
  touched: (books, collection, id) => {
    if (collection !== 'cards') return []
    const card = books.row<CardRecord>('cards', id)
    return card ? checkCard(books, card) : [`card ${id} is lost`]
  },
  daily: (books) => [
    ...books.rows<CardRecord>('cards').flatMap((card) => checkCard(books, card)),
    ...receiptsOnce(
      books.told('receipts'),
      books.rows<RedemptionRecord>('redemptions').filter(({ byCard, demo }) => byCard && !demo),
      books.rows<MessageRecord>('messages', { kind: 'store' }),
    ),
  ],
}
