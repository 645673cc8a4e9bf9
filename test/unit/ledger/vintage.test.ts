import { rememberedDays, roomFor, withUse } from '../../../cloudfunctions/domain/ledger/caps'
import { nextLookOf, vintageOf } from '../../../cloudfunctions/domain/ledger/vintage'
import { addDays } from '../../../cloudfunctions/kernel/time'

describe('when points end', () => {
  test.each([
    ['yearEnd', '2026-03-01', '2026-12-31'],
    ['yearEnd', '2026-12-01', '2026-12-31'],
    // an end is announced 30 days before: what comes later than that lasts through January
    ['yearEnd', '2026-12-02', '2027-01-31'],
    ['threeYears', '2026-03-01', '2028-12-31'],
    ['carryOver', '2026-03-01', null],
  ] as const)('%s on %s: %s', (expiry, date, ends) => {
    expect(vintageOf(expiry, date)).toEqual({ year: '2026', ends })
  })

  test('the clock looks 30 days before an end and on the day after it, at nothing that never ends', () => {
    const ends = (date: string | null) => [{ year: '2026', ends: date, balance: 1 }]
    expect(nextLookOf(ends('2026-12-31'), '')).toBe('2026-12-01')
    expect(nextLookOf(ends('2026-12-31'), '2026-12-31')).toBe('2027-01-01')
    expect(nextLookOf(ends(null), '')).toBe('9999-12-31')
    expect(nextLookOf([...ends('2028-12-31'), ...ends('2026-12-31')], '')).toBe('2026-12-01')
    expect(nextLookOf([...ends('2028-12-31'), ...ends('2026-12-31')], '2026-12-31')).toBe('2027-01-01')
  })
})

describe('caps', () => {
  const caps = { day: 5, month: 20 }

  test('the tightest period says how much is free', () => {
    const used = withUse({}, 'clean', caps, { date: '2026-11-26', amount: 3 })
    expect(roomFor(used, 'clean', caps, '2026-11-26')).toBe(2)
    expect(roomFor(used, 'clean', caps, '2026-11-27')).toBe(5)
    const more = ['2026-11-27', '2026-11-28', '2026-11-29'].reduce(
      (before, date) => withUse(before, 'clean', caps, { date, amount: 5 }),
      used,
    )
    expect(roomFor(more, 'clean', caps, '2026-11-30')).toBe(2)
    expect(roomFor(more, 'clean', caps, '2026-12-01')).toBe(5)
    expect(roomFor(more, 'other', caps, '2026-11-30')).toBe(5)
  })

  test('without a cap there is room for all', () => {
    expect(roomFor({}, 'clean', {}, '2026-11-26')).toBe(Number.POSITIVE_INFINITY)
  })

  test('a late deed counts in its own period; periods long over are forgotten, and what comes back makes room', () => {
    const used = withUse({}, 'soap', { month: 3 }, { date: '2026-11-26', amount: 2 })
    const late = withUse(used, 'soap', { month: 3 }, { date: '2026-10-31', amount: 3, today: '2026-11-26' })
    expect(roomFor(late, 'soap', { month: 3 }, '2026-10-01')).toBe(0)
    expect(roomFor(late, 'soap', { month: 3 }, '2026-11-01')).toBe(1)
    const summer = addDays('2026-11-30', rememberedDays + 1)
    expect(withUse(late, 'other', { month: 1 }, { date: summer, amount: 1 })).toEqual({ 'other|month:2027-06': 1 })
    expect(withUse(used, 'soap', { month: 3 }, { date: '2026-11-26', amount: -2 })).toEqual({})
    const december = withUse({}, 'soap', { month: 3 }, { date: '2026-12-01', amount: 2 })
    expect(withUse(december, 'soap', { month: 3 }, { date: '2026-11-30', amount: -2, today: '2026-12-01' })).toEqual(
      december,
    )
  })
})
