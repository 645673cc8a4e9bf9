/** A test cloud in a process of its own that can be killed in the middle of everything and started again on its data. */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import type { Persona } from '../../local/main'

/** What the process does when asked; each answers what the cloud answers. */
export interface Works {
  call(name: string, event: object, caller: { openid: string }): Promise<unknown>
  advance(milliseconds: number): void
  insert(collection: string, documents: object[]): Promise<void>
  rows(collection: string, filter: object): object[]
  close(): Promise<void>
}

/** A question and its answer carry the same number; 0 = the cloud is ready. */
export interface Asked {
  id: number
  work: keyof Works
  parameters: unknown[]
}
export interface Told {
  id: number
  answer?: unknown
  failure?: string
}

/** The asker's process ended before it answered: whether the work was done, nobody knows. */
class Killed extends Error {}

export class KillableCloud {
  private child: ChildProcess | undefined
  private last = 0
  private readonly waiting = new Map<number, { give(answer: unknown): void; fail(reason: Error): void }>()

  /** @param data folder of the cloud's documents; a cloud on an empty one needs its documents inserted */
  constructor(
    private readonly data: string,
    private readonly personas: readonly Persona[],
  ) {}

  async start(): Promise<void> {
    const child = fork(path.join(__dirname, 'killable-process.ts'), [this.data, JSON.stringify(this.personas)], {
      execArgv: ['--import', 'tsx'],
      // keeps dates as dates
      serialization: 'advanced',
    })
    this.child = child
    child.on('message', ({ id, answer, failure }: Told) => {
      const asker = this.waiting.get(id)
      this.waiting.delete(id)
      if (failure === undefined) asker?.give(answer)
      else asker?.fail(new Error(failure))
    })
    child.on('exit', () => {
      for (const asker of this.waiting.values()) asker.fail(new Killed('the process was killed'))
      this.waiting.clear()
    })
    await this.answerTo(0)
  }

  /** kill -9. What was asked and isn't answered yet fails with {@link Killed}. */
  async kill(): Promise<void> {
    const child = this.child!
    child.kill('SIGKILL')
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  }

  ask<Work extends keyof Works>(
    work: Work,
    ...parameters: Parameters<Works[Work]>
  ): Promise<Awaited<ReturnType<Works[Work]>>> {
    const id = ++this.last
    const answer = this.answerTo(id)
    if (this.child!.connected) this.child!.send({ id, work, parameters } satisfies Asked)
    else this.waiting.get(id)!.fail(new Killed('the process is gone'))
    return answer as never
  }

  async close(): Promise<void> {
    await this.ask('close')
    this.child!.disconnect()
  }

  private answerTo(id: number): Promise<unknown> {
    return new Promise((give, fail) => this.waiting.set(id, { give, fail }))
  }
}
