import { parse } from 'valibot'
import type { CardLook, CardPrint } from '#types/card'
import type { GoodsView, StoreMonthView } from '#types/store'
import { GoodsSaveInput, StockMoveInput, StoreSaveInput } from '#types/store'
import { squaresOf } from '@/components/qr-code/squares'
import { basketProblem, itemsOf, pointsOf, withPieces } from '@/packages/store/card-counter/basket'
import { mostOnSheet, sheetOf } from '@/packages/store/cards/drawing'
import { pinProblems } from '@/packages/store/cards/pin'
import { inputOf, settingsOf, settingsProblems } from '@/packages/store/desk/form'
import {
  emptyMove,
  goodsFormOf,
  goodsInputOf,
  goodsProblems,
  moveInputOf,
  moveProblems,
} from '@/packages/store/goods/form'
import { flowSaid, monthAway, monthSaid, sumSaid, totalsOf } from '@/packages/store/month/figures'
import { myStoreOf } from '@/packages/store/my-store'
import { qrText, tokenIn } from '@/packages/store/qr-text'

const towel: GoodsView = {
  ...{ id: 'g1', storeId: 's', name: '毛巾', category: 'daily', measure: '条', price: 10, onSale: true, left: 30 },
  ...{ stock: 31, reserved: 1, lowAt: 5, version: 3 },
}
const soap: GoodsView = { ...towel, id: 'g2', name: '肥皂', measure: '块', price: 5 }

describe('the store of my posts', () => {
  const post = (role: string, areaId: string) => ({ role, areaId, areaName: '田堰村', areas: [] }) as never

  test('is that of the first post in one, with all my posts there', () => {
    const posts = [post('gridWorker', '41152110520401'), post('storeKeeper', '411521105204')]
    expect(myStoreOf([...posts, post('storeManager', '411521208208')])).toEqual({
      ...{ id: 'store:411521105204', villageId: '411521105204', villageName: '田堰村', roles: ['storeKeeper'] },
    })
    expect(myStoreOf([post('villageSecretary', '411521105204')])).toBeUndefined()
  })
})

describe('the settings of a store', () => {
  test('a new one begins with what the cloud takes, but for its place', () => {
    const form = settingsOf(undefined, '田堰村爱心超市')
    expect(Object.keys(settingsProblems(form))).toEqual(['place'])
    const input = inputOf({ ...form, place: '村委会一楼' }, '411521105204', undefined)
    expect(parse(StoreSaveInput, input)).toEqual(input)
    expect(input).not.toHaveProperty('version')
  })

  test.each([
    [{ name: ' 店 ' }, 'name'],
    [{ closes: '08:00' }, 'hours'],
    [{ closes: '08:30' }, 'hours'],
    [{ weekdays: [] }, 'weekdays'],
    [{ cardDailyLimit: '0' }, 'cardDailyLimit'],
    [{ cardDailyLimit: '1.5' }, 'cardDailyLimit'],
    [{ cardDailyLimit: '100001' }, 'cardDailyLimit'],
  ])('%j is wrong: %s', (fields, problem) => {
    const form = { ...settingsOf(undefined, '田堰村爱心超市'), place: '村委会一楼', ...fields }
    expect(Object.keys(settingsProblems(form))).toEqual([problem])
  })
})

