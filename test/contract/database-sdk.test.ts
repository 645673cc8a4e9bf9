import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createDatabase, type Database } from '../../local/wire/database'

/** wx-server-sdk as published; its types leave out half of what these tests use. */
// biome-ignore lint/suspicious/noExplicitAny: see above
type Loose = any

const NOW = new Date('2026-07-22T08:00:00Z')
const ENVIRONMENT = {
  TENCENTCLOUD_RUNENV: 'SCF',
  TENCENTCLOUD_REGION: 'ap-shanghai',
  SCF_NAMESPACE: 'local-env',
  TENCENTCLOUD_SECRETID: 'local',
  TENCENTCLOUD_SECRETKEY: 'local',
  TCB_ENV: 'local-env',
  TCB_CONTEXT_KEYS: 'TCB_ENV,TCB_SEQID,TCB_SOURCE',
  WX_CONTEXT_KEYS: 'WX_OPENID,WX_APPID,WX_API_TOKEN',
  WX_API_TOKEN: 'token',
  SILENCE: 'true',
}

let directory: string
let database: Database
let server: Server
let cloud: Loose
let db: Loose
let _: Loose
let $: Loose
const warnings: string[] = []
const operations: string[] = []

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'sdk-'))
  database = createDatabase({
    directory,
    indexes: [{ collection: 'things', name: 'code', fields: [['code', 1]], unique: true }],
    unindexed: 'warn',
    now: () => NOW,
    warn: (message) => warnings.push(message),
    onOperation: ({ action, read, written }) => operations.push(`${action} ${read} ${written}`),
  })
  server = createServer(async (request, response) => {
    let text = ''
    for await (const chunk of request) text += chunk
    response.end(JSON.stringify({ requestId: 'r', ...(await database.handle(JSON.parse(text))) }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/admin`
  Object.assign(process.env, ENVIRONMENT, { TCB_CONTEXT_CNFG: JSON.stringify({ URL: url }) })
  cloud = require('wx-server-sdk')
  cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV })
  db = cloud.database({ throwOnNotFound: false })
  _ = db.command
  $ = db.command.aggregate
})
afterAll(async () => {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
  database.close()
  rmSync(directory, { recursive: true })
})

const things = () => db.collection('things')
const DOCUMENTS = [
  { _id: 'a', code: 1, n: 1, s: 'x', tags: ['p', 'q'], at: new Date(0), in: { k: 1 } },
  {
    _id: 'b',
    code: 2,
    n: 2,
    s: 'y',
    tags: ['q'],
    items: [
      { id: 1, n: 0 },
      { id: 2, n: 0 },
    ],
  },
  { _id: 'c', code: 3, n: 5, s: 'xyz', tags: [], nothing: null },
]
beforeEach(async () => {
  await things()
    .where({ _id: _.exists(true) })
    .remove()
  const point = (longitude: number) => new db.Geo.Point(longitude, 31.3)
  await things().add({ data: DOCUMENTS.map((document, at) => ({ ...document, place: point(121.6 + at / 10) })) })
})
const found = async (query: Loose) => (await things().where(query).get()).data.map((one: Loose) => one._id).join('')
const square = () => {
  const line = (...points: number[][]) => new db.Geo.LineString(points.map(([x, y]) => new db.Geo.Point(x, y)))
  return new db.Geo.Polygon([line([121.55, 31], [121.75, 31], [121.75, 32], [121.55, 32], [121.55, 31])])
}

test.each<[string, () => Loose, string]>([
  ['eq', () => ({ n: _.eq(1) }), 'a'],
  ['neq', () => ({ n: _.neq(1) }), 'bc'],
  ['gt and lte', () => ({ n: _.gt(1).and(_.lte(5)) }), 'bc'],
  ['gte', () => ({ n: _.gte(2) }), 'bc'],
  ['lt', () => ({ n: _.lt(2) }), 'a'],
  ['in', () => ({ n: _.in([1, 5]) }), 'ac'],
  ['nin', () => ({ n: _.nin([1, 5]) }), 'b'],
  ['or on a field', () => ({ n: _.or(_.eq(1), _.gt(4)) }), 'ac'],
  ['or of documents', () => _.or([{ n: 1 }, { s: 'y' }]), 'ab'],
  ['and of documents', () => _.and([{ n: _.gt(0) }, { s: 'y' }]), 'b'],
  ['nor', () => _.nor([{ n: 1 }, { s: 'y' }]), 'c'],
  ['not', () => ({ n: _.not(_.eq(1)) }), 'bc'],
  ['exists', () => ({ items: _.exists(true) }), 'b'],
  ['all', () => ({ tags: _.all(['p', 'q']) }), 'a'],
  ['an element', () => ({ tags: 'q' }), 'ab'],
  ['size', () => ({ tags: _.size(0) }), 'c'],
  ['mod', () => ({ n: _.mod(2, 1) }), 'ac'],
  ['elemMatch', () => ({ items: _.elemMatch({ id: 2, n: _.lt(1) }) }), 'b'],
  ['a document within', () => ({ in: { k: 1 } }), 'a'],
  ['RegExp', () => ({ s: /^X/i }), 'ac'],
  ['db.RegExp', () => ({ s: db.RegExp({ regexp: '^x', options: '' }) }), 'ac'],
  ['a date', () => ({ at: _.lte(new Date(1)) }), 'a'],
  ['the server date', () => ({ at: _.lte(db.serverDate()) }), 'a'],
  ['null', () => ({ nothing: null }), 'abc'],
  ['expr', () => ({ ..._.expr($.gt(['$n', 1])) }), 'bc'],
  ['geoNear', () => ({ place: _.geoNear({ geometry: new db.Geo.Point(121.71, 31.3), maxDistance: 5_000 }) }), 'b'],
  ['geoNear, nearest first', () => ({ place: _.geoNear({ geometry: new db.Geo.Point(121.8, 31.3) }) }), 'cba'],
  ['geoWithin', () => ({ place: _.geoWithin({ geometry: square() }) }), 'ab'],
  ['geoWithin a circle', () => ({ place: _.geoWithin({ centerSphere: [[121.6, 31.3], 1 / 6378] }) }), 'a'],
  ['geoIntersects', () => ({ place: _.geoIntersects({ geometry: square() }) }), 'ab'],
])('query: %s', async (_name, query, expected) => expect(await found(query())).toBe(expected))

test.each<[string, string, () => Loose, Loose]>([
  ['plain values', 'a', () => ({ s: 'z', in: { m: 2 } }), { s: 'z', in: { k: 1, m: 2 } }],
  ['set', 'a', () => ({ in: _.set({ m: 2 }) }), { in: { m: 2 } }],
  ['remove', 'a', () => ({ s: _.remove() }), { s: undefined }],
  ['inc', 'a', () => ({ n: _.inc(3), in: { k: _.inc(1) } }), { n: 4, in: { k: 2 } }],
  ['mul', 'b', () => ({ n: _.mul(3) }), { n: 6 }],
  ['min', 'c', () => ({ n: _.min(3) }), { n: 3 }],
  ['max', 'c', () => ({ n: _.max(9) }), { n: 9 }],
  ['rename', 'a', () => ({ s: _.rename('t') }), { s: undefined, t: 'x' }],
  ['push', 'a', () => ({ tags: _.push(['r', 's']) }), { tags: ['p', 'q', 'r', 's'] }],
  [
    'push with options',
    'a',
    () => ({ tags: _.push({ each: ['z', 'o'], position: 0, sort: -1, slice: 3 }) }),
    { tags: ['z', 'q', 'p'] },
  ],
  ['unshift', 'a', () => ({ tags: _.unshift(['r']) }), { tags: ['r', 'p', 'q'] }],
  ['pop', 'a', () => ({ tags: _.pop() }), { tags: ['p'] }],
  ['shift', 'a', () => ({ tags: _.shift() }), { tags: ['q'] }],
  ['pull', 'b', () => ({ items: _.pull({ id: _.gt(1) }) }), { items: [{ id: 1, n: 0 }] }],
  ['pullAll', 'a', () => ({ tags: _.pullAll(['p', 'x']) }), { tags: ['q'] }],
  ['addToSet', 'a', () => ({ tags: _.addToSet({ $each: ['p', 'r'] }) }), { tags: ['p', 'q', 'r'] }],
  ['the server date', 'a', () => ({ at: db.serverDate({ offset: 1_000 }) }), { at: new Date(NOW.getTime() + 1_000) }],
])('update: %s', async (_name, id, data, expected) => {
  expect((await things().doc(id).update({ data: data() })).stats).toEqual({ updated: 1 })
  const { data: after } = await things().doc(id).get()
  for (const [key, value] of Object.entries(expected)) expect(after[key]).toEqual(value)
})

test('update by a query, with the element it found', async () => {
  const data = { 'items.$.n': _.inc(7) }
  expect((await things().where({ _id: 'b', 'items.id': 2 }).update({ data })).stats.updated).toBe(1)
  expect((await things().doc('b').get()).data.items).toEqual([
    { id: 1, n: 0 },
    { id: 2, n: 7 },
  ])
})

test('a version that has moved on updates nothing', async () => {
  const write = (n: number) =>
    things()
      .where({ _id: 'a', n })
      .update({ data: { n: _.inc(1) } })
  expect((await Promise.all([write(1), write(1)])).map(({ stats }) => stats.updated).sort()).toEqual([0, 1])
})

test('set, count, order, page, fields', async () => {
  await things()
    .doc('d')
    .set({ data: { code: 4, n: 9 } })
  expect(
    (
      await things()
        .where({ n: _.gt(0) })
        .count()
    ).total,
  ).toBe(4)
  const page = await things().orderBy('n', 'desc').skip(1).limit(2).field({ n: true, _id: false }).get()
  expect(page.data).toEqual([{ n: 5 }, { n: 2 }])
  expect((await things().doc('nobody').get()).data).toBeNull()
})

test.each<[string, () => Promise<unknown>, Loose]>([
  ['an id taken', () => things().add({ data: { _id: 'a', code: 9 } }), { errMsg: expect.stringContaining('E11000') }],
  [
    'a unique value taken',
    () => things().add({ data: { code: 1 } }),
    { errMsg: expect.stringContaining('index: code') },
  ],
  ['no such collection', () => db.collection('nowhere').add({ data: {} }), { errCode: -502005 }],
  [
    'a text to add to',
    () =>
      things()
        .doc('a')
        .update({ data: { s: _.inc(1) } }),
    { errMsg: expect.stringContaining('non-numeric') },
  ],
  ['a collection that exists', () => db.createCollection('things'), { errMsg: expect.stringContaining('exist') }],
  [
    'an unknown operator',
    () =>
      things()
        .where({ n: { $strange: 1 } })
        .get(),
    { errCode: -502002 },
  ],
])('refused: %s', async (_name, act, error) => expect(act()).rejects.toMatchObject(error))

test('aggregation: every stage node-sdk 3 has', async () => {
  const list = async (pipeline: Loose) => (await pipeline.end()).list
  const all = () => things().aggregate()
  expect(
    await list(
      all()
        .match({ n: _.gt(1) })
        .group({ _id: null, sum: $.sum('$n') }),
    ),
  ).toEqual([{ _id: null, sum: 7 }])
  expect(await list(all().unwind('$tags').sortByCount('$tags'))).toEqual([
    { _id: 'q', count: 2 },
    { _id: 'p', count: 1 },
  ])
  expect(await list(all().sort({ n: -1 }).skip(1).limit(1).project({ n: 1, _id: 0 }))).toEqual([{ n: 2 }])
  expect(await list(all().bucket({ groupBy: '$n', boundaries: [0, 2, 10] }))).toEqual([
    { _id: 0, count: 1 },
    { _id: 2, count: 2 },
  ])
  expect(await list(all().bucketAuto({ groupBy: '$n', buckets: 1 }))).toHaveLength(1)
  expect(
    await list(
      all()
        .addFields({ m: $.add(['$n', 1]) })
        .replaceRoot({ newRoot: { m: '$m' } })
        .limit(1),
    ),
  ).toEqual([{ m: 2 }])
  expect(await list(all().sample({ size: 2 }).count('total'))).toEqual([{ total: 2 }])
  const joined = all().match({ _id: 'a' }).lookup({ from: 'things', localField: 'n', foreignField: 'code', as: 'same' })
  expect((await list(joined))[0].same[0]._id).toBe('a')
  const inner = $.pipeline()
    .match(_.expr($.lt(['$n', '$$mine'])))
    .project({ _id: 1 })
    .done()
  const below = all()
    .match({ _id: 'b' })
    .lookup({ from: 'things', let: { mine: '$n' }, pipeline: inner, as: 'below' })
  expect((await list(below))[0].below).toEqual([{ _id: 'a' }])
  const near = {
    distanceField: 'metres',
    near: new db.Geo.Point(121.7, 31.3),
    spherical: true,
    key: 'place',
    query: { n: _.gt(1) },
  }
  expect((await list(all().geoNear(near))).map((one: Loose) => [one._id, Math.round(one.metres)])).toEqual([
    ['b', 0],
    ['c', 9512],
  ])
})

test('transactions through the SDK', async () => {
  const transaction = await db.startTransaction()
  await transaction
    .collection('things')
    .doc('a')
    .update({ data: { n: _.inc(10) } })
  await transaction.collection('things').add({ data: { _id: 't', code: 77 } })
  expect((await things().doc('a').get()).data.n).toBe(1)
  await transaction.commit()
  expect((await things().doc('a').get()).data.n).toBe(11)
  const lost = await db.startTransaction()
  const holder = await db.startTransaction()
  await holder
    .collection('things')
    .doc('a')
    .update({ data: { n: 1 } })
  await expect(
    lost
      .collection('things')
      .doc('a')
      .update({ data: { n: 2 } }),
  ).rejects.toMatchObject({
    errMsg: expect.stringContaining('TransactionConflict'),
  })
  await holder.rollback()
})

test('each operation is counted, and the console reads pages', async () => {
  operations.length = 0
  await things()
    .where({ n: _.gte(2) })
    .get()
  await things()
    .where({ n: _.gte(2) })
    .update({ data: { n: 0 } })
  expect(operations).toEqual(['getDocument 2 0', 'modifyDocument 2 2'])
  expect(database.collections()).toEqual([{ name: 'things', count: 3 }])
  expect(database.read('things', { limit: 1, skip: 1 })).toMatchObject([{ _id: 'b' }])
})

test('a search without an index over more than 1,000 documents is reported', async () => {
  await database.bulkInsert(
    'many',
    Array.from({ length: 1_001 }, (_none, n) => ({ n })),
  )
  warnings.length = 0
  await db.collection('many').where({ n: 5 }).get()
  expect(warnings).toEqual([expect.stringMatching(/many.*by n;/)])
})
