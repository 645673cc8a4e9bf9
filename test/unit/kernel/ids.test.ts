import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { hash, makeIds } from '../../../cloudfunctions/kernel/ids'
import { maskHouseNumber, maskName, maskPhone } from '../../../cloudfunctions/kernel/mask'

describe('ids', () => {
  test('a hash is stable, 32 hex characters, and tells where one part ends', () => {
    expect(hash('binding', 'o-1')).toBe(hash('binding', 'o-1'))
    expect(hash('binding', 'o-1')).toMatch(/^[0-9a-f]{32}$/)
    expect(hash('ab', 'c')).not.toBe(hash('a', 'bc'))
    expect(hash('a', '')).not.toBe(hash('a'))
  })

  test('random text has the length asked for and is safe in a URL', () => {
    const ids = makeIds(randomBytes)
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 64 }), (length) => {
        expect(ids.random(length)).toMatch(new RegExp(`^[\\w-]{${length}}$`))
      }),
    )
    expect(ids.random()).not.toBe(ids.random())
  })

  test('randomness is what is passed in', () => {
    expect(makeIds((size) => new Uint8Array(size)).random(8)).toBe('AAAAAAAA')
  })

  test('a number’s suffix has four characters nobody mistakes for another, each equally likely', () => {
    let next = 0
    const ids = makeIds(() => Uint8Array.of(next++ % 256))
    const drawn = Array.from({ length: 62 }, () => ids.caseNumberSuffix()).join('')
    expect(drawn).toMatch(/^[2-9A-HJKMNP-Z]+$/)
    const letters = [...new Set(drawn)]
    expect(letters).toHaveLength(31)
    for (const letter of letters) expect(drawn.split(letter)).toHaveLength(9)
  })
})

describe('masks', () => {
  test.each([
    ['张三', '张*'],
    ['欧阳明明', '欧***'],
    ['𠮷田', '𠮷*'],
    ['', ''],
  ])('name %s → %s', (name, masked) => {
    expect(maskName(name)).toBe(masked)
  })

  test.each([
    ['13812345678', '138****5678'],
    ['037612345678', '037*****5678'],
    ['12345', '***45'],
    ['', ''],
  ])('phone %s → %s', (phone, masked) => {
    expect(maskPhone(phone)).toBe(masked)
  })

  test.each([
    ['3组27号', '3组**号'],
    ['3 组 12 号', '3 组 ** 号'],
    ['118号', '***号'],
  ])('house number %s → %s', (number, masked) => {
    expect(maskHouseNumber(number)).toBe(masked)
  })
})
