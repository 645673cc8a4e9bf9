import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { find, type Search } from '../../../local/query/find'
import { matcherOf } from '../../../local/query/matcher'
import { type Order, sortBy } from '../../../local/query/order'
import { planQuery } from '../../../local/query/plan'
import { compareValues, type Document } from '../../../local/query/value'
import type { IndexDeclaration } from '../../../local/store/index-declaration'
import { Store } from '../../../local/store/store'

const INDEXES: IndexDeclaration[] = [
  {
    collection: 'things',
    name: 'list',
    fields: [
      ['areas', 1],
      ['open', 1],
      ['due', 1],
      ['_id', 1],
    ],
  },
  {
    collection: 'things',
    name: 'mixed',
    fields: [
      ['a', 1],
      ['b', -1],
    ],
  },
  {
    collection: 'things',
    name: 'nested',
    fields: [
      ['in.x', 1],
      ['a', 1],
    ],
  },
  { collection: 'things', name: 'place', fields: [['at', '2dsphere']] },
]

let directory: string
let store: Store
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'store-'))
  store = new Store(directory, INDEXES, [])
})
afterEach(() => {
  store.close()
  rmSync(directory, { recursive: true })
})

const refuse = (error: Error) => {
  throw error
}
const ids = (documents: Document[]) => documents.map(({ _id }) => _id)
const search = (what: Search) =>
  find(store.connection, store.collection('things'), what, () => {}).map(({ document }) => document)
const fill = (documents: Document[]) =>
  store.atomically(() => {
    for (const document of documents) store.insert(store.collection('things'), document)
  })

const scalar = fc.oneof(
  { arbitrary: fc.integer({ min: 0, max: 3 }), weight: 5 },
  fc.constantFrom(
    'a',
    '😀',
    '！',
    false,
    true,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    new Date(0),
    new Date(9),
  ),
  fc.constantFrom(null, Number.NaN),
)
const value = fc.oneof({ arbitrary: scalar, weight: 6 }, fc.constant({ z: 1 }))
const listed = fc.oneof(value, { arbitrary: fc.array(scalar, { maxLength: 3 }), weight: 3 })
const inner = fc.oneof(
  fc.record({ x: value }, { requiredKeys: [] }),
  fc.array(fc.record({ x: value }, { requiredKeys: [] }), { maxLength: 2 }),
  scalar,
)
const content = fc.record(
  { areas: listed, open: fc.boolean(), due: value, a: value, b: listed, in: inner },
  { requiredKeys: [] },
)
const path = fc.constantFrom('areas', 'open', 'due', 'a', 'b', 'in.x', '_id')
const condition = fc.oneof(
  scalar,
  fc.record({ $in: fc.array(scalar, { minLength: 1, maxLength: 3 }) }),
  fc
    .tuple(fc.constantFrom('$gt', '$gte', '$lt', '$lte', '$ne', '$eq'), scalar)
    .map(([operator, operand]) => ({ [operator]: operand })),
  fc.tuple(scalar, scalar).map(([$gte, $lt]) => ({ $gte, $lt })),
)
const simple = fc.dictionary(path, condition, { maxKeys: 3, noNullPrototype: true })
const filter = fc.oneof(
  simple,
  fc.record({ $or: fc.array(simple, { minLength: 1, maxLength: 3 }) }),
  fc.tuple(simple, fc.array(simple, { minLength: 1, maxLength: 2 })).map(([common, $or]) => ({ ...common, $or })),
  fc.tuple(simple, simple).map((parts) => ({ $and: parts })),
)
const order: fc.Arbitrary<Order> = fc.uniqueArray(fc.tuple(path, fc.constantFrom(1 as const, -1 as const)), {
  selector: ([name]) => name,
  maxLength: 3,
})

describe('what an index answers is what the filter says', () => {
  test('for any documents, filter, order and page', () => {
    fc.assert(
      fc.property(
        fc.array(content, { maxLength: 25 }),
        filter,
        order,
        fc.nat(3),
        fc.integer({ min: 1, max: 6 }),
        (contents, wanted, by, skip, limit) =>
          store.rehearse(() => {
            const documents = contents.map(
              (fields, at): Document => ({ _id: `d${String(at).padStart(2, '0')}`, ...fields }),
            )
            const whole: Order = by.some(([name]) => name === '_id') ? by : [...by, ['_id', 1]]
            for (const document of documents) store.insert(store.collection('things'), document)
            const expected = documents.filter(matcherOf(wanted))
            expect(ids(search({ filter: wanted })).sort()).toEqual(ids(expected).sort())
            const sorted = ids(sortBy(expected, whole, (document) => document))
            expect(ids(search({ filter: wanted, order: whole }))).toEqual(sorted)
            expect(ids(search({ filter: wanted, order: whole, skip, limit }))).toEqual(sorted.slice(skip, skip + limit))
          }),
      ),
      { numRuns: 500 },
    )
  })

  test('after documents have changed, too', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(5), fc.option(content)), { maxLength: 30 }), simple, (steps, wanted) => {
        const things = store.collection('things')
        const kept = new Map<string, Document>()
        store.atomically(() => {
          for (const row of find(store.connection, things, { filter: {} }, refuse)) store.remove(things, row)
          for (const [number, fields] of steps) {
            const _id = `d${number}`
            const row = store.get(things, _id)
            const document = fields ? { _id, ...fields } : null
            if (document && row) store.replace(things, row, document)
            else if (document) store.insert(things, document)
            else if (row) store.remove(things, row)
            if (document) kept.set(_id, document)
            else kept.delete(_id)
          }
        })
        expect(ids(search({ filter: wanted })).sort()).toEqual(ids([...kept.values()].filter(matcherOf(wanted))).sort())
      }),
      { numRuns: 60 },
    )
  })
})

