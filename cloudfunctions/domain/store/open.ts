/**
 * Making a redemption: what is asked for is held against shelf, price, allowance and points, and set aside or, by card,
 * handed over at once. Pure.
 */
import type { RedemptionItem } from '#types/redemption'
import { refuse } from '../../kernel/errors'
import { businessDate, timeOfDay } from '../../kernel/time'
import { type AccountRecord, type Draft, hold, type Move, redeem } from '../ledger'
import { limitLeft, withPieces } from './allowance'
import { goodsSaid, type Settled } from './decide'
import { codeDies } from './hours'
import { lowStock, movesOf } from './movement'
import { type GoodsRecord, never, type RedemptionRecord } from './record'
import { giveAtOnce, type Shelved, setAside } from './stock'

/** An item as it was asked for: the price is the one that the screen showed. */
export interface Asked {
  goodsId: string
  quantity: number
  price: number
}

/** What a new redemption is made of besides what is asked for. */
export type Opening = Pick<
  RedemptionRecord,
  '_id' | 'storeId' | 'areas' | 'householdId' | 'household' | 'code' | 'token' | 'requests'
> & { personId?: string }

interface Picked {
  items: RedemptionItem[]
  points: number
  shelves: Shelved[]
  account: AccountRecord
}

/**
 * @throws Refusal NOT_ON_SALE, PRICE_CHANGED, OVER_LIMIT, OUT_OF_STOCK, each with the item's name; BAD_INPUT when an item is
 *   asked for twice
 */
function pick(
  asked: readonly Asked[],
  goods: readonly GoodsRecord[],
  account: AccountRecord,
  take: (goods: GoodsRecord, quantity: number) => Shelved,
  date: string,
): Picked {
  if (new Set(asked.map(({ goodsId }) => goodsId)).size < asked.length)
    refuse('BAD_INPUT', { problem: '同一种商品请合并成一行', field: 'items' })
  let { used } = account
  const shelves: Shelved[] = []
  const items = asked.map(({ goodsId, quantity, price }, index): RedemptionItem => {
    const item = goods[index] as GoodsRecord
    const { name, measure, limit } = item
    if (!item.onSale) refuse('NOT_ON_SALE', { goods: name })
    if (item.price !== price) refuse('PRICE_CHANGED', { goods: name, price: item.price })
    const left = limitLeft(used, item, date)
    if (left !== undefined && left < quantity) refuse('OVER_LIMIT', { goods: name, limit, left })
    shelves.push(take(item, quantity))
    used = withPieces(used, item, quantity, date)
    return { goodsId, name, measure, price, quantity }
  })
  const points = items.reduce((sum, { price, quantity }) => sum + price * quantity, 0)
  return { items, points, shelves, account: { ...account, used } }
}

function opened(
  opening: Opening,
  { items, points, shelves, account }: Picked,
  goods: readonly GoodsRecord[],
  way: {
    event: 'reserve' | 'redeemByCard'
    actor: { id: string; name: string }
    now: Date
    pay: (account: AccountRecord, points: number, storeId: string, draft: Draft) => Move
  },
): Settled {
  const { event, actor, now, pay } = way
  const cause = `redemption:${opening._id}:${event}`
  const paid = pay(account, points, opening.storeId, {
    ...{ cause, at: now, words: { what: goodsSaid(items) }, byId: actor.id },
  })
  const byCard = event === 'redeemByCard'
  const due = byCard ? never : codeDies(now)
  const words = { actor: actor.name, goods: goodsSaid(items), points: String(points), until: timeOfDay(due) }
  const redemption: RedemptionRecord = {
    ...opening,
    ...{ items, points, byCard, due, at: now },
    state: byCard ? 'handedOver' : 'reserved',
    ...(byCard ? { handedOverAt: now, handedOverOn: businessDate(now) } : {}),
    paid: [paid.entry._id],
    steps: [{ event, at: now, byId: actor.id, words }],
    version: 1,
    outbox: [],
  }
  return {
    redemption,
    goods: shelves.map((shelf, index) => lowStock(goods[index] as GoodsRecord, shelf.goods, now)),
    moves: shelves.flatMap((shelf, index) =>
      movesOf(shelf, { key: cause, at: now, by: actor, redemptionId: opening._id, price: items[index]!.price }),
    ),
    account: paid.account,
    entries: [paid.entry],
  }
}

/**
 * Reserves: points held, pieces set aside, the code lives half an hour.
 * @param goods those asked for, in their order
 * @throws Refusal what `pick` refuses, and POINTS_SHORT
 */
export function reserve(
  opening: Opening & { personId: string },
  asked: readonly Asked[],
  goods: readonly GoodsRecord[],
  account: AccountRecord,
  now: Date,
): Settled {
  const picked = pick(asked, goods, account, setAside, businessDate(now))
  const actor = { id: opening.personId, name: '村民' }
  return opened(opening, picked, goods, { event: 'reserve', actor, now, pay: hold })
}

/**
 * Redeems by card: points taken and goods handed over at once by the keeper.
 * @throws Refusal what `pick` refuses, and POINTS_SHORT
 */
export function redeemByCard(
  opening: Opening,
  asked: readonly Asked[],
  goods: readonly GoodsRecord[],
  account: AccountRecord,
  keeper: { id: string; name: string },
  now: Date,
): Settled {
  const picked = pick(asked, goods, account, giveAtOnce, businessDate(now))
  return opened(opening, picked, goods, { event: 'redeemByCard', actor: keeper, now, pay: redeem })
}
