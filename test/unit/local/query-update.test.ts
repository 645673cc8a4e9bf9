import { InvalidOperatorError, UpdateError } from '../../../local/query/errors'
import { updated } from '../../../local/query/update'

type Fields = Record<string, unknown>

describe('updates', () => {
  test.each<[string, Fields, Fields, Fields]>([
    ['$set makes the documents on the way', {}, { $set: { 'a.b.c': 1 } }, { a: { b: { c: 1 } } }],
    ['$set in an array by index', { a: [1, 2] }, { $set: { 'a.1': 9 } }, { a: [1, 9] }],
    ['$inc of a missing field', {}, { $inc: { n: 2 } }, { n: 2 }],
    ['$mul of a missing field is 0', {}, { $mul: { n: 2 } }, { n: 0 }],
    ['$min and $max of missing fields', {}, { $min: { a: 1 }, $max: { b: 2 } }, { a: 1, b: 2 }],
    ['$min keeps the smaller', { a: 1 }, { $min: { a: 5 } }, { a: 1 }],
    [
      '$push with position, sort and slice',
      { a: [3] },
      { $push: { a: { $each: [5, 1], $position: 0, $sort: 1, $slice: 2 } } },
      { a: [1, 3] },
    ],
    ['$push to a missing array slices too', {}, { $push: { a: { $each: [1, 2, 3], $slice: -2 } } }, { a: [2, 3] }],
    [
      '$push sorts documents',
      { a: [{ n: 2 }] },
      { $push: { a: { $each: [{ n: 1 }], $sort: { n: 1 } } } },
      { a: [{ n: 1 }, { n: 2 }] },
    ],
    [
      '$addToSet compares documents',
      { a: [{ x: 1 }] },
      { $addToSet: { a: { $each: [{ x: 1 }, { x: 2 }] } } },
      { a: [{ x: 1 }, { x: 2 }] },
    ],
    ['$pull by a condition on elements', { a: [1, 5, 9] }, { $pull: { a: { $gte: 5 } } }, { a: [1] }],
    ['$pull by fields', { a: [{ k: 1, v: 1 }, { k: 2 }] }, { $pull: { a: { k: 1 } } }, { a: [{ k: 2 }] }],
    ['$unset of a missing field', { a: 1 }, { $unset: { 'b.c': '' } }, { a: 1 }],
    ['$rename into a document', { a: 1 }, { $rename: { a: 'b.c' } }, { b: { c: 1 } }],
  ])('%s', (_, document, update, expected) => {
    const before = JSON.stringify(document)
    expect(updated(document, update, {})).toEqual(expected)
    expect(JSON.stringify(document)).toBe(before)
  })

  test('items.$ is the first element the filter matched', () => {
    const document = {
      items: [
        { id: 1, n: 0 },
        { id: 2, n: 0 },
      ],
    }
    const expected = {
      items: [
        { id: 1, n: 0 },
        { id: 2, n: 7 },
      ],
    }
    expect(updated(document, { $set: { 'items.$.n': 7 } }, { _id: 'x', 'items.id': 2 })).toEqual(expected)
    const byElement = { items: { $elemMatch: { id: 2, n: 0 } } }
    expect(updated(document, { $inc: { 'items.$.n': 7 } }, byElement)).toEqual(expected)
  })

  test('nothing is shared with the caller', () => {
    const value = { deep: [1] }
    const result = updated({}, { $set: { a: value } }, {})
    value.deep.push(2)
    expect(result).toEqual({ a: { deep: [1] } })
  })

  test.each<[string, Fields, Fields, RegExp]>([
    ['$inc of a text', { n: 'x' }, { $inc: { n: 1 } }, /non-numeric/],
    ['$inc of null', { n: null }, { $inc: { n: 1 } }, /non-numeric/],
    ['$inc by a text', {}, { $inc: { n: '1' } }, /non-numeric/],
    ['$mul of a text', { n: 'x' }, { $mul: { n: 1 } }, /non-numeric/],
    ['$push to a scalar', { a: 1 }, { $push: { a: 1 } }, /must be an array/],
    ['$addToSet to a document', { a: {} }, { $addToSet: { a: 1 } }, /must be an array/],
    ['$pull from a scalar', { a: 1 }, { $pull: { a: 1 } }, /must be an array/],
    ['a path through a scalar', { a: 1 }, { $set: { 'a.b': 1 } }, /Cannot create field 'b'/],
    ['two changes of one path', {}, { $set: { a: 1 }, $inc: { 'a.b': 1 } }, /conflict/],
    ['the id', {}, { $set: { _id: 1 } }, /immutable/],
    ['items.$ without a match', { items: [1] }, { $set: { 'items.$': 2 } }, /positional/],
  ])('%s is an error', (_, document, update, message) => {
    expect(() => updated(document, update, {})).toThrow(UpdateError)
    expect(() => updated(document, update, {})).toThrow(message)
  })

  test('an operator that is not known is refused by name', () => {
    expect(() => updated({}, { $bit: { a: 1 } }, {})).toThrow(InvalidOperatorError)
    expect(() => updated({}, { $bit: { a: 1 } }, {})).toThrow('$bit')
  })
})
