import fc from 'fast-check'
import {
  enter,
  leave,
  mostMoves,
  moveUp,
  type Places,
  placeFields,
} from '../../../cloudfunctions/domain/activity/places'

const places = (capacity: number, placed: string[] = [], waiting: string[] = []): Places => ({
  capacity,
  placed,
  waiting,
})

describe('places', () => {
  test('are given in order; then one waits; once it has begun nobody waits any more', () => {
    const one = enter(places(1), 'a', true)
    expect(one).toEqual({ status: 'placed', places: places(1, ['a']) })
    expect(enter(one!.places, 'b', true)).toEqual({ status: 'waiting', places: places(1, ['a'], ['b']) })
    expect(enter(one!.places, 'b', false)).toBeNull()
  })

  test('whoever comes while others wait stands behind them, also where a place is free', () => {
    expect(enter(places(3, ['a'], ['b']), 'c', true)?.places).toEqual(places(3, ['a'], ['b', 'c']))
  })

  test('the list of those who wait has an end', () => {
    const full = places(
      1,
      ['a'],
      Array.from({ length: 100 }, (_, n) => `w${n}`),
    )
    expect(enter(full, 'late', true)).toBeNull()
  })

  test('whoever signs off frees a place for the first who waits; who only waited frees none', () => {
    expect(leave(places(2, ['a', 'b'], ['c', 'd']), 'a')).toEqual({
      moved: ['c'],
      places: places(2, ['b', 'c'], ['d']),
    })
    expect(leave(places(2, ['a', 'b'], ['c', 'd']), 'c')).toEqual({ moved: [], places: places(2, ['a', 'b'], ['d']) })
  })

  test('a grown capacity moves up as many as one write takes', () => {
    const waiting = Array.from({ length: 30 }, (_, n) => `w${n}`)
    const { places: next, moved } = moveUp(places(100, ['a'], waiting))
    expect(moved).toEqual(waiting.slice(0, mostMoves))
    expect(placeFields(next)).toMatchObject({ taken: 1 + mostMoves, queue: 30 - mostMoves })
  })

  /** Whatever happens: never more than the capacity, nobody twice, nobody waits beside a free place, first come first served. */
  test('over random histories', () => {
    const step = fc.record({ who: fc.integer({ min: 0, max: 11 }), comes: fc.boolean() })
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5 }), fc.array(step, { maxLength: 60 }), (capacity, steps) => {
        let now = places(capacity)
        const arrivals: string[] = []
        for (const { who, comes } of steps) {
          const id = `p${who}`
          const isIn = now.placed.includes(id) || now.waiting.includes(id)
          if (comes && !isIn) {
            now = enter(now, id, true)!.places
            arrivals.push(id)
          } else if (!comes && isIn) {
            now = leave(now, id).places
            arrivals.splice(arrivals.indexOf(id), 1)
          }
          expect(now.placed.length).toBeLessThanOrEqual(capacity)
          expect(new Set([...now.placed, ...now.waiting]).size).toBe(now.placed.length + now.waiting.length)
          expect(now.waiting.length === 0 || now.placed.length === capacity).toBe(true)
          expect([...now.placed].sort()).toEqual(arrivals.slice(0, capacity).sort())
          expect(now.waiting).toEqual(arrivals.slice(capacity))
        }
      }),
    )
  })
})
