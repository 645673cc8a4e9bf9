import { attempt, lockedMinutes } from '../../../cloudfunctions/kernel/attempts'

const now = new Date('2026-11-26T02:00:00Z')
const after = (minutes: number) => new Date(now.getTime() + minutes * 60_000)

test('the fifth wrong try in a row locks for a quarter of an hour; a pause starts the count anew', () => {
  let tried = attempt(null, now)
  for (let n = 2; n <= 5; n++) {
    expect(lockedMinutes(tried, now)).toBe(0)
    tried = attempt(tried, now)
  }
  expect(tried.count).toBe(5)
  expect(lockedMinutes(tried, now)).toBe(15)
  expect(lockedMinutes(tried, after(14.5))).toBe(1)
  expect(lockedMinutes(tried, after(15))).toBe(0)
  expect(attempt(tried, after(15))).toEqual({ count: 1, lastAt: after(15) })
})
