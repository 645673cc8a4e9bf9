import { v4, v7 } from 'uuid'
import * as v from 'valibot'
import type { Action, Call } from '../../../cloudfunctions/kernel/action'
import type { Db } from '../../../cloudfunctions/kernel/db'
import { refuse } from '../../../cloudfunctions/kernel/errors'
import { answer, type Kernel, mostBytes } from '../../../cloudfunctions/kernel/handle'
import { makeIds } from '../../../cloudfunctions/kernel/ids'
import { bindingId } from '../../../cloudfunctions/kernel/session'
import type { Answer } from '../../../types/common'
import { errors } from '../../../types/errors'
import type { permissions } from '../../../types/permissions'
import type { PostSnapshot } from '../../../types/roles'

const now = new Date('2026-07-22T02:00:00Z')
const fresh = () => v7({ msecs: now.getTime() })

/** A kernel whose database knows bindings and takes inserts. */
function kernelOf(openid: string | undefined, binding: object | null, source = 'wx_client') {
  const written: { collection: string; docs: object[] }[] = []
  const lines: { level: string; line: Record<string, unknown> }[] = []
  const db = {
    get: async (collection: string, id: string) =>
      collection === 'bindings' && openid && id === bindingId(openid) ? binding : null,
    insertAll: async (collection: string, docs: object[]) => {
      if (docs.length > 0) written.push({ collection, docs })
    },
  } as unknown as Db
  const kernel: Kernel = {
    ...{ db, ids: makeIds((size) => new Uint8Array(size)), platform: {} as Kernel['platform'] },
    ...{ log: (level, line) => void lines.push({ level, line }), now: () => now, oldestClient: '1.2.0' },
    caller: () => ({ openid, source }),
  }
  return { kernel, written, lines }
}

const post = (role: PostSnapshot['role'], areaId: string, more: Partial<PostSnapshot> = {}): PostSnapshot => ({
  ...{ postId: `${role}-${areaId}`, role, areaId, areas: ['411521', areaId], from: '2026-01-01', ...more },
})
const confirmed = (...posts: PostSnapshot[]) => ({
  ...{ personId: 'p1', formerIds: ['v1'], standing: 'confirmed', name: '李守田', areas: ['411521'], posts },
})

type Handler = (call: Call, input: { areaId?: string }, first: unknown) => Promise<unknown>

/** An action under a name of the permission table, with a small schema. */
function actionOf(name: keyof typeof permissions, handler: Handler, first?: Action['first']): Map<string, Action> {
  const schema = v.strictObject({ areaId: v.optional(v.pipe(v.string(), v.regex(/^\d+$/, '区划代码格式不对'))) })
  return new Map([[name, { name, schema, handler, ...(first ? { first } : {}) } as unknown as Action]])
}

const event = (action: string, data: unknown = {}, more: object = {}) => ({
  ...{ action, data, requestId: fresh(), client: { version: '1.2.0', platform: 'test' }, ...more },
})

const codeOf = (result: Answer) => (result.ok ? 'OK' : result.error.code)

