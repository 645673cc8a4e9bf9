/** The store as it is stored: one document each for the store, an item of goods, a movement, a redemption, a card, a month. */
import type { CardState } from '#types/card'
import type { RedemptionEvent, RedemptionItem, RedemptionState } from '#types/redemption'
import type { GoodsCategory, MonthLine, StockMoveKind } from '#types/store'
import type { Effect } from '../../kernel/outbox'
import type { KnownRequest } from '../../kernel/requests'

/** Stands for "never" where an index sorts by instant: null would come first. */
export const never = new Date('9999-12-31T00:00:00Z')

/** Collection stores, `_id` = storeIdOf(village). */
export interface StoreRecord {
  _id: string
  village: string
  /** County down to the village. */
  areas: string[]
  name: string
  place: string
  /** `HH:MM` in Shanghai. */
  opens: string
  closes: string
  /** 1 Monday to 7 Sunday. */
  weekdays: number[]
  cardDailyLimit: number
  /** Ids that it had while its village had other codes: what was entered under them stays there. */
  formerly?: string[]
  demo?: boolean
  version: number
  requests: KnownRequest[]
}

/** Collection goods. `0 ≤ reserved ≤ stock`, whatever happens. */
export interface GoodsRecord {
  _id: string
  storeId: string
  /** The store's, so that scope is known without reading the store. */
  areas: string[]
  name: string
  category: GoodsCategory
  measure: string
  price: number
  limit?: number
  lowAt: number
  photo?: string
  onSale: boolean
  /** Pieces on the shelf, and how many of them are set aside. */
  stock: number
  reserved: number
  /** Who gave the last donation. */
  donor?: string
  demo?: boolean
  /** Raised by every change; movements are ordered by it. */
  version: number
  requests: KnownRequest[]
  outbox: Effect[]
  outboxDue?: Date
}

/** Collection stockMoves. Written once; what was wrong is put right by a count. */
export interface StockMoveRecord {
  _id: string
  storeId: string
  goodsId: string
  goodsName: string
  kind: StockMoveKind
  /** Pieces: positive in, negative out. */
  quantity: number
  /** On the shelf before and after. */
  before: number
  after: number
  /** Order among the movements of one item. */
  seq: number
  at: Date
  /** `YYYY-MM` of the business date. */
  month: string
  byId: string
  byName: string
  donor?: string
  note?: string
  /** Of goods given or returned: the redemption, and points for one piece. */
  redemptionId?: string
  price?: number
  demo?: boolean
}

export interface RedemptionStep {
  event: RedemptionEvent
  at: Date
  byId: string
  /** Blanks of the event's sentence; villagers are not named in them. */
  words: Record<string, string>
}

/** Collection redemptions. */
export interface RedemptionRecord {
  /** hash('redemption', personId, requestId): a repeat of the reservation finds it. */
  _id: string
  storeId: string
  /** The store's. */
  areas: string[]
  householdId: string
  /** Masked once and for all: nothing here needs more. */
  household: { name: string; number: string }
  /** Who reserved it; absent by card. */
  personId?: string
  items: RedemptionItem[]
  points: number
  state: RedemptionState
  byCard: boolean
  /** Eight digits, unique in the store, and what the QR holds. */
  code: string
  token: string
  at: Date
  /** End of what it waits for; `never` when it waits for nothing. Indexed for the clock. */
  due: Date
  claimedAt?: Date
  /** The device that a verified code is bound to. */
  deviceId?: string
  handedOverAt?: Date
  /** Business date of it. */
  handedOverOn?: string
  /** Ids of the entries by which the household paid, or has set aside, what it costs. */
  paid: string[]
  steps: RedemptionStep[]
  demo?: boolean
  version: number
  requests: KnownRequest[]
  outbox: Effect[]
  outboxDue?: Date
}

/** Collection cards, `_id` = cardId(household): a household has one. */
export interface CardRecord {
  _id: string
  householdId: string
  /** The household's. */
  areas: string[]
  /** Raised by each issue: the code and the PIN's hash are made with it. */
  serial: number
  /** Of what the QR holds. Indexed. */
  tokenHash: string
  pinHash: string
  state: CardState
  /** Wrong PINs since the last right one. */
  tries: number
  /** hash('pin', requestId, inputHash) of a call whose right PIN was counted as a try and not yet taken back. */
  counting?: string
  /** Points spent by card on a business date. */
  spent: { date: string; points: number }
  issuedAt: Date
  issuedBy: string
  lastUsedAt?: Date
  version: number
  requests: KnownRequest[]
}

export interface MonthSignature {
  role: 'storeKeeper' | 'storeInspector'
  personId: string
  name: string
  at: Date
}

/** Collection storeMonths, `_id` = `storeId:month`. Its figures are frozen with the first signature. */
export interface StoreMonthRecord {
  _id: string
  storeId: string
  month: string
  lines: MonthLine[]
  pointsGiven: number
  pointsTaken: number
  pointsOwed: number
  signed: MonthSignature[]
  version: number
  requests: KnownRequest[]
}
