import fc from 'fast-check'
import {
  ATTEMPTS,
  backOff,
  completeInput,
  type OutboxCommand,
  type OutboxEntry,
  type OutboxEvent,
  type OutboxState,
  outboxStep,
  SENT_KEPT,
} from '../../../src/state/outbox-reducer'

const entry = (requestId: string, fields: Partial<OutboxEntry> = {}): OutboxEntry => ({
  requestId,
  action: 'case.comment',
  input: { words: requestId },
  subject: 'case-1',
  title: '留言',
  attachments: [],
  state: 'waiting',
  attempts: 0,
  notBefore: 0,
  createdAt: 0,
  ...fields,
})

/** Plays events one after the other; gives the last state and the commands of each step. */
function play(events: OutboxEvent[], state: OutboxState = { entries: [] }) {
  const steps: OutboxCommand[][] = []
  for (const event of events) {
    const outcome = outboxStep(state, event)
    state = outcome.state
    steps.push(outcome.commands)
  }
  return { state, steps }
}

const sendsOf = (commands: OutboxCommand[]) =>
  commands.flatMap((command) => (command.type === 'send' ? [command.entry.requestId] : []))

test('what is added is sent at once, the second of a subject after the first, another subject beside it', () => {
  const { steps } = play([
    { type: 'added', entry: entry('a'), now: 1 },
    { type: 'added', entry: entry('b'), now: 2 },
    { type: 'added', entry: entry('c', { subject: 'case-2' }), now: 3 },
    { type: 'answered', requestId: 'a', output: {}, now: 4 },
  ])
  expect(steps.map(sendsOf)).toEqual([['a'], [], ['c'], ['b']])
})

test('without network it waits, longer each time, and goes at once when the network returns', () => {
  const network = { code: 'NETWORK', message: '' }
  const { state, steps } = play([
    { type: 'added', entry: entry('a'), now: 0 },
    { type: 'failed', requestId: 'a', refusal: network, now: 0 },
    { type: 'woken', now: 1999 },
    { type: 'woken', now: 2000 },
    { type: 'failed', requestId: 'a', refusal: network, now: 2000 },
    { type: 'reconnected', now: 2001 },
  ])
  expect(steps.map(sendsOf)).toEqual([['a'], [], [], ['a'], [], ['a']])
  expect(steps[1]).toEqual([{ type: 'wakeAt', at: 2000 }])
  expect(steps[4]).toEqual([{ type: 'wakeAt', at: 6000 }])
  expect(state.entries[0]!.requestId).toBe('a')
  expect(backOff(100)).toBe(300_000)
})

test('a refusal comes back as a draft with its sentence, and does not hold up the next', () => {
  const refusal = { code: 'CONTENT_REFUSED', message: '内容含有不适宜发布的信息，请修改后再提交。' }
  const { state, steps } = play([
    { type: 'added', entry: entry('a', { draft: { key: 'comment', value: { words: 'x' } } }), now: 0 },
    { type: 'added', entry: entry('b'), now: 0 },
    { type: 'failed', requestId: 'a', refusal, now: 1 },
  ])
  expect(steps[2]).toContainEqual({ type: 'restoreDraft', key: 'comment', value: { words: 'x' }, refusal })
  expect(sendsOf(steps[2]!)).toEqual(['b'])
  expect(state.entries[0]).toMatchObject({ state: 'refused', refusal })
})

test('a fault of the cloud is tried a bounded number of times', () => {
  let state = outboxStep({ entries: [] }, { type: 'added', entry: entry('a'), now: 0 }).state
  const refusal = { code: 'INTERNAL', message: '' }
  for (let attempt = 1; attempt <= ATTEMPTS.INTERNAL!; attempt++) {
    expect(state.entries[0]!.state).toBe('sending')
    state = outboxStep(state, { type: 'failed', requestId: 'a', refusal, now: 0 }).state
    state = outboxStep(state, { type: 'reconnected', now: 0 }).state
  }
  expect(state.entries[0]!.state).toBe('refused')
})

test('after a restart what was being sent goes again under its own id', () => {
  const before = play([{ type: 'added', entry: entry('a'), now: 0 }]).state
  const { steps } = play([{ type: 'restored', now: 9 }], JSON.parse(JSON.stringify(before)))
  expect(sendsOf(steps[0]!)).toEqual(['a'])
})

test('an uploaded photo is not uploaded again and its id is in the input; sent photos are forgotten', () => {
  const attachments = [
    { field: 'photos', many: true, localFile: 'f1' },
    { field: 'photos', many: true, localFile: 'f2' },
    { field: 'voice', many: false, localFile: 'f3' },
  ]
  const events: OutboxEvent[] = ['f1', 'f2', 'f3'].map((localFile) => ({
    type: 'uploaded',
    requestId: 'a',
    localFile,
    fileId: `cloud://${localFile}`,
  }))
  const { state } = play([{ type: 'added', entry: entry('a', { attachments }), now: 0 }, ...events])
  expect(completeInput(state.entries[0]!)).toEqual({
    words: 'a',
    photos: ['cloud://f1', 'cloud://f2'],
    voice: 'cloud://f3',
  })
  const { steps } = play([{ type: 'answered', requestId: 'a', output: {}, now: 1 }], state)
  expect(steps[0]).toEqual([{ type: 'forgetFiles', localFiles: ['f1', 'f2', 'f3'] }])
})

