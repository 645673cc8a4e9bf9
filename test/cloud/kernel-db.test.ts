import { UniqueTaken } from '../../cloudfunctions/kernel/db'
import { type KernelCloud, startKernelCloud } from '../support/kernel-cloud'

describe('the database shell over the real SDK', () => {
  let cloud: KernelCloud
  beforeAll(async () => {
    cloud = await startKernelCloud()
  })
  afterAll(() => cloud.close())

  test('a missing document is null, and its update and removal say false', async () => {
    const { db } = cloud
    expect(await db.get('settings', 'nothing')).toBeNull()
    expect(await db.update('settings', 'nothing', {}, { a: 1 })).toBe(false)
    expect(await db.remove('settings', 'nothing')).toBe(false)
  })

  test('an insert under a taken id says exists and changes nothing', async () => {
    const { db } = cloud
    expect(await db.insert('settings', { _id: 'once', value: 1 })).toBe('inserted')
    expect(await db.insert('settings', { _id: 'once', value: 2 })).toBe('exists')
    expect(await db.get('settings', 'once')).toEqual({ _id: 'once', value: 1 })
  })

  test('another unique value that is taken throws UniqueTaken with the name of its index', async () => {
    const { db } = cloud
    await db.insert('cases', { _id: 'case-1', number: 'LS-260722-7K3F' })
    const second = db.insert('cases', { _id: 'case-2', number: 'LS-260722-7K3F' })
    await expect(second).rejects.toBeInstanceOf(UniqueTaken)
    await expect(second).rejects.toMatchObject({ index: 'number' })
    expect(await db.get('cases', 'case-2')).toBeNull()
  })

  test('many inserts go in one request; what is there already stays, the rest is inserted', async () => {
    const { db } = cloud
    await db.insert('settings', { _id: 'many-2', value: 'old' })
    await db.insertAll(
      'settings',
      [1, 2, 3].map((n) => ({ _id: `many-${n}`, value: 'new' })),
    )
    const found = await db.find<{ value: string }>('settings', {
      where: { _id: /^many-/ },
      sort: [['_id', 'asc']],
      limit: 10,
    })
    expect(found.map(({ value }) => value)).toEqual(['new', 'old', 'new'])
    cloud.forget()
    await db.insertAll(
      'settings',
      [4, 5].map((n) => ({ _id: `many-${n}`, value: 'new' })),
    )
    expect(cloud.actions).toEqual(['database.insertDocument'])
  })

  test('an update writes objects whole instead of merging them, and keeps empty ones', async () => {
    const { db } = cloud
    const before = {
      _id: 'whole',
      clock: { stage: 'assess', warned: true },
      words: { a: 'x' },
      list: [1],
      at: new Date(0),
    }
    await db.insert('settings', before)
    const at = new Date(5000)
    const change = { clock: { stage: 'handle', due: at }, words: {}, list: [], at, gone: undefined, nothing: null }
    expect(await db.update('settings', 'whole', {}, change)).toBe(true)
    expect(await db.get('settings', 'whole')).toEqual({
      ...{ _id: 'whole', clock: { stage: 'handle', due: at }, words: {}, list: [], at, nothing: null },
    })
  })

  test('a point read from the database is written back as a point, inside an object too', async () => {
    const { db } = cloud
    const location = { type: 'Point', coordinates: [114.5, 32.2] }
    await db.insert('settings', { _id: 'point', place: { location } })
    const read = await db.get<{ place: { location: object } }>('settings', 'point')
    await db.update('settings', 'point', {}, { place: read!.place, copy: read!.place.location })
    const again = await db.get<{ place: { location: object }; copy: object }>('settings', 'point')
    expect(JSON.parse(JSON.stringify(again))).toEqual({ _id: 'point', place: { location }, copy: location })
  })

  test('a conditional update takes effect once: the second writer of one version gets false', async () => {
    const { db } = cloud
    await db.insert('settings', { _id: 'race', version: 1, winner: '' })
    const write = (winner: string) => db.update('settings', 'race', { version: 1 }, { version: 2, winner })
    const won = await Promise.all(['a', 'b', 'c'].map(write))
    expect(won.filter(Boolean)).toHaveLength(1)
    expect(await db.get('settings', 'race')).toMatchObject({ version: 2, winner: 'abc'.charAt(won.indexOf(true)) })
  })

  test('fields are limited to those asked for, sorting and counting follow the query', async () => {
    const { db } = cloud
    await db.insertAll(
      'settings',
      [3, 1, 2].map((n) => ({ _id: `list-${n}`, n, kind: 'list', secret: 'x' })),
    )
    const query = { where: { kind: 'list' }, limit: 2, fields: ['n'] }
    expect(await db.find('settings', { ...query, sort: [['n', 'desc']] })).toEqual([
      { _id: 'list-3', n: 3 },
      { _id: 'list-2', n: 2 },
    ])
    expect(await db.count('settings', { kind: 'list', n: db.command.lt(3) })).toBe(2)
    expect(await db.get('settings', 'list-1', ['n' as never])).toEqual({ _id: 'list-1', n: 1 })
  })

  test('patch answers how many it changed and refuses to change a whole collection', async () => {
    const { db } = cloud
    await db.insertAll(
      'messages',
      [1, 2, 3].map((n) => ({ _id: `patch-${n}`, personId: 'p', read: n === 3 })),
    )
    expect(await db.patch('messages', { personId: 'p', read: false }, { read: true })).toBe(2)
    await expect(db.patch('messages', {}, { read: true })).rejects.toThrow('needs a condition')
  })

  test('a query without a bound is refused', async () => {
    await expect(cloud.db.find('settings', { where: {}, limit: 0 })).rejects.toThrow('needs a limit')
    await expect(cloud.db.find('settings', { where: {}, limit: 1001 })).rejects.toThrow('needs a limit')
  })

  test('an aggregate sums in one round trip', async () => {
    const { db } = cloud
    await db.insertAll(
      'counters',
      [1, 2].map((n) => ({ _id: `sum-${n}`, areas: ['x'], n })),
    )
    cloud.forget()
    const rows = await db.aggregate<{ total: number }>('counters', (pipeline) =>
      pipeline
        .match({ areas: 'x' })
        .group({ _id: null, total: { $sum: '$n' } })
        .limit(1),
    )
    expect(rows.map(({ total }) => total)).toEqual([3])
    expect(cloud.actions).toHaveLength(1)
  })
})

