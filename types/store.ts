/** The love supermarket (爱心超市) on the wire: the store, its goods, what comes in and goes out, and the end of a month. */
import * as v from 'valibot'
import type {
  CardIssueInput,
  CardListInput,
  CardLook,
  CardLookInput,
  CardPage,
  CardPrint,
  CardReceipt,
  CardRedeemInput,
  CardRevokeInput,
  CardSheetInput,
  CardUnlockInput,
  CardView,
} from './card'
import { AreaId, Cursor, FileId, Id, type Instant, type Page, Version, Words } from './common'
import type { JobFile } from './job'
import { type GoodsCategory, goodsCategories, type StockMoveKind, type StoreRole } from './labels'
import {
  Price,
  type RedemptionCancelInput,
  type RedemptionClaimInput,
  type RedemptionDetail,
  type RedemptionGetInput,
  type RedemptionHandOverInput,
  type RedemptionListInput,
  type RedemptionPage,
  type RedemptionReserveInput,
  type RedemptionReverseInput,
  type RedemptionUndoInput,
} from './redemption'

export { type GoodsCategory, type StockMoveKind, type StoreRole, stockMoveKinds } from './labels'
export { storeIdOf } from './roles'

const categoryKeys = Object.keys(goodsCategories) as GoodsCategory[]

/** Time of day, `HH:MM`. */
const TimeOfDay = v.pipe(v.string(), v.regex(/^([01]\d|2[0-3]):[0-5]\d$/, '时间格式应为 08:30'))

/** A calendar month, `YYYY-MM`. */
const Month = v.pipe(v.string(), v.regex(/^20\d{2}-(0[1-9]|1[0-2])$/, '月份格式应为 2026-01'))

/** Days of the week, 1 Monday to 7 Sunday. */
const Weekdays = v.pipe(
  v.array(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(7))),
  v.minLength(1),
  v.maxLength(7),
)

/** Without `storeId`: the store of the village where the caller is at home or works in the store. */
export const StoreGetInput = v.strictObject({ storeId: v.optional(Id) })
export type StoreGetInput = v.InferInput<typeof StoreGetInput>

/** Opens a village's store, or changes it. `version` as the screen showed it; left out when opening. */
export const StoreSaveInput = v.strictObject({
  villageId: AreaId,
  version: v.optional(Version),
  name: Words(30, 2),
  place: Words(60, 2),
  opens: TimeOfDay,
  closes: TimeOfDay,
  weekdays: Weekdays,
  /** Points that a household may spend by card a day. */
  cardDailyLimit: Price,
})
export type StoreSaveInput = v.InferInput<typeof StoreSaveInput>

export interface StoreView {
  id: string
  villageId: string
  name: string
  place: string
  opens: string
  closes: string
  weekdays: number[]
  /** By the cloud's clock. */
  openNow: boolean
  cardDailyLimit: number
  /** Who answers for it: their posts, with work numbers. */
  staff: { role: StoreRole; title: string; name: string; phone?: string }[]
  /** The posts that the caller has in it. */
  mine: StoreRole[]
  /** Redeemable points of the caller's household; absent without a household. */
  balance?: number
  version: number
}

/** sale: what one can have, cheapest first, so that what is affordable comes first; all: to the staff, also what isn't on sale. */
export const GoodsListInput = v.strictObject({
  storeId: v.optional(Id),
  view: v.optional(v.picklist(['sale', 'all']), 'sale'),
  category: v.optional(v.picklist(categoryKeys)),
  cursor: Cursor,
})
export type GoodsListInput = v.InferInput<typeof GoodsListInput>

/** Makes or changes goods. What lies on the shelf changes by stock.move alone. `version` when changing. */
export const GoodsSaveInput = v.strictObject({
  storeId: Id,
  goodsId: v.optional(Id),
  version: v.optional(Version),
  name: Words(30),
  category: v.picklist(categoryKeys),
  /** What one piece is counted in: 袋、瓶 … */
  measure: Words(4),
  price: Price,
  /** Pieces that one household may have in a month. */
  limit: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(999))),
  /** The manager is told when fewer than this lie on the shelf; 0 for never. */
  lowAt: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(9999)),
  /** Another photo; null takes it away; absent leaves what is there. */
  photo: v.optional(v.nullable(FileId)),
  onSale: v.boolean(),
})
export type GoodsSaveInput = v.InferInput<typeof GoodsSaveInput>

export interface GoodsView {
  id: string
  storeId: string
  name: string
  category: GoodsCategory
  measure: string
  price: number
  photoUrl?: string
  onSale: boolean
  /** Pieces that can still be had: on the shelf and not set aside. */
  left: number
  /** Pieces a household may have a month, and how many of them the caller's still may. */
  limit?: number
  limitLeft?: number
  /** Whether the caller's points are enough for one. Absent without a household. */
  affordable?: boolean
  /** Who gave them lately, when they were donated. */
  donor?: string
  version: number
  /** To the staff: on the shelf, of that set aside, and the low-stock mark. */
  stock?: number
  reserved?: number
  lowAt?: number
}
export interface GoodsPage extends Page<GoodsView> {
  storeId: string
  /** Redeemable points of the caller's household. */
  balance?: number
}

