/** What a household takes by card: pieces by item, and what keeps it from being taken. Pure. */
import type { CardLook, CardRedeemInput } from '#types/card'
import { mostCardKinds } from '#types/labels'
import type { GoodsView } from '#types/store'
import { cardCounterWords as words } from '@/copy/card'
import { goodsSaid } from '../said'

/** What was chosen of one item, with the price that the screen showed. */
export interface Chosen extends Pick<GoodsView, 'name' | 'measure' | 'price'> {
  quantity: number
}

/** By the item's id. */
export type Basket = Readonly<Record<string, Chosen>>

/** The basket with so many pieces of an item; none takes it out. */
export function withPieces(basket: Basket, { id, name, measure, price }: GoodsView, quantity: number): Basket {
  const { [id]: _, ...others } = basket
  return quantity > 0 ? { ...others, [id]: { name, measure, price, quantity } } : others
}

export const pointsOf = (basket: Basket): number =>
  Object.values(basket).reduce((sum, { price, quantity }) => sum + price * quantity, 0)

/** Why it can't be taken with this card; undefined when it can. */
export function basketProblem(basket: Basket, { balance, leftToday }: CardLook): string | undefined {
  const points = pointsOf(basket)
  if (Object.keys(basket).length > mostCardKinds) return words.kinds(mostCardKinds)
  if (points > balance) return words.overBalance
  if (points > leftToday) return words.overDay
  return undefined
}

export const itemsOf = (basket: Basket): CardRedeemInput['items'] =>
  Object.entries(basket).map(([goodsId, { quantity, price }]) => ({ goodsId, quantity, price }))

/** 毛巾 2 条、肥皂 1 块 */
export const basketSaid = (basket: Basket): string => goodsSaid(Object.values(basket))
