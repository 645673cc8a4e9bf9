/** What a household can have of an item, as far as the screen knows; the cloud decides. Pure. */
import type { GoodsView } from '#types/store'
import { shopWords as words } from '@/copy/store'

/** No more pieces of one item at once. */
const atOnce = 99

type Item = Pick<GoodsView, 'price' | 'left' | 'limitLeft'>

/** Why nothing can be had of it now, in words; undefined when something can. */
export function barrier({ price, left, limitLeft }: Item, balance: number | undefined): string | undefined {
  if (left <= 0) return words.none
  if (limitLeft !== undefined && limitLeft <= 0) return words.full
  if (balance !== undefined && balance < price) return words.short(price - balance)
  return undefined
}

/** As many pieces as can be had; 0 when {@link barrier} names a reason. */
export function mostOf({ price, left, limitLeft = atOnce }: Item, balance: number): number {
  return Math.max(0, Math.min(left, limitLeft, Math.floor(balance / price), atOnce))
}
