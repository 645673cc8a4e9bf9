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
      hearTime(cloudAt)
      expect(Math.abs(cloudTime() - cloudAt)).toBeLessThan(5_000)
      const restarted = started()
      phone += later
      expect(restarted.cloudTime()).toBe(cloudTime())
      expect(Math.abs(cloudTime() - cloudAt - later)).toBeLessThan(5_000)
    }),
  )
})

test('the way of an answer through a slow network does not move a clock that is right', () => {
  phone = 1_000_000
  const { cloudTime, hearTime } = started()
  hearTime(phone - 4_900)
  expect(cloudTime()).toBe(phone)
  expect(kept.size).toBe(0)
})

test('somebody sets the phone’s clock while the app is open: the next answer tells', () => {
  phone = 1_000_000
  const { cloudTime, hearTime } = started()
  hearTime(phone)
  phone += 86_400_000
  hearTime(1_002_000)
  expect(cloudTime()).toBe(1_002_000)
})
