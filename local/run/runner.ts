import { randomUUID } from 'node:crypto'
import type { RequestFates } from '../faults/faults'
import { CloudError, failureOf, limits } from '../wire/envelope'
import type { CloudClock } from './clock'
import type { CloudFunction } from './functions'
import { CallLog, Meter } from './meter'
import { Pool } from './pool'

/** The environment id, app id and bucket of every local cloud. */
export const identity = { environmentId: 'local-env', appId: 'wx-local', bucket: 'bucket-1' }

/** Who calls. `source` is the platform's word: wx_client, wx_trigger, wx_devtools, and ",scf" for each nested call. */
export interface Caller {
  openid?: string
  source: string
  /** Set for a timer: it has no person, and another kind of token. */
  timer?: true
  /** The call that makes this one. */
  parent?: Invocation
  /** What faults know the call by, and its repeats; made from function and action where the caller says nothing. */
  name?: string
  /** What is to befall its requests, where faults are asked for. */
  fates?: RequestFates
}

/** Calls functions by name with an event (JSON text) and answers the JSON text of the result. */
export interface Invoker {
  invoke(functionName: string, event: string, caller: Caller): Promise<string>
}

/** One running call. */
export interface Invocation {
  id: string
  target: CloudFunction
  caller: Caller
  meter: Meter
  /** What happens once the call has ended, such as the later push of an asynchronous check. */
  after: (() => Promise<unknown>)[]
  /** Kills the instance that runs it. */
  death: AbortController
}

/** What a runner needs from its cloud. */
export interface RunnerOptions {
  functions: Map<string, CloudFunction>
  /** Base URL of this cloud, known once it listens. */
  url: () => string
  workers: number
  environment: Record<string, string>
  clock: () => CloudClock
  now: () => Date
  warn: (message: string) => void
}

/** Runs functions: gives each call its token and environment, its place in a pool, and its line in the log. */
export class Runner implements Invoker {
  readonly log = new CallLog()
  private readonly pools = new Map<string, Pool>()
  private readonly running = new Map<string, Invocation>()
  private readonly later = new Set<Promise<unknown>>()

  constructor(private readonly options: RunnerOptions) {}

  /** The call that holds a token, as long as it runs. */
  byToken(token: unknown): Invocation | undefined {
    return typeof token === 'string' ? this.running.get(token) : undefined
  }

  /**
   * Calls a function with an event (JSON text).
   * @returns JSON text of the result
   * @throws CloudError FUNCTIONS_REQUEST_FAIL (no such function), EXCEED_MAX_PAYLOAD_SIZE, or what Pool.run throws
   */
  async invoke(functionName: string, event: string, caller: Caller): Promise<string> {
    const target = this.options.functions.get(functionName)
    if (!target)
      throw new CloudError('FUNCTIONS_REQUEST_FAIL', `[ResourceNotFound.Function] function not found: ${functionName}`)
    const fromClient = caller.source === 'wx_client'
    refuseOver(Buffer.byteLength(event), fromClient ? limits.clientEvent : limits.payload, 'event')
    const death = new AbortController()
    const invocation: Invocation = { id: randomUUID(), target, caller, meter: new Meter(), after: [], death }
    const token = randomUUID()
    this.running.set(token, invocation)
    const startedAt = this.options.now()
    const started = performance.now()
    const lines: string[] = []
    const finish = (coldStart: boolean, error?: string) => {
      this.running.delete(token)
      this.record(invocation, event, startedAt, performance.now() - started, coldStart, lines, error)
      for (const effect of invocation.after) this.runLater(effect)
    }
    try {
      const { result, coldStart } = await this.pool(target).run({
        event,
        context: this.contextOf(invocation),
        environment: this.environmentOf(invocation, token),
        onLog: (line) => lines.length < 200 && lines.push(line),
        onSequence: (length) => {
          invocation.meter.sequence = length
        },
        nested: caller.parent !== undefined,
        death: death.signal,
      })
      refuseOver(Buffer.byteLength(result), fromClient ? limits.clientResult : limits.payload, 'result')
      finish(coldStart)
      return result
    } catch (thrown) {
      finish(false, failureOf(thrown).message)
      throw thrown
    }
  }

