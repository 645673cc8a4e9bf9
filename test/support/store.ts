/** What tests of the store share: the demo's store, its goods by name, and the books held against each other. */
import type { RedemptionDetail } from '#types/redemption'
import { type GoodsView, storeIdOf } from '#types/store'
import type { AccountRecord, EntryRecord } from '../../cloudfunctions/domain/ledger'
import type { GoodsRecord, RedemptionRecord, StockMoveRecord } from '../../cloudfunctions/domain/store/record'
import type { DemoCloud } from './demo'

export const village = '411521105204'
export const storeId = storeIdOf(village)
export const otherStoreId = storeIdOf('411521208208')
export const device = 'device-0001'

export const minutes = (count: number): number => count * 60_000

/** The store of a demo cloud, as tests use it. */
export const storeIn = (cloud: DemoCloud) => {
  const goods = (name: string): GoodsRecord => cloud.rows<GoodsRecord>('goods', { storeId, name })[0]!
  const account = (who: string): AccountRecord =>
    cloud.rows<AccountRecord>('accounts', { _id: `goods:household:${cloud.personOf(who).householdId}` })[0]!
  return {
    goods,
    account,
    balance: (who: string) => account(who).balance,
    redemption: (id: string) => cloud.rows<RedemptionRecord>('redemptions', { _id: id })[0]!,
    asked: (name: string, quantity = 1) => ({ goodsId: goods(name)._id, quantity, price: goods(name).price }),
    reserve: (who: string, name: string, quantity = 1, requestId?: string): Promise<RedemptionDetail> =>
      cloud.ok(who, 'redemption.reserve', { goodsId: goods(name)._id, quantity, price: goods(name).price }, requestId),
    shelf: async (who: string, name: string): Promise<GoodsView> =>
      (await cloud.ok(who, 'goods.list', { storeId })).rows.find((row) => row.name === name)!,
  }
}

/**
 * What must hold whatever happened: every entry and all of them sum to zero, every balance is the sum of its postings and not
 * negative, what is held is what waits, every shelf is the sum of its movements with 0 ≤ reserved ≤ stock, and what is set
 * aside is what waits.
 */
export function expectBooksToBalance(cloud: DemoCloud): void {
  const entries = cloud.rows<EntryRecord>('entries')
  for (const { postings } of entries) expect(postings.reduce((sum, { amount }) => sum + amount, 0)).toBe(0)
  const postings = entries.flatMap((entry) => entry.postings)
  const sumOf = (account: string) =>
    postings.reduce((sum, posting) => (posting.account === account ? sum + posting.amount : sum), 0)
  for (const { _id, balance, vintages } of cloud.rows<AccountRecord>('accounts')) {
    expect(balance).toBeGreaterThanOrEqual(0)
    expect([_id, sumOf(_id)]).toEqual([_id, balance])
    expect(vintages.reduce((sum, vintage) => sum + vintage.balance, 0)).toBe(balance)
  }
  const waiting = cloud.rows<RedemptionRecord>('redemptions', { state: { $in: ['reserved', 'claimed'] } })
  for (const store of new Set(cloud.rows<GoodsRecord>('goods').map((item) => item.storeId))) {
    const held = waiting.filter((one) => one.storeId === store).reduce((sum, { points }) => sum + points, 0)
    expect(sumOf(`hold:${store}`)).toBe(held)
  }
  const moves = cloud.rows<StockMoveRecord>('stockMoves')
  for (const { _id, name, stock, reserved } of cloud.rows<GoodsRecord>('goods')) {
    const moved = moves.reduce((sum, move) => (move.goodsId === _id ? sum + move.quantity : sum), 0)
    const aside = waiting
      .flatMap(({ items }) => items)
      .reduce((sum, item) => (item.goodsId === _id ? sum + item.quantity : sum), 0)
    expect([name, moved, aside]).toEqual([name, stock, reserved])
    expect(reserved).toBeGreaterThanOrEqual(0)
    expect(reserved).toBeLessThanOrEqual(stock)
  }
}