test.each<[Document, string[]]>([
  [{ areas: { $gt: 3, $lt: 2 } }, ['apart']],
  [{ areas: { $in: [1, 4] } }, ['apart']],
  [{ areas: 1, open: { $ne: true } }, ['apart']],
  [{ $and: [{ areas: 1 }, { areas: 4 }] }, ['apart']],
])('two elements of one array: %j', (filter, expected) => {
  fill([
    { _id: 'apart', areas: [1, 4] },
    { _id: 'between', areas: [2, 3] },
  ])
  expect(ids(search({ filter }))).toEqual(expected)
})

describe('the searches of the screens are served by an index alone', () => {
  const due = { $lte: new Date(5) }
  const list: Order = [
    ['due', 1],
    ['_id', 1],
  ]
  const next = [{ due: { $gt: new Date(1) } }, { due: new Date(1), _id: { $gt: 'x' } }]
  test.each<[string, Document, Order]>([
    ['a list in an area', { areas: 'x', open: true, due }, list],
    ['its next page', { areas: 'x', open: true, $or: next }, list],
    ['several areas', { areas: { $in: ['x', 'y'] }, open: true }, list],
    [
      'falling',
      { areas: 'x', open: true },
      [
        ['due', -1],
        ['_id', -1],
      ],
    ],
    ['two scalars', { a: 1, b: { $gt: 2 } }, [['b', -1]]],
    ['by id', { _id: { $gt: 'x' } }, [['_id', 1]]],
    ['alternatives', { $or: [{ a: 1 }, { 'in.x': 2 }] }, []],
  ])('%s', (_, wanted, by) => {
    fill([{ _id: 'one', areas: ['x', 'y'], open: true }])
    expect(planQuery(store.collection('things'), wanted, by)).toMatchObject({ exact: true, sorted: true, scan: null })
  })

  test('by place, a point of many is found by its box', () => {
    const squares = Array.from({ length: 100 }, (_, at): Document => {
      const [west, south] = [113 + (at % 10) / 10, 31 + Math.floor(at / 10) / 10]
      const ring = [
        [west, south],
        [west + 0.1, south],
        [west + 0.1, south + 0.1],
        [west, south + 0.1],
        [west, south],
      ]
      return { _id: `square ${at}`, at: { type: 'Polygon', coordinates: [ring] } }
    })
    fill(squares)
    const inside = { at: { $geoIntersects: { $geometry: { type: 'Point', coordinates: [113.55, 31.25] } } } }
    expect(ids(search({ filter: inside }))).toEqual(['square 25'])
    expect(planQuery(store.collection('things'), inside, []).scan).toBeNull()
    const near = {
      at: { $nearSphere: { $geometry: { type: 'Point', coordinates: [113.01, 31.01] }, $maxDistance: 12_000 } },
    }
    expect(ids(search({ filter: near, limit: 2 }))).toEqual(['square 0', 'square 1'])
  })

  test('a search without an index over more than 1,000 documents names its fields', () => {
    fill(Array.from({ length: 1_001 }, (_, at) => ({ _id: `d${at}` })))
    const things = store.collection('things')
    expect(() => find(store.connection, things, { filter: { colour: 'red' }, order: [['size', 1]] }, refuse)).toThrow(
      /things.*colour、size/,
    )
    expect(find(store.connection, things, { filter: {}, limit: 3 }, refuse)).toHaveLength(3)
  })
})

test('the order of keys on the disk is the order of values', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(scalar), { minLength: 2, maxLength: 12 }), (values) => {
      const plain = values.map(([one]) => one).filter((one) => typeof one !== 'number' || Number.isFinite(one))
      const things = store.collection('things')
      store.rehearse(() => {
        for (const [at, a] of plain.entries()) store.insert(things, { _id: `d${at}`, a, b: 1 })
        const found = search({ filter: { b: 1 }, order: [['a', 1]] }).map(({ a }) => a ?? null)
        expect(found).toEqual([...plain].sort(compareValues))
      })
    }),
    { numRuns: 50 },
  )
})
