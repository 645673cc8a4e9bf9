import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Storage } from '../../local/files/storage'
import { storageHandlers } from '../../local/files/wire'
import { createStandIns } from '../../local/open/stand-ins'
import { loadFunctions } from '../../local/run/functions'
import { Meter } from '../../local/run/meter'
import { type Invocation, Runner } from '../../local/run/runner'
import { functionHandlers } from '../../local/run/wire'
import { wireServer } from '../../local/wire/server'
import { fixtureFunctions, startFixtureCloud } from '../support/fixture-cloud'

type Part = string | { $hex: string }

interface Exchange {
  method: string
  contentType: string
  body: Record<string, unknown> & { action: string }
  response?: Record<string, unknown> & { code?: string; data?: Record<string, unknown> }
  responseHex?: string
}

/** What the SDK sent and accepted outside the database. The uploads themselves (PUT, GET) are in files.test.ts. */
const exchanges = readFileSync(path.resolve(__dirname, 'cloud-exchanges.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Exchange)
  .filter(({ body }) => body && !body.action.startsWith('database.'))

/** Names that WeChat gives anew each time; compared by their type. */
const drawn = new Set([
  'requestId',
  'trace_id',
  'msgid',
  'activity_id',
  'expiration_time',
  'timestamp',
  'label',
  'appid',
  'cosFileId',
])
const drawnValues = new Set(['url', 'token', 'authorization', 'tempFileURL', 'download_url', 'response_data'])

/** The shape that has to be equal: texts of links to whether there is one, drawn values to their type. */
function comparable(value: unknown, key = ''): unknown {
  if (drawn.has(key)) return typeof value === 'number' ? 'number' : 'text'
  if (drawnValues.has(key)) return value === '' ? 'none' : 'text'
  if (Array.isArray(value)) return value.map((item) => comparable(item))
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, comparable(inner, name)]))
}

/** A protobuf answer as text in which JSON is comparable: [its JSON or bytes, the rest as hex]. */
function readAnswer(bytes: Buffer): unknown[] {
  const text = bytes.toString('latin1')
  const [start, end] = [text.indexOf('{'), text.lastIndexOf('}') + 1]
  if (start < 0) return [bytes.toString('hex')]
  // Without its length prefixes: drawn values differ in length.
  const json = JSON.parse(Buffer.from(text.slice(start, end), 'latin1').toString())
  return [comparable(json), bytes.subarray(end).toString('hex')]
}

function multipart(boundary: string, body: Record<string, Part>): Buffer {
  const parts = Object.entries(body).map(([name, part]) => {
    const type = typeof part === 'string' ? '' : 'Content-Type: application/octet-stream\r\n'
    const head = `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n${type}\r\n`
    const bytes = typeof part === 'string' ? Buffer.from(part) : Buffer.from(part.$hex, 'hex')
    return Buffer.concat([Buffer.from(head), bytes, Buffer.from('\r\n')])
  })
  return Buffer.concat([...parts, Buffer.from(`--${boundary}--\r\n`)])
}

