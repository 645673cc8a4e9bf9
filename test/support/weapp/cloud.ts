/** The demo cloud beside a test of the built mini-program, and the phones of its people. */
import { fork } from 'node:child_process'
import path from 'node:path'
import { v7 } from 'uuid'
import type { Api } from '#types/api'
import type { Envelope } from '#types/common'
import type { Phone } from './wx'

/** What the process of the cloud is asked; `id` counts up. */
export type Asked = { id: number } & (
  | { kind: 'call'; name: string; event: object; openid: string }
  | { kind: 'insert'; collection: string; documents: object[] }
  | { kind: 'fire'; name: string }
  | { kind: 'pass'; milliseconds: number }
  | { kind: 'close' }
)

/** What it answers; id 0 = it is ready, and by how many ms its clock is ahead of the machine's. */
export type Told = { id: number; answer?: unknown; failure?: string }

/** Leaves each member of a union without its `id`. */
type WithoutId<Message> = Message extends unknown ? Omit<Message, 'id'> : never

/** A call that a phone made, and what came back. */
export interface Heard {
  envelope: Envelope
  answer: { ok: boolean; data?: unknown; error?: { code: string } }
}

/** The demo cloud in its own process. */
export interface CloudBeside {
  /** The phone of a demo person (`villager-tian`); `heard` collects its calls, oldest first. Another name is a first-time visitor. */
  phoneOf(who: string, heard?: Heard[]): Pick<Phone, 'callFunction'>
  /** Calls as a demo person; the answer must be ok, and its data come back. */
  ok<Name extends keyof Api>(who: string, action: Name, data: Api[Name]['input']): Promise<Api[Name]['output']>
  /** Puts documents straight into the store. */
  insert(collection: string, documents: object[]): Promise<void>
  /** Runs a function's timer. */
  fire(name: string): Promise<void>
  /** The cloud's time. Phones have the machine's, and follow the cloud's by its answers. */
  now(): Date
  /** Lets time pass in the cloud, and its clock run once. */
  pass(milliseconds: number): Promise<void>
  close(): Promise<void>
}

/** Starts it: the built functions and the invented county. */
export async function startCloudBeside(): Promise<CloudBeside> {
  const child = fork(path.join(__dirname, 'cloud-process.ts'), {
    execArgv: ['--import', 'tsx'],
    // keeps dates as dates
    serialization: 'advanced',
  })
  const waiting = new Map<number, { give(answer: unknown): void; fail(reason: Error): void }>()
  let last = 0
  const answered = (id: number) => new Promise<unknown>((give, fail) => waiting.set(id, { give, fail }))
  child.on('message', ({ id, answer, failure }: Told) => {
    const asker = waiting.get(id)
    waiting.delete(id)
    if (failure === undefined) asker?.give(answer)
    else asker?.fail(new Error(failure))
  })
  child.on('exit', (code) => {
    for (const asker of waiting.values()) asker.fail(new Error(`the cloud's process ended (${code})`))
  })
  const ask = (message: WithoutId<Asked>) => {
    const id = ++last
    const answer = answered(id)
    child.send({ ...message, id })
    return answer
  }
  let ahead = Number(await answered(0))

  const call = (who: string, name: string, event: object) =>
    ask({ kind: 'call', name, event, openid: `demo-${who}` }) as Promise<Heard['answer']>
  return {
    phoneOf: (who, heard = []) => ({
      async callFunction({ name, data }) {
        const answer = await call(who, name, data as object)
        heard.push({ envelope: data as Envelope, answer })
        return answer
      },
    }),
    async ok(who, action, data) {
      const client = { version: '1.0.0', platform: 'test' }
      const requestId = v7({ msecs: Date.now() + ahead })
      const answer = await call(who, 'api', { action, data, requestId, client })
      if (!answer.ok) throw new Error(`${action} by ${who}: ${JSON.stringify(answer.error)}`)
      return answer.data as never
    },
    insert: (collection, documents) => ask({ kind: 'insert', collection, documents }) as Promise<void>,
    fire: (name) => ask({ kind: 'fire', name }) as Promise<void>,
    now: () => new Date(Date.now() + ahead),
    pass: (milliseconds) => {
      ahead += milliseconds
      return ask({ kind: 'pass', milliseconds }) as Promise<void>
    },
    close: () => ask({ kind: 'close' }) as Promise<void>,
  }
}