  /** Resolves when nothing is left of what was to happen after calls. */
  async idle(): Promise<void> {
    while (this.later.size > 0) await Promise.all(this.later)
  }

  /** Ends every instance of every function as a crash would. */
  kill(): void {
    for (const pool of this.pools.values()) pool.kill()
  }

  /** Has later calls run in new instances, which load the functions anew. */
  renew(): void {
    for (const pool of this.pools.values()) pool.retire()
    this.pools.clear()
  }

  async close(): Promise<void> {
    await Promise.all([...this.pools.values()].map((pool) => pool.close()))
  }

  private runLater(effect: () => Promise<unknown>): void {
    const promise: Promise<unknown> = effect()
      .catch((error) => this.options.warn(String(error)))
      .finally(() => this.later.delete(promise))
    this.later.add(promise)
  }

  private pool(target: CloudFunction): Pool {
    const existing = this.pools.get(target.name)
    if (existing) return existing
    const pool = new Pool(target, this.options.workers, this.instanceEnvironment(), this.options.clock)
    this.pools.set(target.name, pool)
    return pool
  }

  /** What the platform gives every instance. The URL in TCB_CONTEXT_CNFG is what leads the SDK here. */
  private instanceEnvironment(): Record<string, string> {
    return {
      ...this.options.environment,
      TCB_CONTEXT_CNFG: JSON.stringify({ URL: `${this.options.url()}/admin` }),
      TENCENTCLOUD_RUNENV: 'SCF',
      TENCENTCLOUD_REGION: 'ap-shanghai',
      TENCENTCLOUD_SECRETID: 'local',
      TENCENTCLOUD_SECRETKEY: 'local',
      TENCENTCLOUD_SESSIONTOKEN: 'local',
      SCF_NAMESPACE: identity.environmentId,
      TCB_ENV: identity.environmentId,
      TCB_CONTEXT_KEYS: 'TCB_ENV,TCB_SEQID,TCB_SOURCE',
      WX_CONTEXT_KEYS: 'WX_OPENID,WX_APPID,WX_UNIONID,WX_API_TOKEN,WX_CLIENTIP',
      SILENCE: 'true',
    }
  }

  private environmentOf({ id, caller }: Invocation, token: string): Record<string, string> {
    return {
      WX_APPID: identity.appId,
      TCB_SOURCE: caller.source,
      TCB_SEQID: id,
      ...(caller.openid === undefined ? {} : { WX_OPENID: caller.openid, WX_CLIENTIP: '127.0.0.1' }),
      ...(caller.timer ? { TRIGGER_SRC: 'timer', WX_TRIGGER_API_TOKEN_V0: token } : { WX_API_TOKEN: token }),
    }
  }

  private contextOf({ id, target }: Invocation): object {
    return {
      request_id: id,
      function_name: target.name,
      function_version: '$LATEST',
      memory_limit_in_mb: target.memoryMb,
      time_limit_in_ms: target.timeoutMs,
      namespace: identity.environmentId,
    }
  }

  private record(
    { id, target, caller, meter }: Invocation,
    event: string,
    startedAt: Date,
    durationMs: number,
    coldStart: boolean,
    log: string[],
    error?: string,
  ): void {
    const { roundTrips, sequence, operations, documentsRead, documentsWritten, requests } = meter
    this.log.add({
      id,
      functionName: target.name,
      label: labelOf(event),
      source: caller.source,
      openid: caller.openid ?? '',
      startedAt: startedAt.toISOString(),
      durationMs: Math.round(durationMs * 10) / 10,
      coldStart,
      ...{ roundTrips, sequence, operations, documentsRead, documentsWritten, requests, log },
      ...(error === undefined ? {} : { error }),
    })
  }
}

function refuseOver(size: number, limit: number, what: string): void {
  if (size > limit) throw new CloudError('EXCEED_MAX_PAYLOAD_SIZE', `${what} of ${size} bytes exceeds ${limit} bytes`)
}

/** The first `action` in the event's text: no need to parse the whole for a line in the log. */
export function labelOf(event: string): string {
  return /"action":"([^"\\]{1,80})"/.exec(event)?.[1] ?? ''
}