describe('recorded exchanges outside the database', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'sandan-wire-'))
  let server: Server
  let url: string
  let runner: Runner
  let storage: Storage

  beforeAll(async () => {
    const functions = loadFunctions(fixtureFunctions())
    const openapi = new Set(exchanges.map(({ body }) => String(body.apiName)))
    functions.set('f1', functions.get('job')!).set('boom', { ...functions.get('job')!, name: 'boom' })
    const now = () => new Date()
    const target = { ...functions.get('api')!, openapi }
    const caller = { openid: 'o1', source: 'wx_client' }
    const invocation: Invocation = {
      id: '1',
      target,
      caller,
      meter: new Meter(),
      after: [],
      death: new AbortController(),
    }
    const shared = { url: () => url, now }
    storage = new Storage({ ...shared, directory: folder, secret: 'test', fileLimit: 1000 })
    runner = new Runner({
      ...shared,
      functions,
      workers: 1,
      environment: {},
      clock: () => ({ offsetMs: 0 }),
      warn: () => undefined,
    })
    const open = createStandIns({
      now,
      markers: { risky: 'bad', review: 'perhaps' },
      refusesMessages: new Set(['nosub']),
      phoneOf: () => '13800138000',
      readLink: async () => undefined,
      push: async () => undefined,
    })
    const handlers = { ...storageHandlers(storage, () => url), ...functionHandlers(runner), ...open.handlers }
    const wire = wireServer({
      ...{ handlers, latencyMs: 0, invocation: () => invocation },
      database: () => Promise.reject(new Error('no database here')),
    })
    server = createServer(wire).listen(0, '127.0.0.1')
    await new Promise((resolve) => server.once('listening', resolve))
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    for (const name of ['img/中 文.png', 'img/x.txt']) await storage.put(storage.fileIdOf(name), Buffer.from(name))
  })

  afterAll(async () => {
    await runner.close()
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
    rmSync(folder, { recursive: true })
  })

  const send = (exchange: Exchange) => {
    const boundary = /boundary=(.*)$/.exec(exchange.contentType)?.[1]
    const body = boundary
      ? new Uint8Array(multipart(boundary, exchange.body as Record<string, Part>))
      : JSON.stringify(exchange.body)
    return fetch(`${url}/admin`, { method: 'POST', headers: { 'content-type': exchange.contentType }, body })
  }

  const answered = exchanges.filter(({ body }) => !['wx.api', 'wx.wxPayApi'].includes(body.action))
  const named = answered.map(
    (exchange, index) =>
      [index, exchange.body.action, exchange.body.apiName ?? exchange.body.function_name ?? '', exchange] as const,
  )

  test('there are recorded exchanges', () => expect(named.length).toBeGreaterThan(20))

  test.each(named)('%i %s %s', async (_index, action, name, exchange) => {
    // The recorder's "boom" always threw; the fixture throws when it is told to.
    if (name === 'boom') exchange.body.request_data = '{"fail":true}'
    if (name === 'phonenumber.getPhoneNumber' || name === 'ApiGetOpenDataByCloudId') return phoneAnswer(exchange)
    if (name === 'wxacode.getUnlimited') return imageAnswer(exchange)
    const response = await send(exchange)
    if (exchange.responseHex) {
      const bytes = Buffer.from(await response.arrayBuffer())
      expect(readAnswer(bytes)).toEqual(readAnswer(Buffer.from(exchange.responseHex, 'hex')))
      return expect(response.headers.get('content-type')).not.toContain('json')
    }
    const answer = await response.json()
    if (exchange.response!.code)
      expect(answer).toMatchObject({ code: exchange.response!.code, message: expect.any(String) })
    else expect(comparable(answer)).toEqual(comparable(exchange.response))
    expect([action, response.status]).toEqual([action, 200])
  })

  /** A phone number is somebody's here: codes of the recorder are nobody's. */
  async function phoneAnswer(exchange: Exchange) {
    const text = Buffer.from(await (await send(exchange)).arrayBuffer()).toString()
    expect(text).toMatch(/invalid (code|cloudID)/)
  }

  /** The recorder sent the first bytes of a PNG; here it is a whole one. */
  async function imageAnswer(exchange: Exchange) {
    const bytes = Buffer.from(await (await send(exchange)).arrayBuffer())
    expect(bytes.includes(Buffer.from('89504e470d0a1a0a', 'hex'))).toBe(true)
    expect(bytes.includes(Buffer.from('IEND'))).toBe(true)
  }

  test('callOpenAPI answers with JSON from the same stand-ins', async () => {
    const recorded = exchanges.find(({ body }) => body.action === 'wx.api')!
    const body = { ...recorded.body, apiName: 'security.msgSecCheck', requestData: '{"content":"bad"}' }
    const answer = (await (await send({ ...recorded, body })).json()) as { data: { responseData: string } }
    expect(JSON.parse(answer.data.responseData)).toMatchObject({ errcode: 0, result: { suggest: 'risky' } })
  })

  test('an action that is not built is refused by its name', async () => {
    const pay = exchanges.find(({ body }) => body.action === 'wx.wxPayApi')!
    expect(await (await send(pay)).json()).toMatchObject({
      code: 'INVALID_PARAM',
      message: expect.stringContaining('wx.wxPayApi'),
    })
    const unknown = exchanges.find(({ body }) => body.action === 'wx.api')!
    expect(await (await send(unknown)).json()).toMatchObject({
      code: 'SYS_ERR',
      message: expect.stringContaining('x.y'),
    })
  })
})

describe('the envelope', () => {
  test('a request without the token of a running call is refused, as is one that is not JSON', async () => {
    const cloud = await startFixtureCloud()
    const post = async (body: string) => (await fetch(`${cloud.url}/admin`, { method: 'POST', body })).json()
    const query = { action: 'database.getDocument', collectionName: 'things', wxCloudApiToken: 'made-up' }
    expect(await post(JSON.stringify(query))).toMatchObject({
      code: 'INVALID_REQUEST_SOURCE',
      requestId: expect.any(String),
    })
    expect(await post('{')).toMatchObject({ code: 'INVALID_PARAM' })
    await cloud.close()
  })
})
