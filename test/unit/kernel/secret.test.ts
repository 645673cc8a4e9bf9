import { keyedHash } from '../../../cloudfunctions/kernel/secret'

const before = process.env.SANDAN_SECRET
const given = (secret: string | undefined) => {
  if (secret === undefined) delete process.env.SANDAN_SECRET
  else process.env.SANDAN_SECRET = secret
}
afterAll(() => given(before))

test('the same parts under the same secret hash alike; another secret, part or border gives another hash', () => {
  given('a'.repeat(32))
  const pin = keyedHash('pin', 'card:1', '1234')
  expect(pin).toMatch(/^[0-9a-f]{32}$/)
  expect(keyedHash('pin', 'card:1', '1234')).toBe(pin)
  expect(keyedHash('pin', 'card:1', '1235')).not.toBe(pin)
  expect(keyedHash('pin', 'card:11', '234')).not.toBe(pin)
  given('b'.repeat(32))
  expect(keyedHash('pin', 'card:1', '1234')).not.toBe(pin)
})

test.each([undefined, '', 'a'.repeat(31)])('without a secret that is long enough nothing is hashed (%p)', (secret) => {
  given(secret)
  expect(() => keyedHash('pin', 'card:1', '1234')).toThrow('NOT_SET_UP')
})