describe('an item’s form', () => {
  test('of an item sends what it has, under its version, without a photo of its own', () => {
    const input = goodsInputOf(goodsFormOf({ ...towel, limit: 2 }), 's', towel)
    expect(parse(GoodsSaveInput, input)).toMatchObject({ goodsId: 'g1', version: 3, price: 10, limit: 2, lowAt: 5 })
    expect(input).not.toHaveProperty('photo')
  })

  test('an empty limit is none', () => {
    expect(goodsInputOf(goodsFormOf(towel), 's', undefined)).not.toHaveProperty('limit')
    expect(goodsInputOf(goodsFormOf(towel), 's', towel)).not.toHaveProperty('photo')
    const bare = { ...goodsFormOf(towel), bare: true }
    expect(goodsInputOf(bare, 's', towel)).toHaveProperty('photo', null)
    expect(goodsInputOf({ ...bare, photos: ['wxfile://new.jpg'] }, 's', towel)).not.toHaveProperty('photo')
  })

  test.each([
    [{ name: ' ' }, 'name'],
    [{ measure: '' }, 'measure'],
    [{ price: '0' }, 'price'],
    [{ price: '-3' }, 'price'],
    [{ price: '2.5' }, 'price'],
    [{ limit: '1000' }, 'limit'],
    [{ lowAt: '' }, 'lowAt'],
  ])('%j is wrong: %s', (fields, problem) => {
    expect(Object.keys(goodsProblems({ ...goodsFormOf(towel), ...fields }))).toEqual([problem])
  })

  test.each([
    ['purchase', { quantity: '12' }, { kind: 'purchase', goodsId: 'g1', quantity: 12 }],
    ['donation', { quantity: '2', donor: ' 李家 ' }, { kind: 'donation', goodsId: 'g1', quantity: 2, donor: '李家' }],
    ['damage', { quantity: '1', note: '受潮' }, { kind: 'damage', goodsId: 'g1', quantity: 1, note: '受潮' }],
    ['count', { quantity: '0' }, { kind: 'count', goodsId: 'g1', counted: 0 }],
  ] as const)('%s %j is sent as it is', (kind, fields, input) => {
    const form = { ...emptyMove, ...fields }
    expect(moveProblems(kind, form)).toEqual({})
    expect(parse(StockMoveInput, moveInputOf(kind, 'g1', form))).toEqual(input)
  })

  test.each([
    ['purchase', { quantity: '0' }, 'quantity'],
    ['count', { quantity: '-1' }, 'quantity'],
    ['donation', { quantity: '1' }, 'donor'],
    ['damage', { quantity: '1', note: '坏' }, 'note'],
  ] as const)('%s %j is wrong: %s', (kind, fields, problem) => {
    expect(Object.keys(moveProblems(kind, { ...emptyMove, ...fields }))).toEqual([problem])
  })
})

describe('what is taken by card', () => {
  const look = { balance: 40, leftToday: 30, state: 'active', triesLeft: 5 } as CardLook

  test('is held against the points, then against what is left of the day', () => {
    expect(basketProblem(withPieces({}, towel, 3), look)).toBeUndefined()
    expect(basketProblem(withPieces({}, towel, 4), look)).toContain('限额')
    expect(basketProblem(withPieces({}, towel, 5), look)).toContain('积分不够')
  })

  test('keeps the price that was shown; none of an item takes it out', () => {
    const both = withPieces(withPieces({}, towel, 1), soap, 2)
    expect(pointsOf(both)).toBe(20)
    expect(itemsOf(both)).toEqual([
      { goodsId: 'g1', quantity: 1, price: 10 },
      { goodsId: 'g2', quantity: 2, price: 5 },
    ])
    expect(itemsOf(withPieces(both, towel, 0))).toEqual([{ goodsId: 'g2', quantity: 2, price: 5 }])
  })

  test('is of five kinds at most', () => {
    const many = ['1', '2', '3', '4', '5', '6'].reduce((basket, id) => withPieces(basket, { ...soap, id }, 1), {})
    expect(basketProblem(many, look)).toContain('最多换 5 种')
  })

  test.each([
    [` ${qrText('card', 'aB_-0123456789abcdef')} `, 'aB_-0123456789abcdef'],
    [qrText('redemption', 'aB_-0123456789abcdef'), undefined],
    ['aB_-0123456789abcdef', undefined],
    ['https://example.com/x', undefined],
    ['12345678', undefined],
  ])('a scanned %j is the card %s', (text, token) => expect(tokenIn('card', text)).toBe(token))
})

test.each([
  ['2580', '2580', []],
  ['258', '258', ['pin']],
  ['25a0', '25a0', ['pin']],
  ['2580', '2581', ['again']],
])('a PIN of %s and %s has the problems %j', (pin, again, problems) => {
  expect(Object.keys(pinProblems({ pin, again }))).toEqual(problems)
})

