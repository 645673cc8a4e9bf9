import { asCallError } from '@/platform/error'
import type { Storage } from '@/platform/storage'
import {
  completeInput,
  type OutboxCommand,
  type OutboxEntry,
  type OutboxEvent,
  type OutboxState,
  outboxStep,
  type Refusal,
} from './outbox-reducer'
import { createStore, type Store } from './store'

/** All that the outbox touches, so that tests hand in their own. */
export interface OutboxWorld {
  storage: Storage
  /** Under which key this person's outbox lies. */
  owner(): string
  now(): number
  newRequestId(): Promise<string>
  send(action: string, input: unknown, requestId: string): Promise<unknown>
  upload(localFile: string): Promise<string>
  forgetFile(localFile: string): Promise<void>
  restoreDraft(key: string, value: unknown, refusal: string): void
  /** Calls back after so many ms; a later call replaces an earlier one. */
  wakeIn(milliseconds: number, wake: () => void): void
  /** A change has arrived: reads of it are old. */
  arrived(action: string): void
}

/** What a page hands in. */
export type Change = Pick<OutboxEntry, 'action' | 'input' | 'subject' | 'title'> &
  Partial<Pick<OutboxEntry, 'attachments' | 'draft'>>

/** How a submission went, as soon as it is known: sent, or kept to be sent later, or refused. */
export type Outcome =
  | { state: 'sent'; output: unknown }
  | { state: 'waiting'; requestId: string }
  | { state: 'refused'; refusal: Refusal }

export interface Outbox {
  store: Store<OutboxState>
  submit(change: Change): Promise<Outcome>
  remove(requestId: string): void
  /** The app starts, or another persona has entered. */
  restore(): void
  /** The network or the app is back. */
  reconnect(): void
}

const EMPTY: OutboxState = { entries: [] }

/** The write outbox: every change is stored under its requestId before it is sent, and survives restarts. */
export function createOutbox(world: OutboxWorld): Outbox {
  const store = createStore(EMPTY)
  const key = () => `outbox:${world.owner()}`
  const tellers = new Map<string, (outcome: Outcome) => void>()

  function happen(event: OutboxEvent): boolean {
    const { state, commands } = outboxStep(store.get(), event)
    const saved = world.storage.set(key(), state)
    store.set(state)
    for (const command of commands) carryOut(command)
    if ('requestId' in event) tell(event.requestId)
    return saved
  }

  function tell(requestId: string) {
    const entry = store.get().entries.find((one) => one.requestId === requestId)
    const teller = tellers.get(requestId)
    if (!teller || !entry || entry.state === 'sending') return
    tellers.delete(requestId)
    if (entry.state === 'sent') teller({ state: 'sent', output: entry.output })
    else if (entry.state === 'refused') teller({ state: 'refused', refusal: entry.refusal! })
    else teller({ state: 'waiting', requestId })
  }

  function carryOut(command: OutboxCommand) {
    if (command.type === 'send') void deliver(command.entry, world.owner())
    else if (command.type === 'wakeAt') {
      world.wakeIn(Math.max(0, command.at - world.now()), () => happen({ type: 'woken', now: world.now() }))
    } else if (command.type === 'forgetFiles') {
      for (const file of command.localFiles) void world.forgetFile(file)
    } else if (command.type === 'renew') void renew(command.requestId)
    else world.restoreDraft(command.key, command.value, command.refusal.message)
  }

  async function renew(requestId: string) {
    const as = await world.newRequestId()
    const teller = tellers.get(requestId)
    if (teller) tellers.set(as, teller)
    happen({ type: 'renewed', requestId, as, now: world.now() })
  }

  async function deliver(entry: OutboxEntry, owner: string) {
    const { requestId } = entry
    // Another persona has entered meanwhile: the entry waits in its owner's outbox and goes out when they are back.
    const stillOurs = () => world.owner() === owner
    try {
      for (const attachment of entry.attachments) {
        if (attachment.fileId) continue
        const fileId = await world.upload(attachment.localFile)
        if (!stillOurs()) return
        happen({ type: 'uploaded', requestId, localFile: attachment.localFile, fileId })
      }
      const ready = store.get().entries.find((one) => one.requestId === requestId) ?? entry
      const output = await world.send(entry.action, completeInput(ready), requestId)
      if (!stillOurs()) return
      happen({ type: 'answered', requestId, output, now: world.now() })
      world.arrived(entry.action)
    } catch (thrown) {
      const { code, message } = asCallError(thrown)
      if (stillOurs()) happen({ type: 'failed', requestId, refusal: { code, message }, now: world.now() })
    }
  }

  return {
    store,
    async submit({ attachments = [], ...change }) {
      const requestId = await world.newRequestId()
      const now = world.now()
      const entry: OutboxEntry = {
        ...change,
        attachments,
        requestId,
        state: 'waiting',
        attempts: 0,
        notBefore: now,
        createdAt: now,
      }
      return new Promise((resolve) => {
        tellers.set(requestId, resolve)
        happen({ type: 'added', entry, now })
        tell(requestId)
      })
    },
    remove: (requestId) => {
      happen({ type: 'removed', requestId })
    },
    restore() {
      store.set(world.storage.get<OutboxState>(key()) ?? EMPTY)
      happen({ type: 'restored', now: world.now() })
    },
    reconnect() {
      happen({ type: 'reconnected', now: world.now() })
    },
  }
}
