import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { TRANSACTION_MS } from '../../local/store/transactions'
import { createDatabase, type Database } from '../../local/wire/database'

let directory: string
let database: Database
let now: number
beforeEach(async () => {
  now = 0
  directory = mkdtempSync(join(tmpdir(), 'transactions-'))
  const indexes = [{ collection: 'acc', name: 'number', fields: [['number', 1] as [string, 1]], unique: true }]
  database = createDatabase({ directory, indexes, unindexed: 'refuse', now: () => new Date(now), warn: () => {} })
  await database.bulkInsert('acc', [
    { _id: 'a', v: 100, number: 1 },
    { _id: 'b', v: 0, number: 2 },
  ])
})
afterEach(() => {
  jest.useRealTimers()
  database.close()
  rmSync(directory, { recursive: true })
})

type Answer = {
  code?: string
  message?: string
  transactionId?: string
  data?: { list?: string[]; updated?: number; total?: number }
}

const call = (action: string, fields: object): Promise<Answer> =>
  database.handle({ action: `database.${action}`, collectionName: 'acc', ...fields })
const begin = async () => (await call('startTransaction', {})).transactionId!
const doc = (id: string) => ({ queryType: 'DOC', query: JSON.stringify({ _id: id }), multi: false })
const update = (id: string, change: object, transactionId?: string) =>
  call('modifyDocument', { ...doc(id), data: JSON.stringify(change), merge: true, upsert: false, transactionId })
const insert = (document: object, transactionId?: string) =>
  call('insertDocument', { data: [JSON.stringify(document)], transactionId })
const get = async (id: string, transactionId?: string) =>
  JSON.parse((await call('getDocument', { ...doc(id), transactionId })).data!.list![0] ?? 'null')
const where = async (query: object, order: object, limit: number, transactionId: string) => {
  const fields = {
    queryType: 'WHERE',
    query: JSON.stringify(query),
    order: JSON.stringify(order),
    limit,
    transactionId,
  }
  return (await call('getDocument', fields)).data!.list!.map((text) => JSON.parse(text)._id)
}
const commit = (transactionId: string) => call('commitTransaction', { transactionId })
const abort = (transactionId: string) => call('abortTransaction', { transactionId })

const CONFLICT = {
  code: 'DATABASE_TRANSACTION_CONFLICT',
  message: expect.stringContaining('[ResourceUnavailable.TransactionConflict]'),
}
const ENDED = {
  code: 'DATABASE_TRANSACTION_FAIL',
  message: expect.stringContaining('does not exist or has been aborted'),
}

