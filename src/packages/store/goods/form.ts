/** The forms of an item and of what moves its stock: what is typed, what is wrong with it, what is sent. Pure. */
import type { GoodsCategory, StockMoveKind } from '#types/labels'
import type { GoodsSaveInput, GoodsView, StockMoveInput } from '#types/store'
import { goodsWords as words } from '@/copy/shelf'
import { whole } from '../whole'

/** What is written by hand: the rest follows from redemptions. */
export type HandKind = Exclude<StockMoveKind, 'given' | 'returned'>

export interface GoodsForm {
  name: string
  category: GoodsCategory
  measure: string
  price: string
  limit: string
  lowAt: string
  /** A new photo's kept copy; at most one. */
  photos: string[]
  /** Takes away the photo that is there. */
  bare: boolean
  onSale: boolean
}

/** What a new item begins with, or what the item has; its photo stays unless another is chosen. */
export function goodsFormOf(goods: GoodsView | undefined): GoodsForm {
  if (!goods)
    return {
      name: '',
      category: 'daily',
      measure: '',
      price: '',
      limit: '',
      lowAt: '5',
      photos: [],
      bare: false,
      onSale: true,
    }
  const { name, category, measure, price, limit, lowAt = 0, onSale } = goods
  return {
    ...{ name, category, measure, price: String(price), limit: limit === undefined ? '' : String(limit) },
    ...{ lowAt: String(lowAt), photos: [], bare: false, onSale },
  }
}

export type GoodsProblems = Partial<Record<keyof typeof words.form.problems, string>>

/** What keeps it from being saved, by field. */
export function goodsProblems(form: GoodsForm): GoodsProblems {
  const says = words.form.problems
  const problems: GoodsProblems = {}
  if (!form.name.trim()) problems.name = says.name
  if (!form.measure.trim()) problems.measure = says.measure
  if (Number.isNaN(whole(form.price, 1, 100_000))) problems.price = says.price
  if (form.limit.trim() && Number.isNaN(whole(form.limit, 1, 999))) problems.limit = says.limit
  if (Number.isNaN(whole(form.lowAt, 0, 9999))) problems.lowAt = says.lowAt
  return problems
}

/** As it is sent, without the photo, which the outbox uploads; only of a form without problems. */
export function goodsInputOf(form: GoodsForm, storeId: string, goods: GoodsView | undefined): GoodsSaveInput {
  return {
    storeId,
    ...(goods ? { goodsId: goods.id, version: goods.version } : {}),
    ...{ name: form.name.trim(), category: form.category, measure: form.measure.trim(), onSale: form.onSale },
    price: whole(form.price, 1, 100_000),
    ...(form.limit.trim() ? { limit: whole(form.limit, 1, 999) } : {}),
    lowAt: whole(form.lowAt, 0, 9999),
    ...(form.bare && form.photos.length === 0 ? { photo: null } : {}),
  }
}

export interface MoveForm {
  quantity: string
  donor: string
  note: string
}

export const emptyMove: MoveForm = { quantity: '', donor: '', note: '' }

const pieces = (kind: HandKind, text: string) => whole(text, kind === 'count' ? 0 : 1, 99_999)

/** What keeps a movement from being written, by field. */
export function moveProblems(kind: HandKind, form: MoveForm): Partial<Record<keyof MoveForm, string>> {
  const says = words.problems
  const problems: Partial<Record<keyof MoveForm, string>> = {}
  if (Number.isNaN(pieces(kind, form.quantity))) problems.quantity = kind === 'count' ? says.counted : says.quantity
  if (kind === 'donation' && !form.donor.trim()) problems.donor = says.donor
  if (kind === 'damage' && form.note.trim().length < 2) problems.note = says.note
  return problems
}

/** A movement as it is sent; only of a form without problems. */
export function moveInputOf(kind: HandKind, goodsId: string, form: MoveForm): StockMoveInput {
  const quantity = pieces(kind, form.quantity)
  const note = form.note.trim()
  const noted = note ? { note } : {}
  switch (kind) {
    case 'count':
      return { kind, goodsId, counted: quantity, ...noted }
    case 'damage':
      return { kind, goodsId, quantity, note }
    case 'donation':
      return { kind, goodsId, quantity, donor: form.donor.trim(), ...noted }
    case 'purchase':
      return { kind, goodsId, quantity, ...noted }
  }
}
