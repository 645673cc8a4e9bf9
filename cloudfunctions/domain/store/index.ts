/** The noun store: the love supermarket, its goods and shelf, redemptions, elders' cards and the end of a month. */
import {
  CardIssueInput,
  CardListInput,
  CardLookInput,
  CardRedeemInput,
  CardRevokeInput,
  CardSheetInput,
  CardUnlockInput,
} from '#types/card'
import {
  RedemptionCancelInput,
  RedemptionClaimInput,
  RedemptionGetInput,
  RedemptionHandOverInput,
  RedemptionListInput,
  RedemptionReserveInput,
  RedemptionReverseInput,
  RedemptionUndoInput,
} from '#types/redemption'
import {
  GoodsListInput,
  GoodsSaveInput,
  StockListInput,
  StockMoveInput,
  StoreGetInput,
  StoreMonthExportInput,
  StoreMonthGetInput,
  StoreMonthSignInput,
  StoreSaveInput,
} from '#types/store'
import { type Action, action } from '../../kernel/action'
import { findCard, lookAtCard, redeemCard } from './card-counter'
import { issueCard, listCards, printCards, revokeCard, unlockCard } from './card-desk'
import { claim, findShown, handOver } from './counter'
import { listGoods, saveGoods } from './goods'
import { exportMonth, getMonth, signMonth } from './month-actions'
import { listMoves, moveStock } from './movement-actions'
import { cancel, findById, get, list, takeBack } from './redemption'
import { reserve } from './reserve'
import { getStore, saveStore } from './store'
import { saying } from './words'

export { carryStore } from './carry'
export { heldInStores } from './held'
export { monthSheet } from './month-sheet'
export { cancelReservations } from './redemption'
export { tickRedemptions } from './tick'

export const storeActions: Action[] = [
  action('store.get', StoreGetInput, getStore),
  saying('store.save', StoreSaveInput, ({ name, place }) => [name, place], saveStore),
  action('goods.list', GoodsListInput as never, listGoods),
  saying('goods.save', GoodsSaveInput, ({ name, measure }) => [name, measure], saveGoods),
  saying('stock.move', StockMoveInput, (move) => [move.kind === 'donation' ? move.donor : '', move.note], moveStock),
  action('stock.list', StockListInput, listMoves),
  action('redemption.reserve', RedemptionReserveInput, reserve),
  action('redemption.cancel', RedemptionCancelInput, cancel, findById),
  action('redemption.undo', RedemptionUndoInput, takeBack('undo', 'keeper'), findById),
  action('redemption.reverse', RedemptionReverseInput, takeBack('reverse', 'manager'), findById),
  action('redemption.get', RedemptionGetInput, get, findById),
  action('redemption.list', RedemptionListInput, list),
  action('redemption.claim', RedemptionClaimInput, claim, findShown),
  action('redemption.handOver', RedemptionHandOverInput, handOver, findShown),
  action('card.issue', CardIssueInput, issueCard),
  action('card.revoke', CardRevokeInput, revokeCard),
  action('card.unlock', CardUnlockInput, unlockCard),
  action('card.list', CardListInput, listCards),
  action('card.sheet', CardSheetInput, printCards),
  action('card.look', CardLookInput, lookAtCard, findCard),
  action('card.redeem', CardRedeemInput, redeemCard, findCard),
  action('storeMonth.get', StoreMonthGetInput, getMonth),
  action('storeMonth.sign', StoreMonthSignInput, signMonth),
  action('storeMonth.export', StoreMonthExportInput, exportMonth),
]
