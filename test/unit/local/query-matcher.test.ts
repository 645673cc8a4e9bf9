import { InvalidOperatorError } from '../../../local/query/errors'
import { matcherOf } from '../../../local/query/matcher'

const matches = (filter: Record<string, unknown>, document: Record<string, unknown>) => matcherOf(filter)(document)

describe('filters match as MongoDB does where mingo alone does not', () => {
  test.each([
    ['$all on a scalar', { a: { $all: ['x'] } }, { a: 'x' }, true],
    ['$all wants every value', { a: { $all: ['x', 'y'] } }, { a: ['x'] }, false],
    ['$all of nothing matches nothing', { a: { $all: [] } }, { a: ['x'] }, false],
    ['null where one element of an array lacks the field', { 'a.f': null }, { a: [{ f: 1 }, {}] }, true],
    ['null where every element has the field', { 'a.f': null }, { a: [{ f: 1 }] }, false],
    ['not null where one element lacks the field', { 'a.f': { $ne: null } }, { a: [{ f: 1 }, {}] }, false],
    ['$in with null within an array', { 'a.f': { $in: [null] } }, { a: [{ f: 1 }, {}] }, true],
    ['$in with a pattern', { a: { $in: [/^x/] } }, { a: 'xy' }, true],
    ['$lte null matches missing', { a: { $lte: null } }, {}, true],
    ['NaN is not below a number', { a: { $lte: 5 } }, { a: Number.NaN }, false],
    ['NaN is itself', { a: Number.NaN }, { a: Number.NaN }, true],
    ['a number is not below a text', { a: { $lt: 'x' } }, { a: 1 }, false],
    ['fields in another order are another document', { a: { x: 1, y: 2 } }, { a: { y: 2, x: 1 } }, false],
    ['an element two arrays deep on the path', { 'a.b': 2 }, { a: [{ b: [1, 2] }] }, true],
    ['a whole array', { a: [1, 2] }, { a: [1, 2] }, true],
    ['an index on the path', { 'a.1': 2 }, { a: [1, 2] }, true],
    ['two elements may satisfy two bounds', { a: { $gt: 4, $lt: 2 } }, { a: [1, 5] }, true],
    ['$elemMatch wants one element for both', { a: { $elemMatch: { $gt: 4, $lt: 2 } } }, { a: [1, 5] }, false],
  ])('%s', (_, filter, document, expected) => expect(matches(filter, document)).toBe(expected))

  test.each([
    [{ $where: 'true' }, /\$where/],
    [{ a: { $near: 1 } }, /\$near/],
    [{ $text: {} }, /\$text/],
    [{ a: { $not: { $foo: 1 } } }, /\$foo/],
  ])('%j is refused by name', (filter, name) => {
    expect(() => matcherOf(filter)).toThrow(InvalidOperatorError)
    expect(() => matcherOf(filter)).toThrow(name)
  })
})

describe('search by place', () => {
  const square = {
    type: 'Polygon',
    coordinates: [
      [
        [0, 0],
        [2, 0],
        [2, 2],
        [0, 2],
        [0, 0],
      ],
    ],
  }
  const holed = {
    type: 'Polygon',
    coordinates: [
      ...square.coordinates,
      [
        [0.5, 0.5],
        [1.5, 0.5],
        [1.5, 1.5],
        [0.5, 1.5],
        [0.5, 0.5],
      ],
    ],
  }
  const at = (longitude: number, latitude: number) => ({ place: { type: 'Point', coordinates: [longitude, latitude] } })
  const road = {
    place: {
      type: 'LineString',
      coordinates: [
        [-1, 1],
        [3, 1],
      ],
    },
  }

  test.each([
    ['a point within', '$geoWithin', square, at(1, 1), true],
    ['a point on the edge', '$geoWithin', square, at(2, 1), true],
    ['a point outside', '$geoWithin', square, at(2.1, 1), false],
    ['a point in a hole', '$geoWithin', holed, at(1, 1), false],
    ['a line through is not within', '$geoWithin', square, road, false],
    ['a line through intersects', '$geoIntersects', square, road, true],
    ['a polygon around a point intersects it', '$geoIntersects', at(1, 1).place, { place: square }, true],
    [
      'polygons that touch intersect',
      '$geoIntersects',
      square,
      {
        place: {
          type: 'Polygon',
          coordinates: [
            [
              [2, 2],
              [3, 2],
              [3, 3],
              [2, 2],
            ],
          ],
        },
      },
      true,
    ],
    [
      'polygons apart do not',
      '$geoIntersects',
      square,
      {
        place: {
          type: 'Polygon',
          coordinates: [
            [
              [4, 4],
              [5, 4],
              [5, 5],
              [4, 4],
            ],
          ],
        },
      },
      false,
    ],
  ])('%s', (_, operator, $geometry, document, expected) =>
    expect(matches({ place: { [operator]: { $geometry } } }, document)).toBe(expected),
  )

  test('near is measured in metres on a sphere of 6,378,100 m', () => {
    const near = ($maxDistance: number) => ({ place: { $nearSphere: { $geometry: at(0, 0).place, $maxDistance } } })
    expect(matches(near(111_400), at(0, 1))).toBe(true)
    expect(matches(near(111_300), at(0, 1))).toBe(false)
  })
})
