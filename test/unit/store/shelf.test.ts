import fc from 'fast-check'
import type { GoodsRecord } from '../../../cloudfunctions/domain/store/record'
import {
  comeIn,
  count,
  damage,
  fellLow,
  give,
  giveAtOnce,
  giveLate,
  leftOf,
  putBack,
  type Shelved,
  setAside,
  takeBack,
} from '../../../cloudfunctions/domain/store/stock'
import { Refusal } from '../../../cloudfunctions/kernel/errors'

const goodsOf = (more: Partial<GoodsRecord> = {}): GoodsRecord => ({
  ...{ _id: 'goods:1', storeId: 'store:411521105204', areas: ['411521', '411521105', '411521105204'], name: '毛巾' },
  ...{ category: 'daily', measure: '条', price: 10, lowAt: 5, onSale: true, stock: 10, reserved: 0 },
  ...{ version: 1, requests: [], outbox: [] },
  ...more,
})

const codeOf = (work: () => unknown): string => {
  try {
    work()
    return 'ok'
  } catch (error) {
    if (error instanceof Refusal) return error.code
    throw error
  }
}

/** What may happen to a shelf; what was set aside before is what can be put back or given. */
const happenings: Record<string, (goods: GoodsRecord, quantity: number) => Shelved> = {
  setAside,
  putBack: (goods, quantity) => putBack(goods, Math.min(quantity, goods.reserved)),
  give: (goods, quantity) => give(goods, Math.min(quantity, goods.reserved)),
  giveAtOnce,
  giveLate,
  takeBack,
  purchase: (goods, quantity) => comeIn(goods, 'purchase', quantity),
  damage,
  count,
}

test('whatever happens, 0 ≤ reserved ≤ stock, and the shelf is the sum of its movements', () => {
  const happening = fc.tuple(fc.constantFrom(...Object.keys(happenings)), fc.integer({ min: 0, max: 20 }))
  fc.assert(
    fc.property(fc.array(happening, { maxLength: 60 }), (history) => {
      let goods = goodsOf()
      let sum = goods.stock
      for (const [name, quantity] of history) {
        const before = goods
        try {
          const shelf = happenings[name]!(goods, quantity)
          for (const change of shelf.changes) {
            expect(change.before + change.quantity).toBe(change.after)
            sum += change.quantity
          }
          goods = shelf.goods
          expect(goods.version).toBe(before.version + 1)
        } catch (error) {
          if (!(error instanceof Refusal)) throw error
          expect(goods).toBe(before)
        }
        expect(goods.reserved).toBeGreaterThanOrEqual(0)
        expect(goods.reserved).toBeLessThanOrEqual(goods.stock)
        expect(goods.stock).toBe(sum)
      }
    }),
  )
})

test('what is set aside can be neither taken by others nor counted or damaged away', () => {
  const goods = goodsOf({ stock: 5, reserved: 4 })
  expect(codeOf(() => setAside(goods, 2))).toBe('OUT_OF_STOCK')
  expect(codeOf(() => giveAtOnce(goods, 2))).toBe('OUT_OF_STOCK')
  expect(codeOf(() => damage(goods, 2))).toBe('OUT_OF_STOCK')
  expect(codeOf(() => count(goods, 3))).toBe('COUNT_BELOW_RESERVED')
  expect(count(goods, 4)).toMatchObject({ goods: { stock: 4, reserved: 4 } })
})

test('a late hand-over counts in what the books no longer have to spare, and takes nothing that is set aside', () => {
  const { goods, changes } = giveLate(goodsOf({ stock: 3, reserved: 2 }), 2)
  expect(goods).toMatchObject({ stock: 2, reserved: 2 })
  expect(changes).toEqual([
    { kind: 'count', quantity: 1, before: 3, after: 4 },
    { kind: 'given', quantity: -2, before: 4, after: 2 },
  ])
  expect(giveLate(goodsOf({ stock: 3, reserved: 0 }), 2).changes).toHaveLength(1)
})

test('a shelf falls low once a crossing', () => {
  const five = goodsOf({ stock: 5 })
  const four = giveAtOnce(five, 1).goods
  const three = giveAtOnce(four, 1).goods
  expect([fellLow(five, four), fellLow(four, three), fellLow(four, five)]).toEqual([true, false, false])
  expect(leftOf(three)).toBe(3)
  expect(fellLow(goodsOf({ stock: 1, lowAt: 0 }), goodsOf({ stock: 0, lowAt: 0 }))).toBe(false)
})