/** Pieces: what came, went, or lies there. */
const Pieces = v.pipe(v.number(), v.integer('件数须是整数'), v.minValue(1, '至少 1 件'), v.maxValue(99_999))

/** Append-only: a mistake is put right by a count. Who may do which: stockMoveKinds. */
export const StockMoveInput = v.variant('kind', [
  v.strictObject({ kind: v.literal('purchase'), goodsId: Id, quantity: Pieces, note: v.optional(Words(100)) }),
  v.strictObject({
    kind: v.literal('donation'),
    goodsId: Id,
    quantity: Pieces,
    donor: Words(40),
    note: v.optional(Words(100)),
  }),
  v.strictObject({ kind: v.literal('damage'), goodsId: Id, quantity: Pieces, note: Words(100, 2) }),
  v.strictObject({
    kind: v.literal('count'),
    goodsId: Id,
    /** What lies on the shelf, what is set aside included. */
    counted: v.pipe(v.number(), v.integer('件数须是整数'), v.minValue(0), v.maxValue(99_999)),
    note: v.optional(Words(100)),
  }),
])
export type StockMoveInput = v.InferInput<typeof StockMoveInput>

export const StockListInput = v.strictObject({ storeId: Id, goodsId: v.optional(Id), cursor: Cursor })
export type StockListInput = v.InferInput<typeof StockListInput>

export interface StockMoveView {
  id: string
  at: Instant
  goodsId: string
  goodsName: string
  kind: StockMoveKind
  /** Pieces: positive in, negative out. */
  quantity: number
  before: number
  after: number
  by: string
  donor?: string
  note?: string
  redemptionId?: string
}
export type StockPage = Page<StockMoveView>
export interface StockMoveOutput {
  move: StockMoveView
  goods: GoodsView
}

export const StoreMonthGetInput = v.strictObject({ storeId: Id, month: Month })
export type StoreMonthGetInput = v.InferInput<typeof StoreMonthGetInput>

/** The keeper and the inspector sign a month that is over; what both have signed is frozen. */
export const StoreMonthSignInput = v.strictObject({ storeId: Id, month: Month })
export type StoreMonthSignInput = v.InferInput<typeof StoreMonthSignInput>

export const StoreMonthExportInput = v.strictObject(StoreMonthGetInput.entries)
export type StoreMonthExportInput = v.InferInput<typeof StoreMonthExportInput>

/** One item's month in pieces: opening + purchased + donated − damaged ± counted − given + returned = closing. */
export interface MonthLine {
  goodsId: string
  name: string
  opening: number
  purchased: number
  donated: number
  damaged: number
  /** What counting put right, either way. */
  counted: number
  given: number
  returned: number
  closing: number
  /** Points for what was given, less what came back, by the movements. */
  points: number
}
export interface StoreMonthView {
  storeId: string
  storeName: string
  month: string
  lines: MonthLine[]
  /** Points for goods by the movements of stock. */
  pointsGiven: number
  /** Points taken by the ledger; late hand-overs that the household couldn't pay stand apart. */
  pointsTaken: number
  pointsOwed: number
  /** Sentences of what doesn't add up; empty when everything does. */
  problems: string[]
  /** Whether the month is over: only then it can be signed. */
  over: boolean
  signed: { role: 'storeKeeper' | 'storeInspector'; title: string; name: string; at: Instant }[]
}

interface Signature<Input, Output> {
  input: Input
  output: Output
}

/** The actions of the store: what each takes and answers. */
export interface StoreApi {
  'store.get': Signature<StoreGetInput, StoreView>
  'store.save': Signature<StoreSaveInput, StoreView>
  'goods.list': Signature<GoodsListInput, GoodsPage>
  'goods.save': Signature<GoodsSaveInput, GoodsView>
  'stock.move': Signature<StockMoveInput, StockMoveOutput>
  'stock.list': Signature<StockListInput, StockPage>
  'redemption.reserve': Signature<RedemptionReserveInput, RedemptionDetail>
  'redemption.cancel': Signature<RedemptionCancelInput, RedemptionDetail>
  'redemption.undo': Signature<RedemptionUndoInput, RedemptionDetail>
  'redemption.reverse': Signature<RedemptionReverseInput, RedemptionDetail>
  'redemption.get': Signature<RedemptionGetInput, RedemptionDetail>
  'redemption.list': Signature<RedemptionListInput, RedemptionPage>
  'redemption.claim': Signature<RedemptionClaimInput, RedemptionDetail>
  'redemption.handOver': Signature<RedemptionHandOverInput, RedemptionDetail>
  'card.issue': Signature<CardIssueInput, CardPrint>
  'card.revoke': Signature<CardRevokeInput, CardView>
  'card.unlock': Signature<CardUnlockInput, CardView>
  'card.list': Signature<CardListInput, CardPage>
  'card.sheet': Signature<CardSheetInput, { rows: CardPrint[] }>
  'card.look': Signature<CardLookInput, CardLook>
  'card.redeem': Signature<CardRedeemInput, CardReceipt>
  'storeMonth.get': Signature<StoreMonthGetInput, StoreMonthView>
  'storeMonth.sign': Signature<StoreMonthSignInput, StoreMonthView>
  'storeMonth.export': Signature<StoreMonthExportInput, JobFile>
}