describe('transactions over the real SDK', () => {
  let cloud: KernelCloud
  beforeAll(async () => {
    cloud = await startKernelCloud()
  })
  afterAll(() => cloud.close())

  test('8 parallel read-modify-writes of one document all take effect', async () => {
    const { db } = cloud
    await db.insert('settings', { _id: 'balance', value: 0 })
    const one = () =>
      db.transact(async (tx) => {
        const { value } = (await tx.get<{ value: number }>('settings', 'balance'))!
        await tx.update('settings', 'balance', { value: value + 1 })
      })
    await Promise.all(Array.from({ length: 8 }, one))
    expect(await db.get('settings', 'balance')).toEqual({ _id: 'balance', value: 8 })
  })

  test('what the work throws rolls everything back and is thrown on', async () => {
    const { db } = cloud
    const work = db.transact(async (tx) => {
      await tx.insert('settings', { _id: 'half' })
      await tx.set('settings', 'other', { _id: 'other', a: 1 })
      throw new Error('changed my mind')
    })
    await expect(work).rejects.toThrow('changed my mind')
    expect(await db.get('settings', 'half')).toBeNull()
    expect(await db.get('settings', 'other')).toBeNull()
    expect(cloud.actions.at(-3)).toBe('database.abortTransaction')
  })

  test('set creates and replaces, remove says whether it was there, a taken id throws UniqueTaken', async () => {
    const { db } = cloud
    await db.insert('settings', { _id: 'set', old: true })
    const removed = await db.transact(async (tx) => {
      await tx.set('settings', 'set', { _id: 'set', clock: {} })
      await tx.set('settings', 'set-new', { a: 1 })
      return [await tx.remove('settings', 'set-new'), await tx.remove('settings', 'never-there')]
    })
    expect(removed).toEqual([true, false])
    expect(await db.get('settings', 'set')).toEqual({ _id: 'set', clock: {} })
    const taken = db.transact((tx) => tx.insert('settings', { _id: 'set' }))
    await expect(taken).rejects.toBeInstanceOf(UniqueTaken)
  })

  test('a write that hears of the end before the one beside it hears of the conflict is tried again as well', async () => {
    const { db } = cloud
    const ended = 'document.set:fail -501001 resource system error. [OperationDenied] transaction t-1 does not exist'
    let tries = 0
    await db.transact(async (tx) => {
      tries += 1
      if (tries === 1) throw new Error(`${ended} or has been aborted`)
      await tx.insert('settings', { _id: 'beside', tries })
    })
    expect(await db.get('settings', 'beside')).toEqual({ _id: 'beside', tries: 2 })
  })

  test('a conflict that stays ends as BUSY, after waiting no longer than eight seconds in all', async () => {
    let clock = 0
    const pauses: number[] = []
    const timing = {
      now: () => clock,
      random: () => 1,
      sleep: async (milliseconds: number) => {
        pauses.push(milliseconds)
        clock += milliseconds
      },
    }
    const db = cloud.dbWith(timing)
    const conflict = Object.assign(new Error('[ResourceUnavailable.TransactionConflict] Transaction is conflict'), {})
    const work = db.transact(async () => {
      throw conflict
    })
    await expect(work).rejects.toMatchObject({ code: 'BUSY' })
    expect(pauses.slice(0, 6)).toEqual([20, 40, 80, 160, 320, 400])
    expect(clock).toBeLessThanOrEqual(8000)
    expect(clock).toBeGreaterThan(7500)
  })
})