describe('a call from envelope to answer', () => {
  const done: Handler = async () => ({ done: true })
  const visitor = () => kernelOf('o-1', null)

  test('answers what the handler answers, whatever the platform adds to the event', async () => {
    const sent = event('person.me', {}, { userInfo: { openId: 'somebody-else' }, tcbContext: {} })
    expect(await answer(visitor().kernel, actionOf('person.me', done), sent)).toEqual({
      ...{ ok: true, data: { done: true } },
      // the cloud's clock, for phones whose own is wrong
      at: now.getTime(),
    })
  })

  test.each([
    ['an unknown action', event('person.grant'), 'UNKNOWN_ACTION'],
    ['an older client', event('person.me', {}, { client: { version: '1.1.9', platform: 'test' } }), 'CLIENT_TOO_OLD'],
    ['another field in the envelope', event('person.me', {}, { openid: 'o-2' }), 'BAD_INPUT'],
    ['another field in the data', event('person.me', { role: 'admin' }), 'BAD_INPUT'],
    ['too much', event('person.me', { areaId: '1'.repeat(mostBytes) }), 'PAYLOAD_TOO_LARGE'],
    ['no envelope at all', {}, 'BAD_INPUT'],
  ])('refuses %s before anything is handled', async (_, sent, code) => {
    let handled = false
    const actions = actionOf('person.me', async () => {
      handled = true
    })
    const result = await answer(visitor().kernel, actions, sent)
    expect(codeOf(result)).toBe(code)
    expect(result).toMatchObject({ error: { message: expect.stringMatching(/\p{Script=Han}/u) } })
    expect(handled).toBe(false)
  })

  test('a newer client is taken, minor and patch included', async () => {
    for (const version of ['1.2.0', '1.10.0', '2.0.0']) {
      const sent = event('person.me', {}, { client: { version, platform: 'test' } })
      expect(codeOf(await answer(visitor().kernel, actionOf('person.me', done), sent))).toBe('OK')
    }
  })

  test('a wrong field is named with the schema’s own Chinese sentence', async () => {
    const result = await answer(visitor().kernel, actionOf('person.me', done), event('person.me', { areaId: 'x' }))
    expect(result).toMatchObject({
      error: {
        message: '填写的内容有误：区划代码格式不对。请改正后再提交。',
        detail: { field: 'areaId', problem: '区划代码格式不对' },
      },
    })
  })

  test.each(['wx_client,scf', 'wx_trigger', 'scf', 'wx_http', ''])('refuses the source %p', async (source) => {
    const { kernel } = kernelOf('o-1', null, source)
    expect(codeOf(await answer(kernel, actionOf('person.me', done), event('person.me')))).toBe('FORBIDDEN')
  })

  test('without a WeChat identity the session has expired', async () => {
    const { kernel } = kernelOf(undefined, null)
    expect(codeOf(await answer(kernel, actionOf('person.me', done), event('person.me')))).toBe('SESSION_EXPIRED')
  })

  test('a write wants a fresh UUIDv7, a read takes any', async () => {
    const old = v7({ msecs: now.getTime() - 8 * 24 * 3_600_000 })
    const code = async (action: 'person.register' | 'person.me', requestId: string) =>
      codeOf(await answer(visitor().kernel, actionOf(action, done), event(action, {}, { requestId })))
    expect(await code('person.register', old)).toBe('REQUEST_EXPIRED')
    expect(await code('person.register', v4())).toBe('BAD_INPUT')
    expect(await code('person.register', fresh())).toBe('OK')
    expect(await code('person.me', old)).toBe('OK')
  })

  test('the same input hashes alike in whatever order it came, another input does not', async () => {
    const hashes: string[] = []
    const schema = v.record(v.string(), v.unknown())
    const handler = async (call: Call) => void hashes.push(call.inputHash)
    const actions = new Map([['person.me', { name: 'person.me', schema, handler } as unknown as Action]])
    const inputs = [
      { a: 1, b: { c: 2, d: 3 } },
      { b: { d: 3, c: 2 }, a: 1 },
      { a: 1, b: { c: 3, d: 2 } },
    ]
    for (const data of inputs) await answer(visitor().kernel, actions, event('person.me', data))
    expect(hashes[0]).toBe(hashes[1])
    expect(hashes[2]).not.toBe(hashes[0])
  })

  test('a refusal of the handler goes out with its sentence filled in', async () => {
    const actions = actionOf('person.me', async () => refuse('LOCKED', { minutes: 15 }))
    expect(await answer(visitor().kernel, actions, event('person.me'))).toEqual({
      ...{ ok: false, at: now.getTime() },
      error: { code: 'LOCKED', message: '尝试次数过多，请 15 分钟后再试。', detail: { minutes: 15 } },
    })
  })

  test('an unexpected error is INTERNAL outside and whole in the log', async () => {
    const { kernel, lines } = visitor()
    const actions = actionOf('person.me', async () => {
      throw new Error('E11000 secret document')
    })
    const result = await answer(kernel, actions, event('person.me'))
    expect(result).toEqual({ ok: false, error: { code: 'INTERNAL', message: errors.INTERNAL }, at: now.getTime() })
    expect(lines[0]).toMatchObject({ level: 'error', line: { error: 'E11000 secret document' } })
  })

  test('one line a call, without openid, name or person id', async () => {
    const { kernel, lines } = kernelOf('o-secret', confirmed())
    const sent = event('person.me')
    await answer(kernel, actionOf('person.me', done), sent)
    expect(lines).toHaveLength(1)
    expect(lines[0]!.line).toMatchObject({ action: 'person.me', code: 'OK', requestId: sent.requestId })
    expect(lines[0]!.line.person).toMatch(/^[0-9a-f]{12}$/)
    expect(JSON.stringify(lines)).not.toMatch(/o-secret|李守田|"p1"/)
  })
})

