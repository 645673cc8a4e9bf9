import { execFileSync } from 'node:child_process'
import path from 'node:path'
import fc from 'fast-check'
import { isWorkingDay } from '../../../cloudfunctions/kernel/calendar'
import { spoken } from '../../../cloudfunctions/kernel/spoken'
import {
  addDays,
  addHours,
  addWorkingDays,
  businessDate,
  daysBetween,
  startOfBusinessDay,
} from '../../../cloudfunctions/kernel/time'

const shanghai = (text: string) => new Date(`${text}+08:00`)
const instants = fc.date({ min: new Date('2005-01-01'), max: new Date('2040-01-01'), noInvalidDate: true })

describe('business dates in Asia/Shanghai', () => {
  test('a day begins at midnight in Shanghai, whatever UTC says', () => {
    expect(businessDate(shanghai('2026-07-22T00:00:00'))).toBe('2026-07-22')
    expect(businessDate(new Date(shanghai('2026-07-22T00:00:00').getTime() - 1))).toBe('2026-07-21')
    expect(startOfBusinessDay('2026-07-22')).toEqual(shanghai('2026-07-22T00:00:00'))
  })

  test('every instant lies in its own business day', () => {
    fc.assert(
      fc.property(instants, (now) => {
        const date = businessDate(now)
        expect(startOfBusinessDay(date) <= now).toBe(true)
        expect(now < startOfBusinessDay(addDays(date, 1))).toBe(true)
      }),
    )
  })

  test('days between undo days added', () => {
    fc.assert(
      fc.property(instants, fc.integer({ min: -800, max: 800 }), (now, days) => {
        const date = businessDate(now)
        expect(daysBetween(date, addDays(date, days))).toBe(days)
      }),
    )
  })

  test('hours run through midnight', () => {
    expect(addHours(shanghai('2026-07-22T23:30:00'), 2)).toEqual(shanghai('2026-07-23T01:30:00'))
  })

  test('nothing depends on the zone of the machine', () => {
    const script = `
      const { addWorkingDays, businessDate } = require('./cloudfunctions/kernel/time.ts')
      const { isWorkingDay } = require('./cloudfunctions/kernel/calendar.ts')
      const at = new Date('2026-02-13T16:30:00Z')
      console.log(businessDate(at), addWorkingDays(at, 1).toISOString(), isWorkingDay('2026-02-14'), isWorkingDay('2026-02-15'))`
    const cwd = path.resolve(__dirname, '../../..')
    const outcomes = ['Pacific/Kiritimati', 'America/Los_Angeles'].map((TZ) =>
      execFileSync(process.execPath, ['--require', 'tsx/cjs', '-e', script], {
        ...{ cwd, env: { ...process.env, TZ } },
      }).toString(),
    )
    expect(outcomes[0]).toBe(outcomes[1])
    expect(outcomes[0]).toContain('2026-02-14')
  })
})

test.each([
  ['2026-07-02T08:05:00', '7月2日 08:05'],
  ['2026-11-24T17:30:59', '11月24日 17:30'],
  ['2026-12-31T23:59:00', '12月31日 23:59'],
  ['2027-01-01T00:00:00', '1月1日 00:00'],
])('%s is said as %s', (instant, words) => {
  expect(spoken(shanghai(instant))).toBe(words)
})

describe('working days of the Chinese calendar', () => {
  test.each([
    ['2026-07-22', true, 'a Wednesday'],
    ['2026-07-25', false, 'a Saturday'],
    ['2026-10-01', false, 'National Day, a Thursday'],
    ['2026-02-14', true, 'a Saturday worked to make up for Spring Festival'],
    ['2026-02-17', false, 'Spring Festival, a Tuesday'],
  ])('%s: %s, %s', (date, working) => {
    expect(isWorkingDay(date)).toBe(working)
  })

  test('the day of the event does not count, the deadline is half past five', () => {
    expect(addWorkingDays(shanghai('2026-07-22T00:10:00'), 1)).toEqual(shanghai('2026-07-23T17:30:00'))
    expect(addWorkingDays(shanghai('2026-07-22T23:50:00'), 1)).toEqual(shanghai('2026-07-23T17:30:00'))
  })

  test('a week-end and a holiday are stepped over, a make-up day is not', () => {
    expect(addWorkingDays(shanghai('2026-07-24T10:00:00'), 1)).toEqual(shanghai('2026-07-27T17:30:00'))
    expect(addWorkingDays(shanghai('2026-02-13T10:00:00'), 1)).toEqual(shanghai('2026-02-14T17:30:00'))
    expect(addWorkingDays(shanghai('2026-02-14T10:00:00'), 1)).toEqual(shanghai('2026-02-24T17:30:00'))
  })

  test('New Year’s Day is off before the year is announced: nobody has a deadline on it', () => {
    expect(isWorkingDay('2041-01-01')).toBe(false)
    expect(isWorkingDay('2041-01-02')).toBe(true)
    expect(isWorkingDay('2041-10-03')).toBe(false)
    expect(addWorkingDays(shanghai('2026-12-31T10:00:00'), 1)).toEqual(shanghai('2027-01-04T17:30:00'))
  })

  test('a deadline lies on a working day, with exactly so many working days up to it', () => {
    fc.assert(
      fc.property(instants, fc.integer({ min: 1, max: 40 }), (from, days) => {
        const end = businessDate(addWorkingDays(from, days))
        const start = businessDate(from)
        const between = Array.from({ length: daysBetween(start, end) }, (_, n) => addDays(start, n + 1))
        expect(isWorkingDay(end)).toBe(true)
        expect(between.filter(isWorkingDay)).toHaveLength(days)
      }),
      { numRuns: 60 },
    )
  })

  test('no deadline without a day', () => {
    expect(() => addWorkingDays(new Date(), 0)).toThrow('positive integer')
    expect(() => addWorkingDays(new Date(), 1.5)).toThrow('positive integer')
  })
})

test('the calendar of each year that counts is the package’s own: its code and its data say the same', () => {
  const { isWorkday } = require('chinese-days')
  const days = Array.from({ length: 730 }, (_, n) => addDays('2025-01-01', n))
  expect(days.filter(isWorkingDay)).toEqual(days.filter((date) => isWorkday(date)))
  expect(isWorkingDay('2026-02-16')).toBe(false)
})