describe('a transaction', () => {
  test('reads what was committed when it began, and its own writes', async () => {
    const one = await begin()
    await update('a', { $set: { v: 1 } })
    await update('b', { $inc: { v: 7 } }, one)
    expect(await get('a', one)).toMatchObject({ v: 100 })
    expect(await get('b', one)).toMatchObject({ v: 7 })
    expect(await get('b')).toMatchObject({ v: 0 })
    await insert({ _id: 'c', v: 50, number: 3 }, one)
    expect(await where({ number: { $gte: 1 } }, { v: -1 }, 2, one)).toEqual(['a', 'c'])
  })

  test('takes effect whole', async () => {
    const one = await begin()
    await update('a', { $inc: { v: -10 } }, one)
    await update('b', { $inc: { v: 10 } }, one)
    await commit(one)
    expect([(await get('a')).v, (await get('b')).v]).toEqual([90, 10])
    expect(await commit(one)).toMatchObject(ENDED)
  })

  test('leaves nothing when rolled back', async () => {
    const one = await begin()
    await insert({ _id: 'c', number: 3 }, one)
    await call('removeDocument', { ...doc('a'), transactionId: one })
    expect(await get('a', one)).toBeNull()
    await abort(one)
    expect([await get('c'), (await get('a')).v]).toEqual([null, 100])
    expect(await update('a', { $inc: { v: 1 } }, one)).toMatchObject(ENDED)
  })

  test('conflicts at once with another that holds the document, and is over', async () => {
    const [one, two] = [await begin(), await begin()]
    await update('a', { $inc: { v: 1 } }, one)
    expect(await update('a', { $inc: { v: 1 } }, two)).toMatchObject(CONFLICT)
    expect(await update('b', { $inc: { v: 1 } }, two)).toMatchObject(ENDED)
    expect(await commit(one)).toEqual({})
    expect((await get('a')).v).toBe(101)
  })

  test('conflicts when the document has changed since it began', async () => {
    const one = await begin()
    await update('a', { $inc: { v: 1 } })
    expect(await update('a', { $inc: { v: 1 } }, one)).toMatchObject(CONFLICT)
  })

  test('two that insert one id conflict', async () => {
    const [one, two] = [await begin(), await begin()]
    await insert({ _id: 'c', number: 3 }, one)
    expect(await insert({ _id: 'c', number: 4 }, two)).toMatchObject(CONFLICT)
  })

  test('meets a unique index as it writes', async () => {
    const one = await begin()
    const answer = await insert({ _id: 'c', number: 2 }, one)
    const message = 'E11000 duplicate key error collection: acc index: number dup key: { : 2 }'
    expect(answer).toEqual({ code: 'DATABASE_DUPLICATE_WRITE', message })
    expect(await insert({ _id: 'a', number: 9 }, await begin())).toMatchObject({ code: 'DATABASE_DUPLICATE_WRITE' })
  })

  test('does not carry where().update() along: that is ordinary', async () => {
    const one = await begin()
    await call('modifyDocument', {
      queryType: 'WHERE',
      query: '{"number":2}',
      data: '{"$set":{"v":5}}',
      multi: true,
      merge: true,
    })
    await abort(one)
    expect((await get('b')).v).toBe(5)
  })

  test('is over after thirty seconds', async () => {
    jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick'] })
    const one = await begin()
    await update('a', { $inc: { v: 1 } }, one)
    const waiting = update('a', { $inc: { v: 1000 } })
    jest.advanceTimersByTime(TRANSACTION_MS)
    expect((await waiting).data).toMatchObject({ updated: 1 })
    expect(await commit(one)).toMatchObject(ENDED)
    expect((await get('a')).v).toBe(1100)
  })

  test('holds nothing any more when the clock was moved past its thirty seconds', async () => {
    const left = await begin()
    await update('a', { $inc: { v: 1 } }, left)
    now = TRANSACTION_MS
    const other = await begin()
    expect((await update('a', { $inc: { v: 10 } }, other)).data).toMatchObject({ updated: 1 })
    await commit(other)
    expect((await update('a', { $inc: { v: 1000 } })).data).toMatchObject({ updated: 1 })
    expect(await commit(left)).toMatchObject(ENDED)
    expect((await get('a')).v).toBe(1110)
  })
})

describe('an ordinary write of a document that a transaction holds', () => {
  test.each([
    ['commit', commit, 1101],
    ['rollback', abort, 1100],
  ])('waits for the %s', async (_, end, expected) => {
    const one = await begin()
    await update('a', { $inc: { v: 1 } }, one)
    let done = false
    const waiting = update('a', { $inc: { v: 1000 } }).then(() => {
      done = true
    })
    // Others go on meanwhile.
    await update('b', { $inc: { v: 1 } })
    expect(done).toBe(false)
    await end(one)
    await waiting
    expect((await get('a')).v).toBe(expected)
  })
})

test('twenty read-modify-writes at once all succeed with back-off', async () => {
  const random = (seed: number) => ((seed * 9301 + 49297) % 233280) / 233280
  async function add(number: number): Promise<number> {
    for (let attempt = 1; ; attempt++) {
      const id = await begin()
      const { v } = await get('a', id)
      const written = await update('a', { $set: { v: v + 1 } }, id)
      if (!written.code && !(await commit(id)).code) return attempt
      expect(written).toMatchObject(CONFLICT)
      await new Promise((resolve) => setTimeout(resolve, random(number * 31 + attempt) * 5 * attempt))
    }
  }
  const attempts = await Promise.all(Array.from({ length: 20 }, (_, number) => add(number)))
  expect((await get('a')).v).toBe(120)
  expect(Math.max(...attempts)).toBeGreaterThan(1)
})

test('one failing write leaves its neighbours in the same batch', async () => {
  const answers = await Promise.all([
    insert({ _id: 'c', number: 3 }),
    insert({ _id: 'a', number: 4 }),
    call('insertDocument', { data: ['{"_id":"d","number":5}', '{"_id":"e","number":2}'] }),
    update('b', { $inc: { number: 'x' } }),
    update('b', { $inc: { v: 3 } }),
  ])
  expect(answers.map(({ code }) => code)).toEqual([
    undefined,
    'DATABASE_DUPLICATE_WRITE',
    'DATABASE_DUPLICATE_WRITE',
    'DATABASE_REQUEST_FAILED',
    undefined,
  ])
  expect((await call('calculateDocument', { queryType: 'WHERE' })).data).toEqual({ total: 3 })
  expect([await get('d'), (await get('b')).v]).toEqual([null, 3])
})
