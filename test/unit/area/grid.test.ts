import fc from 'fast-check'
import { closedRing, gridAt, openRing, type Position } from '../../../cloudfunctions/domain/area'

const square = (west: number, south: number, side = 1): Position[] => [
  [west, south],
  [west + side, south],
  [west + side, south + side],
  [west, south + side],
]
const at = (longitude: number, latitude: number) => ({ longitude, latitude })

describe('the grid under a place', () => {
  const grids = [
    { id: 'a', ring: square(110, 30) },
    { id: 'b', ring: square(111, 30) },
    { id: 'none' },
    {
      id: 'line',
      ring: [
        [112, 30],
        [113, 30],
      ] as Position[],
    },
  ]

  test('is the one whose outline holds it, whatever grids without a proper outline there are', () => {
    expect(gridAt(grids, at(110.5, 30.5))?.id).toBe('a')
    expect(gridAt(grids, at(111.5, 30.5))?.id).toBe('b')
    expect(gridAt(grids, at(112.5, 30))).toBeUndefined()
    expect(gridAt(grids, at(110.5, 31.5))).toBeUndefined()
  })

  test('on a common edge is the first of the two', () => {
    expect(gridAt(grids, at(111, 30.5))?.id).toBe('a')
    expect(gridAt([...grids].reverse(), at(111, 30.5))?.id).toBe('b')
  })

  test('in a patchwork of squares is the square that arithmetic gives, and exactly one holds an inner point', () => {
    const patchwork = Array.from({ length: 25 }, (_, n) => ({
      id: n,
      ring: square(110 + (n % 5), 30 + Math.floor(n / 5)),
    }))
    const inner = fc.tuple(
      fc.integer({ min: 0, max: 24 }),
      fc.double({ min: 0.01, max: 0.99, noNaN: true }),
      fc.double({ min: 0.01, max: 0.99, noNaN: true }),
    )
    fc.assert(
      fc.property(inner, ([n, x, y]) => {
        const place = at(110 + (n % 5) + x, 30 + Math.floor(n / 5) + y)
        expect(gridAt(patchwork, place)?.id).toBe(n)
        expect(patchwork.filter((grid) => gridAt([grid], place))).toHaveLength(1)
      }),
    )
  })
})

test('a ring closes once and stays closed', () => {
  const ring = square(110, 30)
  expect(closedRing(ring)).toEqual([...ring, ring[0]])
  expect(closedRing(closedRing(ring))).toEqual(closedRing(ring))
  expect(closedRing([])).toEqual([])
})

test('an outline is read as stored and as the SDK hands it out', () => {
  const stored = { type: 'Polygon', coordinates: [square(110, 30)] }
  expect(openRing(stored)).toEqual(square(110, 30))
  expect(openRing({ toJSON: () => stored })).toEqual(square(110, 30))
  expect(openRing(undefined)).toBeUndefined()
})
