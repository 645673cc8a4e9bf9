import { createHmac, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import sirv from 'sirv'
import { consoleRoutes } from './console/console'
import { faulty } from './faults/calls'
import { type FaultOptions, Faults } from './faults/faults'
import { Storage } from './files/storage'
import { receiveUpload, serveLink, storageHandlers } from './files/wire'
import { clientEvent, fromThisMachine, gateRoutes, refuseStranger } from './gate/gate'
import { type Persona, Personas } from './gate/personas'
import { createStandIns, type SentRecord } from './open/stand-ins'
import { type CloudClock, cloudTime } from './run/clock'
import { loadFunctions, type Trigger } from './run/functions'
import type { CallRecord, Cost } from './run/meter'
import { type Caller, type Invoker, Runner } from './run/runner'
import { Timers, timerEvent } from './run/timers'
import { functionHandlers } from './run/wire'
import type { IndexDeclaration } from './store/index-declaration'
import { createDatabase, type Database } from './wire/database'
import { CloudError, sendJson } from './wire/envelope'
import { wireServer } from './wire/server'

export type { FaultOptions } from './faults/faults'
export type { Persona } from './gate/personas'
export type { SentRecord } from './open/stand-ins'
export type { CallRecord } from './run/meter'

/** How a local cloud is set up. Times are in milliseconds. */
export interface CloudOptions {
  /** Folder of its data: documents, files and its secret. */
  data: string
  /** Folder of the bundled functions. */
  functions: string
  /** Folder of the H5 twin. */
  static?: string
  /** 0: any that is free. */
  port: number
  personas: Persona[]
  indexes: IndexDeclaration[]
  collections: string[]
  /** What to do with a query over many documents that no index serves. */
  unindexed: 'refuse' | 'warn'
  /** Added to every request of a function, so that a call costs what it will in the cloud. */
  latency?: number
  /** What the network and the platform do to calls and requests, drawn from a seed; nothing by default. */
  faults?: FaultOptions
  /** Instances of a function, at most; 4 by default. */
  workers?: number
  /** false: timers fire by `fire` only. */
  timers?: boolean
  /** What time it is; this machine's unless given. */
  clock?: CloudClock
  /** More environment variables for the functions. */
  environment?: Record<string, string>
  /** Functions that a client may call; only `api` by default. */
  clientFunctions?: string[]
  /** Words that make the content check say risky or review. */
  markers?: { risky: string; review: string }
  /** Openids that refuse subscription messages. */
  refusesMessages?: ReadonlySet<string>
  /** Largest file in bytes; 20 MB by default. */
  fileLimit?: number
  warn?: (message: string) => void
}

/** A running local cloud. */
export interface Cloud {
  url: string
  port: number
  /**
   * Calls a function without HTTP, on the way that a call from the door takes. With `openid` and no `source` it is a
   * call from a mini-program (wx_client).
   * @throws CloudError when the function fails, Unanswered when faults have its answer lost
   */
  call(
    functionName: string,
    event: object,
    caller?: Partial<Pick<Caller, 'openid' | 'source' | 'name'>>,
  ): Promise<unknown>
  /** Runs a function's timer now, with the event and SOURCE that a timer has. `name`: what faults know the run by. */
  fire(functionName: string, name?: string): Promise<unknown>
  /** Shifts the cloud's time against this machine's. */
  setClock(offsetMs: number): void
  /** Lets the cloud's time stand at an instant until it is set again: what a call does then doesn't hang on how long it took. */
  stopClock(at: Date): void
  advance(ms: number): void
  now(): Date
  /** Resolves when nothing is left of what happens after calls, such as pushes of content checks. */
  idle(): Promise<void>
  database: Database
  /** What stand-ins "sent", newest last. */
  sent: SentRecord[]
  /** What the last 500 calls cost, newest last. */
  calls: CallRecord[]
  /** Ends all instances of functions as a crash would; calls under way fail. */
  killWorkers(): void
  /** Takes up functions that were bundled anew: their code and their config.json. */
  reload(): void
  close(): Promise<void>
}

/** A page's file whose name is a hash of it never changes: the browser may keep it, and so opens the page without network. */
function keepHashed(response: ServerResponse, pathname: string): void {
  if (/\.[0-9a-f]{8}\.(js|css)$/.test(pathname))
    response.setHeader('Cache-Control', 'public, max-age=31536000, immutable')
}

/** Starts a local cloud on loopback. @throws when the data folder is in use by another, or the port taken */
export async function startCloud(options: CloudOptions): Promise<Cloud> {
  const warn = options.warn ?? ((message: string) => console.warn(message))
  let clock: CloudClock = options.clock ?? { offsetMs: 0 }
  let url = ''
  const now = () => new Date(cloudTime(clock))
  mkdirSync(options.data, { recursive: true })
  const { indexes, collections, unindexed } = options
  const costs = new WeakMap<object, Cost>()
  const database = createDatabase({
    directory: path.join(options.data, 'store'),
    ...{ indexes, collections, unindexed, now, warn },
    onOperation: ({ body, read, written }) =>
      costs.set(body, { operations: 1, documentsRead: read, documentsWritten: written }),
  })
  const secret = secretOf(options.data)
  const functions = loadFunctions(options.functions)
  const runner = new Runner({
    functions,
    url: () => url,
    workers: options.workers ?? 4,
    environment: { SANDAN_SECRET: functionSecretOf(secret), ...options.environment },
    clock: () => clock,
    now,
    warn,
  })
  const invoker: Invoker = options.faults ? faulty(runner, new Faults(options.faults)) : runner
  const storage = new Storage({
    directory: path.join(options.data, 'files'),
    secret,
    url: () => url,
    now,
    fileLimit: options.fileLimit ?? 20 * 1024 * 1024,
  })
  const personas = new Personas(options.personas, secret)
  const open = createStandIns({
    now,
    markers: options.markers ?? { risky: '【违规】', review: '【待审】' },
    refusesMessages: options.refusesMessages ?? new Set(),
    phoneOf: (openid) => personas.phoneOf(openid),
    readLink: async (link) =>
      link.startsWith(`${url}/files/temp/`) ? storage.get(storage.fileIdOfLink(new URL(link))) : undefined,
    push: (event) => invoker.invoke('push', JSON.stringify(event), { source: 'wx_unknown' }),
  })
  const wire = wireServer({
    database: (body) => database.handle(body),
    handlers: {
      ...storageHandlers(storage, () => url),
      ...open.handlers,
      ...functionHandlers(invoker),
    },
    costOf: (body) => costs.get(body),
    invocation: (token) => runner.byToken(token),
    latencyMs: options.latency ?? 0,
  })
  const runTimer = (functionName: string, trigger: Trigger, name?: string) => {
    const caller: Caller = { source: 'wx_trigger', timer: true, name }
    return invoker.invoke(functionName, JSON.stringify(timerEvent(trigger, now())), caller)
  }
  const timers = new Timers(functions, now, (functionName, trigger) => {
    runTimer(functionName, trigger).catch((error) => warn(`${functionName}: ${error.message}`))
  })
  const turnClock = (next: CloudClock) => {
    const before = now()
    clock = next
    if (options.timers !== false) timers.restart(before)
  }

  const gate = gateRoutes({ personas, runner: invoker, storage, clientFunctions: options.clientFunctions ?? ['api'] })
  const administration = consoleRoutes({
    database,
    calls: runner.log.records,
    sent: open.sent,
    now,
    offsetMs: () => cloudTime(clock) - Date.now(),
    setClock: (offsetMs) => turnClock({ offsetMs }),
  })
  const pages =
    options.static && existsSync(options.static)
      ? sirv(options.static, { single: true, dev: true, setHeaders: keepHashed })
      : undefined
  const notFound = { ok: false, error: { code: 'NOT_FOUND', message: '没有这个地址。' } }
  const server = createServer({ keepAliveTimeout: 120_000, requestTimeout: 0, noDelay: true }, (request, response) => {
    const first = /^\/[^/?]*/.exec(request.url ?? '/')?.[0] ?? '/'
    const handler = gate[`${request.method} ${first}`]
    if (!fromThisMachine(request, port)) refuseStranger(response)
    else if (first === '/admin') void wire(request, response)
    else if (handler) void handler(request, response)
    else if (first === '/cos') void receiveUpload(storage, request, response)
    else if (request.url!.startsWith('/files/temp/')) void serveLink(storage, new URL(request.url!, url), response)
    else if (first === '/console')
      administration(request, response).catch((error) => sendJson(response, 500, { message: String(error) }))
    else if (pages && request.method === 'GET') pages(request, response, () => sendJson(response, 404, notFound))
    else sendJson(response, 404, notFound)
  })
  await new Promise<void>((resolve, reject) =>
    server.once('error', reject).listen(options.port, '127.0.0.1', resolve),
  ).catch((error) => {
    database.close()
    throw error
  })
  const { port } = server.address() as AddressInfo
  url = `http://127.0.0.1:${port}`
  if (options.timers !== false) timers.start()

  return {
    url,
    port,
    async call(
      functionName,
      event,
      { openid, name, source = openid === undefined ? 'wx_devtools' : 'wx_client' } = {},
    ) {
      const text = openid === undefined ? JSON.stringify(event) : clientEvent({ ...event }, openid)
      return JSON.parse(await invoker.invoke(functionName, text, { openid, source, name }))
    },
    async fire(functionName, name) {
      const trigger = functions.get(functionName)?.triggers[0]
      if (!trigger) throw new CloudError('FUNCTIONS_REQUEST_FAIL', `${functionName} 没有定时触发器。`)
      return JSON.parse(await runTimer(functionName, trigger, name))
    },
    setClock: (offsetMs) => turnClock({ offsetMs }),
    stopClock: (at) => turnClock({ standsAt: at.getTime() }),
    advance: (ms) =>
      turnClock('standsAt' in clock ? { standsAt: clock.standsAt + ms } : { offsetMs: clock.offsetMs + ms }),
    now,
    idle: () => runner.idle(),
    database,
    sent: open.sent,
    calls: runner.log.records,
    killWorkers: () => runner.kill(),
    reload() {
      functions.clear()
      for (const [name, target] of loadFunctions(options.functions)) functions.set(name, target)
      runner.renew()
      if (options.timers !== false) timers.restart(now())
    },
    async close() {
      timers.stop()
      await runner.close()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      database.close()
    },
  }
}

/** The secret that signs tokens and links: made once, kept with the data. */
function secretOf(directory: string): string {
  const file = path.join(directory, 'secret')
  if (!existsSync(file)) writeFileSync(file, randomBytes(32).toString('hex'), { mode: 0o600 })
  return readFileSync(file, 'utf8')
}

/** What the functions get as the county's secret: kept as long as the data, and never the one that signs tokens. */
const functionSecretOf = (secret: string): string => createHmac('sha256', secret).update('functions').digest('hex')
