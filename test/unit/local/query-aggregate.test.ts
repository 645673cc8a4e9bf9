import { aggregate, type Stage } from '../../../local/query/aggregate'
import { InvalidOperatorError } from '../../../local/query/errors'
import { matcherOf } from '../../../local/query/matcher'
import { sortBy } from '../../../local/query/order'
import { projected } from '../../../local/query/projection'

type Fields = Record<string, unknown>

/** A store in memory: searches as the real one, without indexes. */
const run = (documents: Fields[], pipeline: Stage[]) =>
  aggregate(
    (_, { filter, order = [], limit }) =>
      sortBy(documents.filter(matcherOf(filter)), order, (one) => one).slice(0, limit),
    'any',
    pipeline,
  )

const numbers = (...values: unknown[]) => values.map((n) => ({ n }))

describe('aggregation as MongoDB does it where mingo alone does not', () => {
  test('a bucket leaves its upper boundary out, and empty buckets are left out', () => {
    const bucket = { groupBy: '$n', boundaries: [0, 5, 10, 20], default: 'rest' }
    expect(run(numbers(1, 5, 9, 99), [{ $bucket: bucket }])).toEqual([
      { _id: 0, count: 1 },
      { _id: 5, count: 2 },
      { _id: 'rest', count: 1 },
    ])
  })
  test('counting nothing answers nothing', () => {
    expect(run(numbers(1), [{ $match: { n: 2 } }, { $count: 'total' }])).toEqual([])
    expect(run(numbers(1, 1), [{ $match: { n: 1 } }, { $count: 'total' }])).toEqual([{ total: 2 }])
  })
  test('falling order takes the largest element of an array, rising the smallest', () => {
    const documents = numbers([1, 9], 5)
    expect(run(documents, [{ $sort: { n: -1 } }])).toEqual(numbers([1, 9], 5))
    expect(run(documents, [{ $skip: 0 }, { $sort: { n: 1 } }])).toEqual(numbers([1, 9], 5))
    expect(run(numbers(5, [1, 9]), [{ $skip: 0 }, { $sort: { n: -1 } }])).toEqual(numbers([1, 9], 5))
  })
  test('types sort in the order null, number, text, document, boolean, date', () => {
    const rising = numbers(null, 3, 'a', {}, false, new Date(0))
    expect(run([...rising].reverse(), [{ $skip: 0 }, { $sort: { n: 1 } }])).toEqual(rising)
  })
  test.each([
    ['$trunc with one argument', { $trunc: '$n' }, 2.7, 2],
    ['$indexOfCP counts characters', { $indexOfCP: ['$n', '单'] }, '😀三单', 2],
    ['$indexOfCP of nothing', { $indexOfCP: ['$n', 'x'] }, null, null],
    ['$dateFromParts without a day', { $dateFromParts: { year: '$n' } }, 2026, new Date('2026-01-01T00:00:00Z')],
  ])('%s', (_, expression, n, expected) => {
    expect(run(numbers(n), [{ $project: { _id: 0, value: expression } }])).toEqual([{ value: expected }])
  })
  test('20 documents without a limit, all with one', () => {
    const many = numbers(...Array.from({ length: 50 }, (_, n) => n))
    expect(run(many, [{ $match: {} }])).toHaveLength(20)
    expect(run(many, [{ $limit: 40 }])).toHaveLength(40)
  })
  test.each([
    [[{ $facet: {} }], '$facet'],
    [[{ $lookup: { from: 'a', as: 'b', pipeline: [{ $out: 'x' }] } }], '$out'],
    [[{ $project: { a: { $function: {} } } }], '$function'],
    [[{ $match: { a: { $near: 1 } } }], '$near'],
  ])('%j is refused by name, even over no documents', (pipeline, name) => {
    expect(() => run([], pipeline as Stage[])).toThrow(InvalidOperatorError)
    expect(() => run([], pipeline as Stage[])).toThrow(name)
  })
})

describe('projection', () => {
  const document = { _id: 1, a: [1, 2, 3], b: { c: 1, d: 2 }, e: [{ f: 1, g: 2 }] }
  test.each<[Fields, Fields]>([
    [{ a: { $slice: 1 } }, { ...document, a: [1] }],
    [{ a: { $slice: [-2, 1] } }, { ...document, a: [2] }],
    [{ 'b.c': 1 }, { _id: 1, b: { c: 1 } }],
    [{ 'e.f': 1, _id: 0 }, { e: [{ f: 1 }] }],
    [
      { b: 0, 'e.f': 0 },
      { _id: 1, a: [1, 2, 3], e: [{ g: 2 }] },
    ],
    [{ e: { $elemMatch: { f: 1 } } }, { _id: 1, e: [{ f: 1, g: 2 }] }],
    [{ _id: 1 }, { _id: 1 }],
  ])('%j', (projection, expected) => expect(projected(document, projection)).toEqual(expected))
})
