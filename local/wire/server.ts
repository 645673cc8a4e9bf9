import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import type { Fate, RequestFault } from '../faults/faults'
import type { Cost } from '../run/meter'
import type { Invocation } from '../run/runner'
import { CloudError, failureOf, limits, readBody, readMultipart, sendBytes, sendJson } from './envelope'

/** The body of a request of the SDK: always `action` and `wxCloudApiToken`, and what the action needs. */
export type WireBody = Record<string, unknown>

/** Answers one action: an object becomes JSON with a requestId, bytes go out as they are. */
export type WireHandler = (body: WireBody, invocation: Invocation) => Promise<object | Buffer> | object | Buffer

/** What the wire stands on. */
export interface WireOptions {
  /** All database.* actions. */
  database: (body: WireBody) => Promise<object>
  /** Every other action, by its name. */
  handlers: Record<string, WireHandler>
  /** What a database request cost, once it is answered. */
  costOf?: (body: WireBody) => Cost | undefined
  invocation: (token: unknown) => Invocation | undefined
  /** Added to each request, in milliseconds. */
  latencyMs: number
}

const noCost: Cost = { operations: 0, documentsRead: 0, documentsWritten: 0 }

/** @returns the answerer of POST /admin: the one address that the SDK sends everything to. */
export function wireServer(options: WireOptions) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const requestId = randomUUID()
    let end: ((cost: Cost, code?: string) => void) | undefined
    let answer: object | Buffer
    let body: WireBody = {}
    let invocation: Invocation | undefined
    let fate: Fate<RequestFault> = { lateMs: 0 }
    try {
      body = await readWireBody(request)
      invocation = options.invocation(body.wxCloudApiToken)
      if (!invocation)
        throw new CloudError('INVALID_REQUEST_SOURCE', '这次调用已经结束或不存在：函数返回之后不能再用云能力。')
      const { meter, caller } = invocation
      end = meter.begin(String(body.action), targetOf(body))
      fate = caller.fates?.next(String(body.action), targetOf(body)) ?? fate
      const waits = options.latencyMs + fate.lateMs
      if (waits > 0) await delay(waits)
      answer = await dispatch(options, body, invocation)
    } catch (thrown) {
      answer = failureOf(thrown)
    }
    end?.(options.costOf?.(body) ?? noCost, fate.fault?.toUpperCase() ?? (answer as { code?: string }).code)
    if (fate.fault === 'killed') invocation?.death.abort()
    if (fate.fault === 'killed' || fate.fault === 'unanswered') return void response.destroy()
    if (Buffer.isBuffer(answer)) sendBytes(response, 200, 'application/octet-stream', answer)
    else sendJson(response, 200, { ...answer, requestId })
  }
}

async function readWireBody(request: IncomingMessage): Promise<WireBody> {
  if (request.headers['content-type']?.startsWith('multipart/form-data')) return readMultipart(request, limits.wire)
  const text = (await readBody(request, limits.wire)).toString()
  try {
    return JSON.parse(text)
  } catch {
    throw new CloudError('INVALID_PARAM', '请求体不是 JSON。')
  }
}

function dispatch(options: WireOptions, body: WireBody, invocation: Invocation): ReturnType<WireHandler> {
  const action = String(body.action)
  if (action.startsWith('database.')) return options.database(body)
  const handler = options.handlers[action]
  if (!handler) throw new CloudError('INVALID_PARAM', `本地云没有实现 ${action}。`)
  return handler(body, invocation)
}

function targetOf(body: WireBody): string {
  return String(body.collectionName ?? body.function_name ?? body.apiName ?? body.path ?? '')
}
