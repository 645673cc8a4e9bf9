import type { IncomingMessage, ServerResponse } from 'node:http'
import { Unanswered } from '../faults/faults'
import type { Storage } from '../files/storage'
import { type Invoker, identity } from '../run/runner'
import { CloudError, failureOf, limits, readBody, readMultipart, sendBytes, sendJson } from '../wire/envelope'
import type { Personas } from './personas'

/** What the door needs from its cloud. */
export interface GateOptions {
  personas: Personas
  runner: Invoker
  storage: Storage
  /** Functions that a client may call; every other is for the platform and for other functions. */
  clientFunctions: string[]
}

/** A refusal at the door: an HTTP status, and a code and a sentence for the screen. */
class GateError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message)
  }
}

const refusals = {
  session: () => new GateError(401, 'SESSION_EXPIRED', '登录已过期，请重新进入小程序。'),
  payload: () => new GateError(413, 'PAYLOAD_TOO_LARGE', '内容太长，请删减后再提交。'),
  file: (limit: number) =>
    new GateError(413, 'PAYLOAD_TOO_LARGE', `文件太大，请选 ${limit / 1024 / 1024} MB 以内的文件。`),
  path: () => new GateError(400, 'FILE_REFUSED', '文件名不合规，请重新选择文件。'),
  taken: () => new GateError(409, 'FILE_REFUSED', '同名文件已存在，请重新选择文件。'),
  persona: () => new GateError(404, 'NOT_FOUND', '没有这个演示人物，请刷新页面后再选。'),
  function: () => new GateError(403, 'FORBIDDEN', '这个云函数不对小程序开放。'),
  json: () => new GateError(400, 'BAD_INPUT', '请求内容不是 JSON。'),
  missing: () => new GateError(404, 'NOT_FOUND', '没有这个地址。'),
}

/** What the failures of a function mean for somebody at a screen, as the cloud's client would learn them. */
const failures: Record<string, [status: number, message: string]> = {
  FUNCTIONS_TIME_LIMIT_EXCEEDED: [504, '处理时间太长，请稍后再试。'],
  FUNCTIONS_MEMORY_LIMIT_EXCEEDED: [500, '服务内存不足，请稍后再试。'],
  EXCEED_MAX_PAYLOAD_SIZE: [500, '返回的内容太大，请缩小范围再试。'],
}

type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>

/** The HTTP door of the H5 twin: `METHOD /first-segment` → handler. */
export function gateRoutes({ personas, runner, storage, clientFunctions }: GateOptions): Record<string, Handler> {
  const openidOf = (request: IncomingMessage): string => {
    const openid = personas.openidOf(request.headers.authorization)
    if (openid === undefined) throw refusals.session()
    return openid
  }

  const routes: Record<string, Handler> = {
    'GET /personas': async (_request, response) => sendJson(response, 200, personas.cards()),

    'POST /login': async (request, response) => {
      const session = personas.logIn(parse((await readBody(request, 1024)).toString()).persona)
      if (!session) throw refusals.persona()
      sendJson(response, 200, session)
    },

    'POST /call': async (request, response) => {
      const functionName = request.url!.slice('/call/'.length)
      const openid = openidOf(request)
      if (!clientFunctions.includes(functionName)) throw refusals.function()
      const body = await readBody(request, limits.clientEvent).catch(() => Promise.reject(refusals.payload()))
      const event = clientEvent(parse(body.toString()), openid)
      const result = await runner.invoke(functionName, event, { openid, source: 'wx_client' })
      sendBytes(response, 200, 'application/json; charset=utf-8', Buffer.from(result))
    },

    'POST /files': async (request, response) => {
      openidOf(request)
      const { cloudPath, bytes } = await readUpload(request, storage.fileLimit)
      if (!/^u\/[\w-]+(\/[\w-]+)*(\.\w+)?$/.test(cloudPath)) throw refusals.path()
      const fileID = storage.fileIdOf(cloudPath)
      if (storage.has(fileID)) throw refusals.taken()
      await storage.put(fileID, bytes)
      sendJson(response, 200, { fileID })
    },
  }
  return Object.fromEntries(Object.entries(routes).map(([route, handler]) => [route, answeringFailures(handler)]))
}

/** The event of a call from a mini-program: the caller's data and the platform's `userInfo`, which nobody can set. */
export function clientEvent(data: Record<string, unknown>, openid: string): string {
  return JSON.stringify({ ...data, userInfo: { appId: identity.appId, openId: openid } })
}

function parse(text: string): Record<string, unknown> {
  try {
    const value = JSON.parse(text)
    if (value !== null && typeof value === 'object' && !Array.isArray(value)) return value
  } catch {
    // refused below, like any text that isn't an object
  }
  throw refusals.json()
}

/** Multipart with the fields cloudPath and file, or the bytes themselves with ?cloudPath=. */
async function readUpload(request: IncomingMessage, limit: number): Promise<{ cloudPath: string; bytes: Buffer }> {
  const tooLarge = () => Promise.reject(refusals.file(limit))
  if (!request.headers['content-type']?.startsWith('multipart/form-data')) {
    const bytes = await readBody(request, limit).catch(tooLarge)
    return { cloudPath: new URL(request.url!, 'http://local').searchParams.get('cloudPath') ?? '', bytes }
  }
  const parts = await readMultipart(request, limit).catch((error) =>
    error instanceof CloudError ? tooLarge() : Promise.reject(error),
  )
  if (!Buffer.isBuffer(parts.file)) throw refusals.path()
  return { cloudPath: String(parts.cloudPath ?? ''), bytes: parts.file }
}

function answeringFailures(handler: Handler): Handler {
  return async (request, response) => {
    try {
      await handler(request, response)
    } catch (thrown) {
      if (thrown instanceof GateError) {
        request.resume()
        const { status, code, message } = thrown
        return sendJson(response, status, { ok: false, error: { code, message } })
      }
      if (thrown instanceof Unanswered) return void response.destroy()
      const failure = failureOf(thrown)
      const [status, message] = failures[failure.code] ?? [500, '服务出错了，请稍后再试。']
      sendJson(response, status, { ok: false, error: { code: 'INTERNAL', message, detail: { cause: failure } } })
    }
  }
}

/**
 * Whether a request comes from this machine's own pages: the Host is this server by a loopback name, and the Origin,
 * if there is one, is the same. Keeps other sites' pages, and names that were bent to point here, out.
 */
export function fromThisMachine(request: IncomingMessage, port: number): boolean {
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`, `[::1]:${port}`]
  const { host = '', origin } = request.headers
  return hosts.includes(host) && (origin === undefined || hosts.some((own) => origin === `http://${own}`))
}

/** The door's answer to a request from elsewhere. */
export function refuseStranger(response: ServerResponse): void {
  sendJson(response, 403, { ok: false, error: { code: 'FORBIDDEN', message: '本地云只接受本机页面的请求。' } })
}