describe('the sheet of cards', () => {
  const print = (n: number): CardPrint => ({
    card: {
      ...{ id: `c${n}`, householdId: `h${n}`, household: { name: '张**', number: `3组${n}号` } },
      ...{ state: 'active', issuedAt: '2026-11-26T02:00:00.000Z' },
    },
    token: `token-of-the-card-number-${n}`,
  })

  test('holds ten cards, each with its household and its code, none beyond the paper or over another', () => {
    const drawing = sheetOf(Array.from({ length: mostOnSheet + 1 }, (_, n) => print(n)))
    const frames = drawing.shapes.flatMap((shape) => (shape.kind === 'frame' ? [shape] : []))
    expect(frames).toHaveLength(10)
    for (const [at, { x, y, width, height }] of frames.entries()) {
      expect(x).toBeGreaterThan(0)
      expect(y).toBeGreaterThan(0)
      expect(x + width).toBeLessThan(drawing.width)
      expect(y + height).toBeLessThan(drawing.height)
      const crossing = frames.filter(
        (one, other) => other !== at && Math.abs(one.x - x) < width && Math.abs(one.y - y) < height,
      )
      expect(crossing).toEqual([])
      const inside = drawing.shapes.filter(
        (shape) => shape.kind !== 'frame' && shape.x > x && shape.y > y && shape.x < x + width && shape.y < y + height,
      )
      expect(inside).toContainEqual(expect.objectContaining({ kind: 'words', text: `3组${at}号` }))
      const squares = inside.filter(({ kind }) => kind === 'box')
      expect(squares).toHaveLength(squaresOf(qrText('card', print(at).token)).runs.length)
    }
  })
})

describe('a month in words', () => {
  const line = {
    ...{ goodsId: 'g1', name: '毛巾', opening: 30, purchased: 10, donated: 4, damaged: 1 },
    ...{ counted: -1, given: 6, returned: 1, closing: 37, points: 50 },
  }

  test('is the sum of what happened', () => {
    expect(sumSaid(line)).toBe('期初 30 + 采购 10 + 捐赠 4 + 退回 1 − 损耗 1 − 兑出 6 − 盘亏 1 = 期末 37')
    const quiet = { ...line, purchased: 0, donated: 0, damaged: 0, counted: 2, given: 0, returned: 0, closing: 32 }
    expect(sumSaid(quiet)).toBe('期初 30 + 盘盈 2 = 期末 32')
  })

  test('is a row of a table that adds up, counting on the side it went to', () => {
    expect(totalsOf(line)).toEqual({ in: 15, out: 8 })
    expect(line.opening + 15 - 8).toBe(line.closing)
    expect(totalsOf({ ...line, counted: 2 })).toEqual({ in: 17, out: 7 })
    expect(flowSaid(line)).toBe('+ 采购 10 + 捐赠 4 + 退回 1 − 损耗 1 − 兑出 6 − 盘亏 1，50 分')
    const still = { purchased: 0, donated: 0, returned: 0, damaged: 0, given: 0, counted: 0, points: 0 }
    expect(flowSaid({ ...line, ...still })).toBe('')
  })

  test('goes along with its points and its problems', () => {
    const month: StoreMonthView = {
      ...{ storeId: 's', storeName: '田堰村爱心超市', month: '2026-11', lines: [line], signed: [], over: true },
      ...{ pointsGiven: 50, pointsTaken: 50, pointsOwed: 0, problems: ['“毛巾”的流水有 1 处接不上'] },
    }
    const said = monthSaid(month).split('\n')
    expect(said[0]).toBe('田堰村爱心超市 2026年11月')
    expect(said[1]).toContain('毛巾：期初 30')
    expect(said.at(-1)).toBe('“毛巾”的流水有 1 处接不上')
  })

  test.each([
    ['2026-01', -1, '2025-12'],
    ['2026-12', 1, '2027-01'],
    ['2026-11', -1, '2026-10'],
  ])('%s and %i is %s', (month, by, away) => expect(monthAway(month, by)).toBe(away))
})
