import { count, counted } from '../../cloudfunctions/domain/counter'
import { deadLetterActions } from '../../cloudfunctions/domain/deadLetter'
import { deliver, delivered } from '../../cloudfunctions/domain/message'
import { drain, type Effect, mostTries, type Runners, runEffects } from '../../cloudfunctions/kernel/outbox'
import { strikeProven } from '../../cloudfunctions/kernel/proof'
import { bindingId } from '../../cloudfunctions/kernel/session'
import { type KernelCloud, startKernelCloud } from '../support/kernel-cloud'

const start = new Date('2026-07-22T02:00:00Z')
const at = (minutes: number) => new Date(start.getTime() + minutes * 60_000)
const effect = (id: string, more: Partial<Effect> = {}): Effect => ({ id, kind: 'mark', seq: 1, tries: 0, ...more })

interface Owing {
  version: number
  outbox: Effect[]
  outboxDue?: Date
}

describe('the outbox over the real SDK', () => {
  let cloud: KernelCloud
  /** What was done, by effect id, in order. */
  let marks: string[]
  let broken: Set<string>
  const runners: Runners = {
    mark: async ({ id }) => {
      if (broken.has(id)) throw new Error(`${id} is broken`)
      marks.push(id)
    },
  }
  beforeAll(async () => {
    cloud = await startKernelCloud()
  })
  afterAll(() => cloud.close())
  beforeEach(async () => {
    for (const collection of ['cases', 'deadLetters']) {
      const left = await cloud.db.find<{ _id: string }>(collection, { where: {}, limit: 1000, fields: ['_id'] })
      for (const { _id } of left) await cloud.db.remove(collection, _id)
    }
    marks = []
    broken = new Set()
  })

  const owing = async (id: string, ...outbox: Effect[]) => {
    await cloud.db.insert('cases', { _id: id, number: id, version: 1, outbox, outboxDue: start })
    return { collection: 'cases', id, effects: outbox }
  }
  const read = (id: string) => cloud.db.get<Owing>('cases', id) as Promise<Owing>

  test('done effects leave in one write that does not raise the version, and the document is due no more', async () => {
    const owed = await owing('all-done', effect('a1'), effect('a2'))
    cloud.forget()
    expect(await runEffects(cloud.db, owed, runners, cloud.options(start))).toEqual(['a1', 'a2'])
    expect(cloud.actions).toEqual(['database.modifyDocument'])
    expect(await read('all-done')).toEqual({ _id: 'all-done', number: 'all-done', version: 1, outbox: [] })
  })

  test('an effect that another event owes meanwhile keeps the document due', async () => {
    const owed = await owing('meanwhile', effect('b1'))
    const { command: _ } = cloud.db
    await cloud.db.update('cases', 'meanwhile', {}, { outbox: _.push([effect('b2')]), version: 2, outboxDue: at(1) })
    await runEffects(cloud.db, owed, runners, cloud.options(start))
    expect(await read('meanwhile')).toMatchObject({ version: 2, outbox: [{ id: 'b2' }], outboxDue: at(1) })
  })

  test('of a document seen to owe others besides, the done ones leave in one write, and it stays due', async () => {
    const [first, second] = [effect('f1'), effect('f2')]
    const owed = await owing('beside', first, second)
    cloud.forget()
    await runEffects(cloud.db, { ...owed, effects: [second], beside: true }, runners, cloud.options(start))
    expect(cloud.actions).toEqual(['database.modifyDocument'])
    expect(await read('beside')).toMatchObject({ outbox: [{ id: 'f1' }], outboxDue: start })
  })

  describe('left to the clock', () => {
    const real: Runners = { ...runners, message: deliver, count }
    const proofs = { message: delivered, count: counted }
    const told = (id: string): Effect[] => [
      effect(`${id}:1:message`, {
        kind: 'message',
        messages: ['a', 'b'].map((personId) => ({ personId, kind: 'case', text: id })),
      }),
      effect(`${id}:1:count`, {
        ...{
          kind: 'count',
          subjectKind: 'area',
          subjectId: 'left',
          areas: ['left'],
          date: '2026-07-22',
          add: { submitted: 1 },
        },
      }),
    ]
    const run = (owed: Awaited<ReturnType<typeof owing>>) =>
      runEffects(cloud.db, owed, real, { ...cloud.options(start), proofs })
    const strike = () => strikeProven(cloud.db, 'cases', proofs, { now: start, limit: 50 })

    test('what is done is struck for all cases in four requests, and is done once', async () => {
      const owed = [await owing('left-1', ...told('left-1')), await owing('left-2', ...told('left-2'))]
      await run(owed[0]!)
      cloud.forget()
      await run(owed[1]!)
      expect(cloud.actions).not.toContain('database.getDocument')
      expect((await read('left-1')).outbox).toHaveLength(2)
      cloud.forget()
      expect(await strike()).toMatchObject({ documents: 2, oldest: start })
      expect(cloud.actions).toHaveLength(4)
      for (const { id } of owed) expect(await read(id)).toEqual({ _id: id, number: id, version: 1, outbox: [] })
      expect(await cloud.db.count('messages', { personId: 'a' })).toBe(2)
      expect(await cloud.db.get('counters', 'area:left:2026-07-22')).toMatchObject({ totals: { submitted: 2 } })
    })

    test('what left no trace, or only a part of it, is run again by the clock', async () => {
      const [message, counting] = told('half') as [Effect, Effect]
      await owing('half', message, counting)
      await real.count!(counting, { ...cloud.options(start), db: cloud.db, collection: 'cases', documentId: 'half' })
      await cloud.db.insert('messages', { _id: `${message.id}:0`, personId: 'a' })
      expect(await strike()).toMatchObject({ documents: 0 })
      expect((await read('half')).outbox).toHaveLength(2)
      await drain(cloud.db, 'cases', real, { ...cloud.options(start), limit: 50 })
      expect((await read('half')).outbox).toEqual([])
      expect(await cloud.db.get('messages', `${message.id}:1`)).toMatchObject({ personId: 'b' })
      expect(await cloud.db.get('counters', 'area:left:2026-07-22')).toMatchObject({ totals: { submitted: 3 } })
    })

    test('a failure, an effect nobody can prove and an event that came meanwhile keep their outbox', async () => {
      const [message] = told('failed') as [Effect]
      await owing('failed', { ...message, tries: 1 })
      await real.message!(message, { ...cloud.options(start), db: cloud.db, collection: 'cases', documentId: 'failed' })
      await owing('unprovable', effect('g1'))
      expect(await strike()).toMatchObject({ documents: 0 })
      for (const id of ['failed', 'unprovable']) expect((await read(id)).outbox).toHaveLength(1)
    })

    test('with one that nobody can prove among them, all are struck at once', async () => {
      await run(await owing('mixed', ...told('mixed'), effect('m3')))
      expect((await read('mixed')).outbox).toEqual([])
    })

    test('one that was cut off is a failure, and is run again though it left its trace', async () => {
      const [message] = told('slow') as [Effect]
      const owed = await owing('slow', message)
      const never: Runners = { message: () => new Promise(() => undefined) }
      await runEffects(cloud.db, owed, never, { ...cloud.options(start), proofs, budgetMs: 5 })
      expect((await read('slow')).outbox).toMatchObject([{ tries: 1 }])
    })
  })

  test('a failure waits and is tried again by the clock, and nothing done is done twice', async () => {
    broken.add('c2')
    const owed = await owing('failing', effect('c1'), effect('c2'))
    await runEffects(cloud.db, owed, runners, cloud.options(start))
    expect(await read('failing')).toMatchObject({ outbox: [{ id: 'c2', tries: 1 }], outboxDue: at(1) })
    const early = await drain(cloud.db, 'cases', runners, { ...cloud.options(start), limit: 10 })
    expect(early.done).toBe(0)
    broken.clear()
    const later = await drain(cloud.db, 'cases', runners, { ...cloud.options(at(1)), limit: 10 })
    expect(later).toMatchObject({ done: 1 })
    expect(marks.filter((id) => id.startsWith('c'))).toEqual(['c1', 'c2'])
    expect((await read('failing')).outbox).toEqual([])
  })

  test('an effect without a runner does not vanish', async () => {
    const owed = await owing('unknown', effect('d1', { kind: 'nobody' }))
    expect(await runEffects(cloud.db, owed, runners, cloud.options(start))).toEqual([])
    expect((await read('unknown')).outbox).toMatchObject([{ id: 'd1', tries: 1 }])
  })

  test('the clock takes what nobody ran, oldest first and no more than its limit', async () => {
    await cloud.db.insertAll(
      'cases',
      [3, 1, 2].map((n) => ({
        ...{ _id: `lost-${n}`, number: `lost-${n}`, version: 1, outbox: [effect(`lost-${n}`)] },
        outboxDue: at(-60 * (4 - n)),
      })),
    )
    const first = await drain(cloud.db, 'cases', runners, { ...cloud.options(start), limit: 2 })
    expect(first).toMatchObject({ documents: 2, done: 2, left: 0, oldest: at(-180) })
    expect(marks.sort()).toEqual(['lost-1', 'lost-2'])
    await drain(cloud.db, 'cases', runners, { ...cloud.options(start), limit: 2 })
    expect(marks).toContain('lost-3')
  })

  test('a document found due with nothing to do stops being due', async () => {
    await owing('empty')
    await drain(cloud.db, 'cases', runners, { ...cloud.options(start), limit: 50 })
    expect((await read('empty')).outboxDue).toBeUndefined()
  })

  test('ten failures make a dead letter that an administrator puts back', async () => {
    broken.add('e1')
    await owing('dying', effect('e1'))
    for (let round = 0; round < mostTries; round++) {
      await drain(cloud.db, 'cases', runners, { ...cloud.options(at(60 * round)), limit: 50 })
    }
    expect((await read('dying')).outbox).toEqual([])
    const post = { postId: 'a', role: 'admin', areaId: '411521', areas: ['411521'], from: '2026-01-01' }
    await cloud.db.insert('bindings', {
      ...{ _id: bindingId('o-admin'), openid: 'o-admin', personId: 'admin', formerIds: [], standing: 'confirmed' },
      ...{ name: '管理员', areas: ['411521'], posts: [post], version: 1, requests: [] },
    })
    const call = (name: string, data: object = {}, openid = 'o-admin') =>
      cloud.call(deadLetterActions, openid, name, data, { now: at(1000) })
    expect(await call('deadLetter.list', {}, 'o-visitor')).toMatchObject({ error: { code: 'FORBIDDEN' } })
    const listed = await call('deadLetter.list')
    expect(listed).toMatchObject({
      data: { rows: [{ id: 'e1', kind: 'mark', documentId: 'dying', error: 'e1 is broken' }] },
    })
    expect(await call('deadLetter.retry', { id: 'e1' })).toMatchObject({ ok: true })
    expect(await call('deadLetter.retry', { id: 'e1' })).toMatchObject({ error: { code: 'ALREADY_DONE' } })
    broken.clear()
    await drain(cloud.db, 'cases', runners, { ...cloud.options(at(100_000)), limit: 50 })
    expect(marks).toContain('e1')
    expect(await call('deadLetter.list')).toMatchObject({ data: { rows: [] } })
  })
})