test('photos of a refused change stay as long as its draft may need them', () => {
  const attachments = [{ field: 'photos', many: true, localFile: 'f1' }]
  const refused = entry('a', { attachments, state: 'refused', draft: { key: 'k', value: {} } })
  expect(play([{ type: 'removed', requestId: 'a' }], { entries: [refused] }).steps[0]).toEqual([])
  const waiting = entry('a', { attachments })
  expect(play([{ type: 'removed', requestId: 'a' }], { entries: [waiting] }).steps[0]).toEqual([
    { type: 'forgetFiles', localFiles: ['f1'] },
  ])
})

const REFUSALS = ['NETWORK', 'BUSY', 'INTERNAL', 'FORBIDDEN']
const eventArbitrary = fc.record({
  kind: fc.constantFrom('add', 'restored', 'woken', 'reconnected', 'answered', 'failed', 'removed'),
  id: fc.integer({ min: 0, max: 9 }),
  code: fc.constantFrom(...REFUSALS),
  wait: fc.integer({ min: 0, max: 400_000 }),
})

test('whatever happens: nothing is lost, one of a subject is under way at most, and what waits has a time', () => {
  fc.assert(
    fc.property(fc.array(eventArbitrary, { maxLength: 80 }), (moves) => {
      let state: OutboxState = { entries: [] }
      let now = 0
      const open = new Set<string>()
      for (const { kind, id, code, wait } of moves) {
        now += wait
        const requestId = `r${id}`
        const known = state.entries.find((one) => one.requestId === requestId)
        const event: OutboxEvent =
          kind === 'add'
            ? { type: 'added', entry: entry(requestId, { subject: `s${id % 3}`, notBefore: now }), now }
            : kind === 'answered'
              ? { type: 'answered', requestId, output: id, now }
              : kind === 'failed'
                ? { type: 'failed', requestId, refusal: { code, message: code }, now }
                : kind === 'removed'
                  ? { type: 'removed', requestId }
                  : { type: kind as 'woken' | 'restored' | 'reconnected', now }
        const { state: next, commands } = outboxStep(state, event)
        if (kind === 'add') open.add(requestId)
        if (kind === 'removed' && known && known.state !== 'sending') open.delete(requestId)
        state = next
        // Nothing is lost: what was added is there until it is sent, refused for good, or taken back.
        for (const one of open) expect(state.entries.map((each) => each.requestId)).toContain(one)
        for (const subject of ['s0', 's1', 's2']) {
          const ofSubject = state.entries.filter(
            (one) => one.subject === subject && ['waiting', 'sending'].includes(one.state),
          )
          const underWay = ofSubject.filter((one) => one.state === 'sending')
          expect(underWay.length).toBeLessThanOrEqual(1)
          // In order: the one under way is the oldest open one.
          if (underWay.length === 1) expect(ofSubject[0]).toBe(underWay[0])
        }
        for (const sent of sendsOf(commands)) {
          expect(state.entries.find((one) => one.requestId === sent)?.state).toBe('sending')
        }
        expect(state.entries.filter((one) => one.state === 'sent').length).toBeLessThanOrEqual(SENT_KEPT)
      }
      // Given network and time, everything ends sent or refused.
      for (let round = 0; round < 50; round++) {
        now += 300_000
        state = outboxStep(state, { type: 'woken', now }).state
        for (const one of state.entries.filter((each) => each.state === 'sending')) {
          state = outboxStep(state, { type: 'answered', requestId: one.requestId, output: 1, now }).state
        }
      }
      expect(state.entries.filter((one) => one.state === 'waiting' || one.state === 'sending')).toEqual([])
    }),
    { numRuns: 300 },
  )
})

test('only the newest sent changes stay', () => {
  let state: OutboxState = { entries: [] }
  for (let at = 0; at < SENT_KEPT + 5; at++) {
    state = play(
      [
        { type: 'added', entry: entry(`r${at}`), now: at },
        { type: 'answered', requestId: `r${at}`, output: at, now: at },
      ],
      state,
    ).state
  }
  expect(state.entries.map((one) => one.requestId)).toEqual(Array.from({ length: SENT_KEPT }, (_, at) => `r${at + 5}`))
})

describe('an id that has grown too old', () => {
  const expired = (requestId: string): OutboxEvent => ({
    ...{ type: 'failed', requestId, now: 9 },
    refusal: { code: 'REQUEST_EXPIRED', message: '' },
  })

  test('goods given without network go on under a new one, until they are in the books', () => {
    const given = entry('old', { action: 'redemption.handOver' })
    const { state, steps } = play([
      { type: 'added', entry: given, now: 0 },
      expired('old'),
      { type: 'renewed', requestId: 'old', as: 'new', now: 10 },
      { type: 'answered', requestId: 'new', output: {}, now: 11 },
    ])
    expect(steps[1]).toEqual([{ type: 'renew', requestId: 'old' }])
    expect(sendsOf(steps[2]!)).toEqual(['new'])
    expect(state.entries).toMatchObject([{ requestId: 'new', state: 'sent' }])
  })

  test('a restart before the new id is known sends the old one again', () => {
    const given = entry('old', { action: 'redemption.handOver' })
    const { steps } = play([{ type: 'added', entry: given, now: 0 }, expired('old'), { type: 'restored', now: 10 }])
    expect(sendsOf(steps[2]!)).toEqual(['old'])
  })

  test('anything else is refused: it may have been done', () => {
    const { state, steps } = play([{ type: 'added', entry: entry('a'), now: 0 }, expired('a')])
    expect(steps[1]).toEqual([])
    expect(state.entries).toMatchObject([{ state: 'refused' }])
  })
})
