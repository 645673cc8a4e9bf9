/** Redemptions on the wire: reserving goods for points, verifying the code, handing over, and what takes it back. */
import * as v from 'valibot'
import { Cursor, Id, type Instant, type Page, Reason } from './common'
import { type RedemptionEvent, type RedemptionState, redemptionStates } from './redemption-loop'

export * from './redemption-loop'

/** Points of one item or one price: whole, at least 1. */
export const Price = v.pipe(v.number(), v.integer('积分须是整数'), v.minValue(1), v.maxValue(100_000))

/** Pieces of one item in one redemption. */
export const Quantity = v.pipe(
  v.number(),
  v.integer('件数须是整数'),
  v.minValue(1, '至少 1 件'),
  v.maxValue(99, '一次最多 99 件'),
)

/** The device's own random id, made at the first start and kept: what a verified code is bound to. */
const DeviceId = v.pipe(v.string(), v.regex(/^[\w-]{8,64}$/, '设备编号格式不对'))

/** What the villager shows: eight digits read aloud, or what the QR holds. */
const Shown = {
  storeId: Id,
  code: v.optional(v.pipe(v.string(), v.regex(/^\d{8}$/, '兑换码是 8 位数字'))),
  token: v.optional(v.pipe(v.string(), v.regex(/^[\w-]{16,64}$/, '二维码不是兑换码'))),
}

/** `price` as the screen showed it: another price now is refused with PRICE_CHANGED. */
export const RedemptionReserveInput = v.strictObject({ goodsId: Id, quantity: Quantity, price: Price })
export type RedemptionReserveInput = v.InferInput<typeof RedemptionReserveInput>

/** By the household while reserved, by the keeper once claimed. */
export const RedemptionCancelInput = v.strictObject({ redemptionId: Id })
export type RedemptionCancelInput = v.InferInput<typeof RedemptionCancelInput>

/** Taking back what was handed over: by the keeper the same day. The goods are back on the shelf. */
export const RedemptionUndoInput = v.strictObject({ redemptionId: Id, reason: Reason })
export type RedemptionUndoInput = v.InferInput<typeof RedemptionUndoInput>

/** Taking back at any time: by the manager. */
export const RedemptionReverseInput = v.strictObject(RedemptionUndoInput.entries)
export type RedemptionReverseInput = v.InferInput<typeof RedemptionReverseInput>

export const RedemptionGetInput = v.strictObject({ redemptionId: Id })
export type RedemptionGetInput = v.InferInput<typeof RedemptionGetInput>

/** mine: my household's, newest first; store: those of a store one works in. */
export const RedemptionListInput = v.variant('view', [
  v.strictObject({ view: v.literal('mine'), cursor: Cursor }),
  v.strictObject({
    view: v.literal('store'),
    storeId: Id,
    state: v.optional(v.picklist(Object.keys(redemptionStates) as RedemptionState[])),
    cursor: Cursor,
  }),
])
export type RedemptionListInput = v.InferInput<typeof RedemptionListInput>

/** Exactly one of `code` and `token`. */
export const RedemptionClaimInput = v.strictObject({ ...Shown, deviceId: DeviceId })
export type RedemptionClaimInput = v.InferInput<typeof RedemptionClaimInput>

/**
 * With `redemptionId`: what this device has claimed, now or, from the device's outbox, later: it always settles, and a repeat
 * answers the same. After 7 days the outbox makes a new requestId; the hand-over is still done once.
 * With `storeId` and `code` or `token`: verify and hand over in one, with network.
 */
export const RedemptionHandOverInput = v.union([
  v.strictObject({ redemptionId: Id, deviceId: DeviceId }),
  v.strictObject({ ...Shown, deviceId: DeviceId }),
])
export type RedemptionHandOverInput = v.InferInput<typeof RedemptionHandOverInput>

export interface RedemptionItem {
  goodsId: string
  name: string
  /** What one piece is counted in: 袋、瓶 … */
  measure: string
  /** Points for one piece, as it was when it was reserved. */
  price: number
  quantity: number
}

/** A row of a list, and the head of the receipt. */
export interface RedemptionView {
  id: string
  storeId: string
  storeName: string
  state: RedemptionState
  items: RedemptionItem[]
  /** Sum of the items. */
  points: number
  /** When it was reserved or, by card, redeemed. */
  at: Instant
  /** By the elders' card, without a phone. */
  byCard: boolean
  /** Whose it is, masked for the staff: 张**, 3组**号. */
  household: { name: string; number: string }
  /** Until when it waits, while it does. */
  due?: Instant
  /** Seconds of that left by the cloud's clock; 0 when it is over and the clock hasn't come by yet. */
  secondsLeft?: number
  /** When it was handed over. */
  handedOverAt?: Instant
  /** The code, to the household while it counts: eight digits, and what the QR holds. */
  code?: string
  token?: string
  /** The buttons the caller has. */
  events: RedemptionEvent[]
}

/** The receipt: what happened, oldest first, a sentence each (redemptionLoop). */
export interface RedemptionDetail extends RedemptionView {
  steps: { at: Instant; event: RedemptionEvent; sentence: string }[]
}

export type RedemptionPage = Page<RedemptionView>
