/**
 * The shelf: pieces on it, pieces set aside, and how each movement changes them. Pure. Whatever happens,
 * 0 ≤ reserved ≤ stock; what would break that is refused, or settled by the rule of `giveLate`.
 */
import type { StockMoveKind } from '#types/store'
import { refuse } from '../../kernel/errors'
import type { GoodsRecord } from './record'

/** What a movement did to a shelf; movements are stored, mere setting aside isn't one. */
export interface Change {
  kind: StockMoveKind
  quantity: number
  before: number
  after: number
}

/** An item as it will be, with the movements that make it so. */
export interface Shelved {
  goods: GoodsRecord
  changes: Change[]
}

/** Pieces that can still be had. */
export const leftOf = ({ stock, reserved }: Pick<GoodsRecord, 'stock' | 'reserved'>): number => stock - reserved

/** Pieces on the shelf and set aside that no store reaches. */
const most = 1_000_000

function shelved(goods: GoodsRecord, reserved: number, ...moves: [kind: StockMoveKind, quantity: number][]): Shelved {
  let { stock } = goods
  const changes = moves.map(([kind, quantity]): Change => {
    const before = stock
    stock += quantity
    return { kind, quantity, before, after: stock }
  })
  if (reserved < 0 || reserved > stock || stock > most)
    throw new Error(`shelf of ${goods._id}: ${reserved} of ${stock}`)
  return { goods: { ...goods, stock, reserved, version: goods.version + 1 }, changes }
}

function needLeft(goods: GoodsRecord, quantity: number): void {
  const left = leftOf(goods)
  if (left < quantity) refuse('OUT_OF_STOCK', { goods: goods.name, left })
}

/** Sets pieces aside for a redemption. @throws Refusal OUT_OF_STOCK */
export function setAside(goods: GoodsRecord, quantity: number): Shelved {
  needLeft(goods, quantity)
  return shelved(goods, goods.reserved + quantity)
}

/** What was set aside can be had by others again. */
export const putBack = (goods: GoodsRecord, quantity: number): Shelved => shelved(goods, goods.reserved - quantity)

/** Hands over what was set aside. */
export const give = (goods: GoodsRecord, quantity: number): Shelved =>
  shelved(goods, goods.reserved - quantity, ['given', -quantity])

/** Hands over what nobody had set aside. @throws Refusal OUT_OF_STOCK */
export function giveAtOnce(goods: GoodsRecord, quantity: number): Shelved {
  needLeft(goods, quantity)
  return shelved(goods, goods.reserved, ['given', -quantity])
}

/**
 * Books goods that were handed over without network after their redemption had lapsed. They are gone, so it is never refused:
 * pieces that the books no longer have to spare are counted in first, and the next count puts the shelf right.
 */
export function giveLate(goods: GoodsRecord, quantity: number): Shelved {
  const missing = Math.max(0, quantity - leftOf(goods))
  const found: [StockMoveKind, number][] = missing > 0 ? [['count', missing]] : []
  return shelved(goods, goods.reserved, ...found, ['given', -quantity])
}

/** What was handed over came back. */
export const takeBack = (goods: GoodsRecord, quantity: number): Shelved =>
  shelved(goods, goods.reserved, ['returned', quantity])

/** Purchase or donation. */
export const comeIn = (goods: GoodsRecord, kind: 'purchase' | 'donation', quantity: number): Shelved =>
  shelved(goods, goods.reserved, [kind, quantity])

/** Damage: of what is set aside nothing may be lost on paper. @throws Refusal OUT_OF_STOCK */
export function damage(goods: GoodsRecord, quantity: number): Shelved {
  needLeft(goods, quantity)
  return shelved(goods, goods.reserved, ['damage', -quantity])
}

/**
 * What a count found, pieces set aside included.
 * @throws Refusal COUNT_BELOW_RESERVED: those reservations have to be handed over or cancelled first
 */
export function count(goods: GoodsRecord, counted: number): Shelved {
  if (counted < goods.reserved) refuse('COUNT_BELOW_RESERVED', { reserved: goods.reserved })
  return shelved(goods, goods.reserved, ['count', counted - goods.stock])
}

/** Whether the shelf has just fallen below its low-stock mark: once per crossing, however often it sells below. */
export const fellLow = (before: GoodsRecord, after: GoodsRecord): boolean =>
  before.stock >= before.lowAt && after.stock < after.lowAt
