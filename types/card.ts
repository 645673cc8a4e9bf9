/** The elders' card (爱心卡) on the wire: a printed QR for a household without a phone, confirmed by a PIN. Source: domain.md §4. */
import * as v from 'valibot'
import { AreaId, Cursor, Id, type Instant, type Page } from './common'
import { type CardState, mostCardKinds } from './labels'
import { Price, Quantity, type RedemptionDetail } from './redemption'

export type { CardState } from './labels'

/** Four digits that the household chooses. */
const Pin = v.pipe(v.string(), v.regex(/^\d{4}$/, '密码是 4 位数字'))

/** What the printed QR holds. */
const Token = v.pipe(v.string(), v.regex(/^[\w-]{16,64}$/, '二维码不是爱心卡'))

/** Issues a household's card; a card it has already becomes worthless. */
export const CardIssueInput = v.strictObject({ householdId: Id, pin: Pin })
export type CardIssueInput = v.InferInput<typeof CardIssueInput>

export const CardRevokeInput = v.strictObject({ cardId: Id })
export type CardRevokeInput = v.InferInput<typeof CardRevokeInput>

/** Unlocks after five wrong PINs; with a new PIN when the household has forgotten it. */
export const CardUnlockInput = v.strictObject({ cardId: Id, pin: v.optional(Pin) })
export type CardUnlockInput = v.InferInput<typeof CardUnlockInput>

/** The cards of the areas where the caller works. */
export const CardListInput = v.strictObject({ areaId: v.optional(AreaId), cursor: Cursor })
export type CardListInput = v.InferInput<typeof CardListInput>

/** What to print: the codes of these cards. Asked for each time, because they are stored nowhere. */
export const CardSheetInput = v.strictObject({
  cardIds: v.pipe(v.array(Id), v.minLength(1), v.maxLength(20, '一次最多打印 20 张')),
})
export type CardSheetInput = v.InferInput<typeof CardSheetInput>

export const CardLookInput = v.strictObject({ storeId: Id, token: Token })
export type CardLookInput = v.InferInput<typeof CardLookInput>

export const CardRedeemInput = v.strictObject({
  storeId: Id,
  token: Token,
  pin: Pin,
  items: v.pipe(
    v.array(v.strictObject({ goodsId: Id, quantity: Quantity, price: Price })),
    v.minLength(1, '请选商品'),
    v.maxLength(mostCardKinds, `一次最多 ${mostCardKinds} 种商品`),
  ),
})
export type CardRedeemInput = v.InferInput<typeof CardRedeemInput>

export interface CardView {
  id: string
  householdId: string
  /** The number whole, to find the door; the name masked. */
  household: { name: string; number: string }
  state: CardState
  issuedAt: Instant
  lastUsedAt?: Instant
}
export type CardPage = Page<CardView>

/** A card to print. */
export interface CardPrint {
  card: CardView
  token: string
}

/** What the keeper sees of a card: enough to know whom one serves and what they can have. */
export interface CardLook {
  /** Masked: 张**, 3组**号. */
  household: { name: string; number: string }
  state: CardState
  balance: number
  /** Points that may still be spent by card today. */
  leftToday: number
  /** Wrong PINs until the card locks. */
  triesLeft: number
}

/** The receipt of what was redeemed by card, with what is left. */
export interface CardReceipt {
  redemption: RedemptionDetail
  balance: number
}
