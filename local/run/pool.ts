import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { CloudError } from '../wire/envelope'
import type { CloudClock } from './clock'
import type { CloudFunction } from './functions'

/** One call as an instance gets it. */
export interface Job {
  /** JSON text. */
  event: string
  context: object
  /** The call's own variables, over those of the instance. */
  environment: Record<string, string>
  onLog(line: string): void
  /** Told, once the function has ended by itself, how many requests it sent one after another. */
  onSequence(length: number): void
  /** The call came out of another call, which waits for it: it may not queue behind its own caller. */
  nested: boolean
  /** Ends the instance in the middle of the call, as a crash would. */
  death: AbortSignal
}

/** JSON text of the result; `coldStart`: the instance was started for this call. */
export interface JobResult {
  result: string
  coldStart: boolean
}

interface Waiting extends Job {
  resolve(result: JobResult): void
  reject(error: Error): void
}

interface Instance {
  worker: Worker
  ready: boolean
  served: number
  current?: Waiting
  timer?: NodeJS.Timeout
}

type Message =
  | { type: 'ready' }
  | { type: 'log'; line: string }
  | { type: 'done'; sequence: number; result: string }
  | { type: 'failed'; sequence: number; message: string; stack: string }
  | { type: 'unloadable'; message: string }
  | ({ type: 'compiled'; hash: string } & Compiled)

/** What an instance had compiled of a source when it had served so many calls. */
interface Compiled {
  calls: number
  code: Uint8Array
}

/** By the hash of the source, for all clouds of this process. */
const compiled = new Map<string, Compiled>()

const workerFile = fileURLToPath(new URL('./worker.mjs', import.meta.url))

/** The instances of one function: started on demand, one call at a time each, at most `size` of them (nested calls may go over). */
export class Pool {
  private readonly instances = new Set<Instance>()
  private readonly queue: Waiting[] = []
  private closed = false

  constructor(
    private readonly target: CloudFunction,
    private size: number,
    private readonly environment: Record<string, string>,
    private readonly clock: () => CloudClock,
  ) {}

  /**
   * @throws CloudError FUNCTIONS_EXECUTE_FAIL (it threw, or died), FUNCTIONS_TIME_LIMIT_EXCEEDED,
   * FUNCTIONS_MEMORY_LIMIT_EXCEEDED
   */
  run(job: Job): Promise<JobResult> {
    return new Promise((resolve, reject) => {
      const waiting = { ...job, resolve, reject }
      job.death.addEventListener('abort', () => this.kill(waiting))
      const idle = [...this.instances].find((instance) => !instance.current)
      if (idle) this.give(idle, waiting)
      else if (job.nested || this.instances.size < this.size) this.give(this.start(), waiting)
      else this.queue.push(waiting)
    })
  }

  /** Ends every instance, or that of one call, as a crash would; calls under way fail, those that wait get new instances. */
  kill(only?: Waiting): void {
    for (const instance of this.instances) {
      if (only && instance.current !== only) continue
      this.end(instance, new CloudError('FUNCTIONS_EXECUTE_FAIL', `${this.target.name}: 运行实例被中止。`))
    }
  }

  /** Lets the calls under way end, and no instance after them: for a pool that another one takes over from. */
  retire(): void {
    this.size = 0
    for (const instance of this.instances) if (!instance.current) this.end(instance, new Error('retired'))
  }

  async close(): Promise<void> {
    this.closed = true
    for (const waiting of this.queue.splice(0))
      waiting.reject(new CloudError('FUNCTIONS_EXECUTE_FAIL', '本地云已关闭。'))
    const ending = [...this.instances].map((instance) => instance.worker)
    this.kill()
    await Promise.all(ending.map((worker) => worker.terminate()))
  }

  private start(): Instance {
    const { entry, memoryMb } = this.target
    const worker = new Worker(workerFile, {
      workerData: { entry, environment: this.environment, clock: this.clock(), compiled },
      env: {},
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: memoryMb },
    })
    const instance: Instance = { worker, ready: false, served: 0 }
    this.instances.add(instance)
    worker.on('message', (message: Message) => this.receive(instance, message))
    worker.on('error', (error: NodeJS.ErrnoException) => {
      const code =
        error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'FUNCTIONS_MEMORY_LIMIT_EXCEEDED' : 'FUNCTIONS_EXECUTE_FAIL'
      this.end(instance, new CloudError(code, String(error)))
    })
    worker.on('exit', (code) =>
      this.end(instance, new CloudError('FUNCTIONS_EXECUTE_FAIL', `process exited with ${code}`)),
    )
    return instance
  }

  private give(instance: Instance, waiting: Waiting): void {
    instance.current = waiting
    if (instance.ready) this.send(instance, waiting)
  }

  /** The time-out counts from here: the platform doesn't count the loading of a new instance either. */
  private send(instance: Instance, { event, context, environment }: Waiting): void {
    const seconds = this.target.timeoutMs / 1000
    instance.timer = setTimeout(
      () =>
        this.end(
          instance,
          new CloudError('FUNCTIONS_TIME_LIMIT_EXCEEDED', `Invoking task timed out after ${seconds} seconds`),
        ),
      this.target.timeoutMs,
    )
    instance.worker.postMessage({ event, context, environment, clock: this.clock() })
  }

  private receive(instance: Instance, message: Message): void {
    const current = instance.current
    if (message.type === 'ready') {
      instance.ready = true
      if (current) this.send(instance, current)
    } else if (message.type === 'log') current?.onLog(message.line)
    else if (message.type === 'compiled') compiled.set(message.hash, message)
    else if (message.type === 'unloadable')
      this.end(instance, new CloudError('FUNCTIONS_EXECUTE_FAIL', message.message))
    else {
      current?.onSequence(message.sequence)
      this.release(instance)
      if (message.type === 'done') current?.resolve({ result: message.result, coldStart: instance.served === 1 })
      else {
        current?.onLog(message.stack)
        current?.reject(new CloudError('FUNCTIONS_EXECUTE_FAIL', message.message))
      }
    }
  }

  private release(instance: Instance): void {
    clearTimeout(instance.timer)
    instance.served += 1
    delete instance.current
    const next = this.queue.shift()
    if (next) this.give(instance, next)
    else if (this.instances.size > this.size) this.end(instance, new Error('surplus'))
  }

  private end(instance: Instance, reason: Error): void {
    if (!this.instances.delete(instance)) return
    clearTimeout(instance.timer)
    void instance.worker.terminate()
    instance.current?.reject(reason)
    const next = this.closed ? undefined : this.queue.shift()
    if (next) this.give(this.start(), next)
  }
}
