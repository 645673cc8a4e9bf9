/** What the screens of the store reckon by themselves. */
import { barrier, mostOf } from '../../../src/packages/store/allowance'
import { digitsOf, shownIn } from '../../../src/packages/store/counter/shown'
import { goodsSaid, grouped } from '../../../src/packages/store/said'

describe('what a household can have of an item', () => {
  const towel = { price: 10, left: 30 }

  test.each([
    [{ ...towel, left: 0 }, 100, '暂时没货', 0],
    [{ ...towel, limitLeft: 0 }, 100, '本月已换满', 0],
    [towel, 7, '还差 3 分', 0],
    [towel, 10, undefined, 1],
    [towel, 39, undefined, 3],
    [{ ...towel, limitLeft: 2 }, 1000, undefined, 2],
    [{ ...towel, left: 4 }, 1000, undefined, 4],
    [{ price: 1, left: 5000 }, 5000, undefined, 99],
  ])('%j with %i points', (goods, balance, reason, most) => {
    expect(barrier(goods, balance)).toBe(reason)
    expect(mostOf(goods, balance)).toBe(most)
  })

  test('without a household nothing is said of points', () => {
    expect(barrier(towel, undefined)).toBeUndefined()
  })
})

describe('what is scanned or typed at the counter', () => {
  test.each([
    ['12345678', { code: '12345678' }],
    [' 1234 5678 ', { code: '12345678' }],
    ['sandan:redemption:Zk3v_-9QdX0aBcDeFgHiJk', { token: 'Zk3v_-9QdX0aBcDeFgHiJk' }],
    // a card under the wrong scanner is no code, and so no counted try
    ['sandan:card:Zk3v_-9QdX0aBcDeFgHiJk', undefined],
    ['Zk3v_-9QdX0aBcDeFgHiJk', undefined],
    ['1234567', undefined],
    ['123456789', undefined],
    ['https://example.org/12345678', undefined],
    ['sandan:activity:a1:0123456789abcdef', undefined],
    ['', undefined],
  ])('%s', (text, shown) => expect(shownIn(text)).toEqual(shown))

  test('digits are taken as they are read out, in groups or not', () => {
    expect(digitsOf('1234 56-789')).toBe('12345678')
    expect(grouped('12345678')).toBe('1234 5678')
  })
})

test('what a redemption is about, in words', () => {
  const items = [
    { name: '大米', quantity: 2, measure: '袋' },
    { name: '肥皂', quantity: 1, measure: '块' },
  ]
  expect(goodsSaid(items)).toBe('大米 2 袋、肥皂 1 块')
})
