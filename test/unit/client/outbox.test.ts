import { CallError } from '../../../src/platform/error'
import type { Storage } from '../../../src/platform/storage'
import { createOutbox, type OutboxWorld } from '../../../src/state/outbox'
import type { OutboxState } from '../../../src/state/outbox-reducer'

const memory = (kept = new Map<string, string>()): Storage => ({
  get: (key) => (kept.has(key) ? JSON.parse(kept.get(key)!) : undefined),
  set: (key, value) => {
    kept.set(key, JSON.stringify(value))
    return true
  },
  remove: (key) => void kept.delete(key),
})

/** A phone with a cloud that answers by `send`; what happened is in the lists. */
function phone(fields: Partial<OutboxWorld> = {}) {
  const sent: { action: string; input: unknown; requestId: string }[] = []
  const drafts: unknown[] = []
  const wakes: (() => void)[] = []
  let ids = 0
  const world: OutboxWorld = {
    storage: memory(),
    owner: () => 'me',
    now: () => 1000,
    newRequestId: async () => `id-${++ids}`,
    send: async (action, input, requestId) => {
      sent.push({ action, input, requestId })
      return { number: 'LS-1' }
    },
    upload: async (file) => `cloud://env/${file}`,
    forgetFile: async () => undefined,
    restoreDraft: (key, value, refusal) => void drafts.push({ key, value, refusal }),
    wakeIn: (_, wake) => void wakes.push(wake),
    arrived: () => undefined,
    ...fields,
  }
  return { outbox: createOutbox(world), world, sent, drafts, wakes }
}

const change = { action: 'case.submit', input: { words: '路灯不亮' }, subject: 'new', title: '点单' }

test('a submission is stored before it is sent, and answers with what the cloud said', async () => {
  const storage = memory()
  let storedBefore: OutboxState | undefined
  const { outbox } = phone({
    storage,
    send: async () => {
      storedBefore = storage.get('outbox:me')
      return { number: 'LS-1' }
    },
  })
  expect(await outbox.submit(change)).toEqual({ state: 'sent', output: { number: 'LS-1' } })
  expect(storedBefore?.entries[0]?.requestId).toBe('id-1')
})

test('without network it answers "waiting"; a restart sends it under the same id', async () => {
  const storage = memory()
  const offline = phone({
    storage,
    send: async () => {
      throw new CallError('NETWORK')
    },
  })
  expect(await offline.outbox.submit(change)).toEqual({ state: 'waiting', requestId: 'id-1' })
  const later = phone({ storage })
  const arrived = new Promise<void>((done) =>
    later.outbox.store.subscribe(() => later.outbox.store.get().entries[0]?.state === 'sent' && done()),
  )
  later.outbox.restore()
  await arrived
  expect(later.sent).toEqual([{ action: 'case.submit', input: change.input, requestId: 'id-1' }])
})

test('photos are uploaded once, also when sending fails after them', async () => {
  const uploads: string[] = []
  let attempts = 0
  const { outbox, wakes } = phone({
    upload: async (file) => {
      uploads.push(file)
      return `cloud://env/${file}`
    },
    send: async (_, input) => {
      attempts++
      if (attempts === 1) throw new CallError('NETWORK')
      return input
    },
  })
  const attachments = [{ field: 'photos', many: true, localFile: 'a.jpg' }]
  expect(await outbox.submit({ ...change, attachments })).toMatchObject({ state: 'waiting' })
  const sent = new Promise<void>((done) =>
    outbox.store.subscribe(() => outbox.store.get().entries[0]?.state === 'sent' && done()),
  )
  outbox.reconnect()
  await sent
  expect(uploads).toEqual(['a.jpg'])
  expect(outbox.store.get().entries[0]?.output).toEqual({ ...change.input, photos: ['cloud://env/a.jpg'] })
  expect(wakes.length).toBeGreaterThan(0)
})

test('a refusal is answered with its sentence and the form comes back as a draft', async () => {
  const { outbox, drafts } = phone({
    send: async () => {
      throw new CallError('CONTENT_REFUSED', '请修改后再提交。')
    },
  })
  const draft = { key: 'case.submit', value: { words: '路灯不亮' } }
  expect(await outbox.submit({ ...change, draft })).toEqual({
    state: 'refused',
    refusal: { code: 'CONTENT_REFUSED', message: '请修改后再提交。' },
  })
  expect(drafts).toEqual([{ ...draft, refusal: '请修改后再提交。' }])
})

test("another persona's outbox is left alone", async () => {
  const storage = memory()
  let owner = 'one'
  let answer: (value: unknown) => void = () => undefined
  const { outbox } = phone({ storage, owner: () => owner, send: () => new Promise((resolve) => (answer = resolve)) })
  void outbox.submit(change)
  await new Promise<void>((done) => outbox.store.subscribe(() => done()))
  owner = 'two'
  outbox.restore()
  answer({})
  await Promise.resolve()
  expect(outbox.store.get().entries).toEqual([])
  expect(storage.get<OutboxState>('outbox:one')?.entries[0]?.state).toBe('sending')
})