describe('who may call', () => {
  const grid = '411521001001001'
  const reader: Handler = async (call) => {
    call.within(['411521', '411521001', grid])
    return {}
  }

  test('a visitor has no identity yet for what wants one', async () => {
    const { kernel } = kernelOf('o-1', null)
    const code = codeOf(
      await answer(
        kernel,
        actionOf('person.skills', async () => ({})),
        event('person.skills'),
      ),
    )
    expect(code).toBe('NEEDS_IDENTITY')
  })

  test.each([
    ['a grid worker of the grid', [post('gridWorker', grid)], 'OK'],
    ['a village secretary above it', [post('villageSecretary', '411521001')], 'OK'],
    ['a grid worker of another grid', [post('gridWorker', '411521001001002')], 'FORBIDDEN'],
    ['a role that the action does not name', [post('auditor', grid)], 'FORBIDDEN'],
    ['the right role elsewhere and another role here', [post('gridWorker', '9'), post('auditor', grid)], 'FORBIDDEN'],
    ['a post that has ended', [post('gridWorker', grid, { to: '2026-07-21' })], 'FORBIDDEN'],
    ['a post that has not begun', [post('gridWorker', grid, { from: '2026-07-23' })], 'FORBIDDEN'],
    ['a post on its last day', [post('gridWorker', grid, { to: '2026-07-22' })], 'OK'],
    ['nobody', [], 'FORBIDDEN'],
  ])('%s: %#', async (_, posts, code) => {
    const { kernel } = kernelOf('o-1', confirmed(...posts))
    expect(codeOf(await answer(kernel, actionOf('person.pending', reader), event('person.pending')))).toBe(code)
  })

  test('a handler that forgets its scope answers nothing', async () => {
    const { kernel, lines } = kernelOf('o-1', confirmed(post('gridWorker', grid)))
    const forgetful = actionOf('person.pending', async () => ({ rows: ['everybody'] }))
    expect(codeOf(await answer(kernel, forgetful, event('person.pending')))).toBe('INTERNAL')
    expect(lines[0]!.line.error).toContain('scope')
    const careful = actionOf('case.get', async (call) => call.scopeChecked())
    expect(codeOf(await answer(kernel, careful, event('case.get')))).toBe('OK')
  })

  test('what is read beside the session reaches the handler, and nobody who may not call', async () => {
    const seen: unknown[] = []
    const first = async () => 'read early'
    const actions = actionOf('person.skills', async (_call, _input, early) => void seen.push(early), first)
    await answer(kernelOf('o-1', null).kernel, actions, event('person.skills'))
    expect(seen).toEqual([])
    await answer(kernelOf('o-1', confirmed()).kernel, actions, event('person.skills'))
    expect(seen).toEqual(['read early'])
  })

  test('whose personal data was seen is written down before the answer, one’s own left out', async () => {
    const { kernel, written } = kernelOf('o-1', confirmed(post('gridWorker', grid)))
    const sent = event('person.contact')
    const actions = actionOf('person.contact', async (call) => {
      call.scopeChecked()
      call.saw(['p2', 'p1', 'v1', 'p3'], '电话')
      call.saw(['p2'], '电话')
    })
    await answer(kernel, actions, sent)
    expect(written).toMatchObject([
      {
        collection: 'audit',
        docs: [{ actorId: 'p1', actorRole: 'gridWorker', what: '电话', subjectIds: ['p2', 'p3'] }],
      },
    ])
    const again = kernelOf('o-1', confirmed(post('gridWorker', grid)))
    await answer(again.kernel, actions, sent)
    expect(again.written[0]!.docs).toEqual(written[0]!.docs)
  })

  test('an audit that cannot be written holds the answer back', async () => {
    const { kernel } = kernelOf('o-1', confirmed(post('gridWorker', grid)))
    kernel.db.insertAll = async () => {
      throw new Error('database away')
    }
    const actions = actionOf('person.contact', async (call) => {
      call.scopeChecked()
      call.saw(['p2'], '电话')
      return { phone: '13812345678' }
    })
    expect(codeOf(await answer(kernel, actions, event('person.contact')))).toBe('INTERNAL')
  })

  test('more people than fifty in one call are refused', async () => {
    const { kernel } = kernelOf('o-1', confirmed(post('gridWorker', grid)))
    const actions = actionOf('person.contact', async (call) => {
      call.scopeChecked()
      call.saw(
        Array.from({ length: 51 }, (_, n) => `q${n}`),
        '电话',
      )
    })
    expect(codeOf(await answer(kernel, actions, event('person.contact')))).toBe('INTERNAL')
  })
})
