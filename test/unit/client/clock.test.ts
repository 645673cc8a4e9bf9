import fc from 'fast-check'

/** What lies on the phone between two uses. */
const kept = new Map<string, unknown>()
jest.mock('../../../src/platform/storage', () => ({
  storage: { get: (key: string) => kept.get(key), set: (key: string, value: unknown) => kept.set(key, value) },
}))

/** The phone's own clock. */
let phone = 0
beforeEach(() => {
  kept.clear()
  jest.spyOn(Date, 'now').mockImplementation(() => phone)
})
afterEach(() => jest.restoreAllMocks())

/** The app is started anew. */
function started(): typeof import('../../../src/platform/clock') {
  let clock: typeof import('../../../src/platform/clock')
  jest.isolateModules(() => {
    clock = require('../../../src/platform/clock')
  })
  return clock!
}

const instant = fc.integer({ min: 0, max: 4_000_000_000_000 })

test('whatever the phone’s clock says, its time is the cloud’s as soon as an answer has come, and stays so after a restart', () => {
  fc.assert(
    fc.property(instant, instant, fc.nat(1e9), (phoneAt, cloudAt, later) => {
      kept.clear()
      phone = phoneAt
      const { cloudTime, hearTime } = started()
      expect(cloudTime()).toBe(phoneAt)
      hearTime(cloudAt, phone)
      expect(Math.abs(cloudTime() - cloudAt)).toBeLessThanOrEqual(5_000)
      const restarted = started()
      phone += later
      expect(restarted.cloudTime()).toBe(cloudTime())
      expect(Math.abs(cloudTime() - cloudAt - later)).toBeLessThanOrEqual(5_000)
    }),
  )
})

test('a clock that is right is never moved, however long an answer was under way', () => {
  fc.assert(
    fc.property(fc.nat(1e6), fc.nat(1e6), (there, back) => {
      kept.clear()
      phone = 1_000_000_000
      const { cloudTime, hearTime } = started()
      const sentAt = phone
      phone += there + back
      hearTime(sentAt + there, sentAt)
      expect(cloudTime()).toBe(phone)
      expect(kept.size).toBe(0)
    }),
  )
})

test('a wrong clock is set to within half of what an answer took', () => {
  fc.assert(
    fc.property(instant, fc.nat(1e6), fc.nat(1e6), (off, there, back) => {
      kept.clear()
      phone = 1_000_000_000
      const { cloudTime, hearTime } = started()
      const sentAt = phone
      phone += there + back
      hearTime(sentAt + there + off, sentAt)
      expect(Math.abs(cloudTime() - (phone + off))).toBeLessThanOrEqual((there + back) / 2 + 5_001)
    }),
  )
})

test('somebody sets the phone’s clock while the app is open: the next answer tells', () => {
  phone = 1_000_000
  const { cloudTime, hearTime } = started()
  hearTime(phone, phone)
  phone += 86_400_000
  hearTime(1_002_000, phone)
  expect(cloudTime()).toBe(1_002_000)
})
