import { nextClock, owedWork, remindedBy } from '../../../cloudfunctions/domain/activity/clock'
import { change, clockDecisions, planOf } from '../../../cloudfunctions/domain/activity/decide'
import { never } from '../../../cloudfunctions/domain/activity/record'
import { activity, codeOf, endsAt, minutesIn, startsAt } from './sample'

describe('the clock', () => {
  test('reminds a day and two hours before, begins, ends an hour after the end, finishes after a week', () => {
    let now = activity({ placed: ['p1'], taken: 1 })
    const seen: string[] = []
    for (let look = nextClock(now, minutesIn(-3000)); look < never; look = now.nextClock) {
      const work = owedWork(now, look)!
      expect(owedWork(now, new Date(look.getTime() - 1))).toBeNull()
      now = clockDecisions[work](now, look).next
      seen.push(`${work} ${(look.getTime() - startsAt.getTime()) / 60_000}`)
    }
    expect(seen).toEqual(['remindDay -1440', 'remindSoon -120', 'begin 0', 'end 210', `finish ${150 + 7 * 1440}`])
    expect(now.state).toBe('finished')
  })

  test('that stood still reminds of what is next, not of what is past', () => {
    expect(owedWork(activity(), minutesIn(-100))).toBe('remindSoon')
    expect(owedWork(activity(), minutesIn(1))).toBe('begin')
    expect(remindedBy(startsAt, minutesIn(-60 * 20))).toBe('day')
    expect(remindedBy(startsAt, minutesIn(-60))).toBe('soon')
  })

  test('gives out places that a larger capacity left, twenty a look', () => {
    const waiting = Array.from({ length: 30 }, (_, n) => `w${n}`)
    const full = activity({ capacity: 1, placed: ['p1'], taken: 1, waiting, queue: 30, reminded: 'soon' })
    const now = minutesIn(-30)
    const input = { ...full, startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString(), capacity: 40 }
    const { next, moved } = change(full, input, now)
    expect([moved.length, next.taken, next.queue, next.nextClock]).toEqual([20, 21, 10, now])
    const again = clockDecisions[owedWork(next, now)!](next, now)
    expect([again.moved.length, again.next.queue, again.next.nextClock]).toEqual([10, 0, startsAt])
  })
})

describe('a plan', () => {
  const plan = {
    ...{ title: '清扫河道', text: '带手套', place: '村头', capacity: 10 },
    ...{ startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString() },
  }

  test('counts its own length at most, a working day where it is longer', () => {
    const now = minutesIn(-600)
    expect(planOf(plan, now).mostHours).toBe(2.5)
    expect(planOf({ ...plan, mostHours: 1 }, now).mostHours).toBe(1)
    expect(planOf({ ...plan, endsAt: minutesIn(600).toISOString() }, now).mostHours).toBe(8)
  })

  test.each([
    ['in the past', { startsAt: minutesIn(-700).toISOString() }],
    ['backwards', { endsAt: minutesIn(-10).toISOString() }],
    ['too short', { endsAt: minutesIn(20).toISOString() }],
    ['longer than a day', { endsAt: minutesIn(25 * 60).toISOString() }],
    ['in the next decade', { startsAt: '2036-11-28T01:00:00Z', endsAt: '2036-11-28T02:00:00Z' }],
  ])('is refused when it lies %s', (_, changed) => {
    expect(codeOf(() => planOf({ ...plan, ...changed }, minutesIn(-600)))).toBe('BAD_INPUT')
  })

  test('may not fall below those who have a place', () => {
    const taken = activity({ placed: ['p1', 'p2'], taken: 2 })
    expect(codeOf(() => change(taken, { ...plan, capacity: 1 }, minutesIn(-600)))).toBe('CAPACITY_TOO_SMALL')
  })

  test('tells people when time or place change, and only then', () => {
    const taken = activity({ placed: ['p1'], taken: 1, waiting: ['p2'], queue: 1, capacity: 1 })
    const same = { ...plan, text: taken.text, place: taken.place, capacity: 1 }
    expect(change(taken, { ...same, text: '带铁锹' }, minutesIn(-600)).effects).toEqual([])
    const moved = change(taken, { ...same, place: '村部' }, minutesIn(-600)).effects
    expect(moved).toMatchObject([{ kind: 'tell', people: ['p1', 'p2'] }])
    const later = change(taken, { ...same, startsAt: minutesIn(30).toISOString() }, minutesIn(-600)).effects
    expect(later.map(({ kind }) => kind)).toEqual(['tell', 'copy'])
  })
})
