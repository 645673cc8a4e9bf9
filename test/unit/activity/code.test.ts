import { codeAt, codeMs, isCurrentCode } from '../../../cloudfunctions/domain/activity/code'
import { nearness, presenceOf } from '../../../cloudfunctions/domain/activity/presence'
import { certificateNumber } from '../../../cloudfunctions/domain/service/number'
import { activity, startsAt } from './sample'

beforeAll(() => {
  process.env.SANDAN_SECRET = 'only-for-this-test-only-for-this-test'
})
afterAll(() => {
  delete process.env.SANDAN_SECRET
})

const later = (ms: number) => new Date(startsAt.getTime() + ms)

describe('the rotating code', () => {
  test('is good in its half minute and the next one, then never again', () => {
    const { digits, qrText, until } = codeAt('a1', startsAt)
    expect(digits).toMatch(/^\d{6}$/)
    expect(until).toEqual(later(codeMs))
    for (const code of [digits, qrText]) {
      expect(isCurrentCode('a1', code, startsAt)).toBe(true)
      expect(isCurrentCode('a1', code, later(2 * codeMs - 1))).toBe(true)
      expect(isCurrentCode('a1', code, later(2 * codeMs))).toBe(false)
      expect(isCurrentCode('a1', code, later(-1))).toBe(false)
    }
  })

  test("is one activity's", () => {
    const { digits, qrText } = codeAt('a1', startsAt)
    expect(isCurrentCode('a2', digits, startsAt)).toBe(false)
    expect(isCurrentCode('a2', qrText, startsAt)).toBe(false)
  })
})

describe('the place', () => {
  const location = { longitude: 114.51, latitude: 32.2 }
  const at = activity({ location })
  /** So many metres to the north. */
  const north = (metres: number) => ({ ...location, latitude: location.latitude + metres / 111_195 })

  test('is compared by the radius, and only where the activity asks for it', () => {
    expect(nearness(at, north(190))).toBe('here')
    expect(nearness(at, north(210))).toBe('tooFar')
    expect(nearness(activity({ location, radius: 500 }), north(210))).toBe('here')
    expect(nearness(at, undefined)).toBe('unknown')
    expect(nearness(activity(), undefined)).toBe('notAsked')
  })

  test('is kept as a yes, never as coordinates', () => {
    expect(presenceOf(startsAt, 'here')).toEqual({ at: startsAt, within: true })
    expect(presenceOf(startsAt, 'notAsked')).toEqual({ at: startsAt })
  })
})

test("a certificate's number is the same for a repeat, and another one for everybody else", () => {
  const number = certificateNumber('p1', 'r1', '2026-11-26')
  expect(number).toMatch(/^ZY-261126-[2-9A-HJKMNP-Z]{10}$/)
  expect(certificateNumber('p1', 'r1', '2026-11-26')).toBe(number)
  expect(certificateNumber('p2', 'r1', '2026-11-26')).not.toBe(number)
  expect(certificateNumber('p1', 'r2', '2026-11-26')).not.toBe(number)
})
