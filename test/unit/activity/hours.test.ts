import fc from 'fast-check'
import { attendedHours, earns, halfHours, hoursOf } from '../../../cloudfunctions/domain/activity/hours'
import { correct, settle } from '../../../cloudfunctions/domain/activity/settle'
import { activity, endsAt, minutesIn, signUp, startsAt } from './sample'

const stay = (from: number, to?: number) => ({
  checkedIn: { at: minutesIn(from) },
  ...(to === undefined ? {} : { checkedOut: { at: minutesIn(to) } }),
})

describe('hours', () => {
  test.each([
    ['the whole of it', 0, 150, 2.5],
    ['early and late count nothing more', -25, 200, 2.5],
    ['to the nearest half hour', 0, 70, 1],
    ['a quarter of an hour is rounded up', 0, 75, 1.5],
    ['hardly there', 0, 10, 0],
    ['in after the end', 151, 160, 0],
  ])('%s', (_, from, to, hours) => {
    expect(attendedHours(activity(), stay(from, to))).toBe(hours)
  })

  test('whoever forgot to check out gets the time to the end, or nothing, as the activity says', () => {
    expect(attendedHours(activity(), stay(30))).toBe(2)
    expect(attendedHours(activity({ forgotten: 'fillIn' }), stay(30))).toBe(0)
  })

  test('are capped; what was filled in stands for what was not checked, and is capped too', () => {
    expect(attendedHours(activity({ mostHours: 1.5 }), stay(0, 150))).toBe(1.5)
    const filledIn = { hours: 3, reason: '手机没电', byId: 's', at: endsAt }
    expect(hoursOf(activity(), { filledIn })).toBe(2.5)
    expect(hoursOf(activity(), {})).toBe(0)
  })

  test('are halves between nothing and the cap, whenever somebody comes and goes', () => {
    const minute = fc.integer({ min: -60, max: 300 })
    fc.assert(
      fc.property(minute, minute, fc.integer({ min: 1, max: 24 }), (from, to, halves) => {
        const hours = attendedHours(activity({ mostHours: halves / 2 }), stay(from, to))
        expect(hours * 2).toBe(Math.round(hours * 2))
        expect(hours).toBeGreaterThanOrEqual(0)
        expect(hours).toBeLessThanOrEqual(halves / 2)
        expect(hours).toBeLessThanOrEqual(halfHours(startsAt, endsAt))
      }),
    )
  })
})

describe('what earns', () => {
  const filledIn = { hours: 2, reason: '忘带手机', byId: 's', at: endsAt }

  test('volunteering and party days do, training does not, nor does what was filled in unless the preset says so', () => {
    expect(earns(activity(), { hours: 1 })).toBe(true)
    expect(earns(activity(), { hours: 0 })).toBe(false)
    expect(earns(activity({ kind: 'partyDay' }), { hours: 1 })).toBe(true)
    expect(earns(activity({ kind: 'training' }), { hours: 1 })).toBe(false)
    expect(earns(activity(), { hours: 2, filledIn })).toBe(false)
    expect(earns(activity({ filledInEarns: true }), { hours: 2, filledIn })).toBe(true)
  })

  test('settling owes the points of the hours, once by its cause', () => {
    const { next, effects } = settle(activity(), signUp(stay(0, 120)))
    expect(next.hours).toBe(2)
    expect(effects.map(({ kind }) => kind)).toEqual(['message', 'award'])
    expect(effects[1]).toMatchObject({
      ...{ cause: 'activity:a1:p1', rule: 'activity.hours', factor: 2, eventAt: startsAt },
      ...{ subject: { personId: 'p1' } },
    })
  })

  test('whoever did not come gets a record of nothing and hears nothing', () => {
    expect(settle(activity(), signUp())).toMatchObject({ next: { hours: 0 }, effects: [] })
  })

  test('a correction keeps the former figure, and takes its points back before it gives others', () => {
    const { next } = settle(activity(), signUp(stay(0, 120)))
    const { next: righted, effects } = correct(activity(), next, { to: 1, reason: '提前走了', byId: 's', at: endsAt })
    expect(righted).toMatchObject({ hours: 1, corrections: [{ from: 2, to: 1, reason: '提前走了', byId: 's' }] })
    const points = effects.filter(({ lane }) => lane === 'points').sort((a, b) => a.seq - b.seq)
    expect(points).toMatchObject([
      { kind: 'unaward', cause: 'activity:a1:p1' },
      { kind: 'award', cause: 'activity:a1:p1:1', factor: 1 },
    ])
    const none = correct(activity(), righted, { to: 0, reason: '没有来', byId: 's', at: endsAt })
    expect(none.effects.map(({ kind }) => kind)).toEqual(['message', 'unaward'])
    expect(new Set([...effects, ...none.effects].map(({ id }) => id)).size).toBe(5)
  })
})
