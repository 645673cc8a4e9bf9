import type { HouseholdRecord, PersonRecord } from '../../cloudfunctions/domain/person/record'
import type { PostRecord } from '../../cloudfunctions/domain/post/record'
import { bindingId, visitorId } from '../../cloudfunctions/kernel/session'
import { type DemoCloud, startDemoCloud } from '../support/demo'

const village = '411521105204'
const branchId = 'organization:411521:water-branch'

let demo: DemoCloud
beforeAll(async () => {
  demo = await startDemoCloud()
})
afterAll(() => demo.close())

const gridOf = (who: string) => demo.bindingOf(who)!.areas[4]!
const secret = '后院的水管漏了'
const request = { kind: 'request', category: 'repair', words: '厨房的灯坏了', place: { text: '家里' } }

describe('person.search', () => {
  const find = async (who: string, words: string, areaId?: string) =>
    (await demo.ok(who, 'person.search', { words, ...(areaId ? { areaId } : {}) })).rows

  test('finds by the beginning of a name, masked, and the person can see who looked', async () => {
    const { _id, name } = demo.personOf('villager-tian')
    const rows = await find('worker-tian', name)
    const row = rows.find(({ personId }) => personId === _id)!
    expect(row.name).toBe(name[0] + '*'.repeat(name.length - 1))
    expect(row.phone).toMatch(/^139\*{4}\d{4}$/)
    expect(row).toMatchObject({ areaName: '第1微网格', householdNumber: expect.stringMatching(/^1组\d+号$/) })
    const { rows: seen } = await demo.ok('villager-tian', 'person.seen', {})
    expect(seen).toMatchObject([{ by: demo.personOf('worker-tian').name, role: '网格员', what: '姓名、户号（脱敏）' }])
  })

  test('finds by house number, with or without blanks, and by a whole phone number', async () => {
    const { _id, phone, householdId } = demo.personOf('villager-tian')
    const [{ number }] = demo.rows<HouseholdRecord>('households', { _id: householdId }) as [HouseholdRecord]
    const spaced = number.replace('组', ' 组 ')
    expect((await find('worker-tian', spaced)).map(({ personId }) => personId)).toContain(_id)
    expect((await find('worker-tian', phone!)).map(({ personId }) => personId)).toEqual([_id])
    expect(await find('worker-tian', phone!.slice(0, 8))).toEqual([])
  })

  test('stays inside the caller’s areas', async () => {
    const { _id, name, phone } = demo.personOf('villager-diao')
    expect((await find('secretary-tian', name)).map(({ personId }) => personId)).not.toContain(_id)
    expect(await find('secretary-tian', phone!)).toEqual([])
    const search = { words: name, areaId: '411521208208' }
    expect(await demo.refused('secretary-tian', 'person.search', search)).toBe('FORBIDDEN')
    expect(await demo.refused('worker-tian', 'person.search', { words: '田', areaId: village })).toBe('FORBIDDEN')
    for (const who of ['villager-tian', 'member-tian', 'auditor'])
      expect(await demo.refused(who, 'person.search', { words: '田' })).toBe('FORBIDDEN')
  })

  test('takes words as words, and gives 20 rows at most', async () => {
    for (const words of ['.*', '^', '%', '{"$ne":""}', '<script>'])
      expect(await find('secretary-tian', words)).toEqual([])
    expect((await find('secretary-tian', '1组')).length).toBeLessThanOrEqual(20)
    expect(await demo.refused('secretary-tian', 'person.search', { words: { $ne: '' } })).toBe('BAD_INPUT')
    expect(await demo.refused('secretary-tian', 'person.search', { words: ' \u200b ' })).toBe('BAD_INPUT')
  })
})

describe('person.contact', () => {
  test('gives the whole number for a reason that the person reads afterwards', async () => {
    const { _id, name, phone } = demo.personOf('neighbour-tian')
    const answer = await demo.ok('secretary-tian', 'person.contact', { personId: _id, why: '通知领取医保卡' })
    expect(answer).toEqual({ name, phone })
    const { rows } = await demo.ok('neighbour-tian', 'person.seen', {})
    expect(rows[0]).toMatchObject({ role: '村支书', what: '电话（通知领取医保卡）' })
  })

  test('is refused without a reason, outside of one’s areas, and alike for people who aren’t there', async () => {
    const { _id } = demo.personOf('neighbour-tian')
    const ask = (who: string, more: object = {}) =>
      demo.refused(who, 'person.contact', { personId: _id, why: '通知开会', ...more })
    expect(await ask('secretary-tian', { why: '' })).toBe('BAD_INPUT')
    for (const who of [
      'worker-tian',
      'worker-diao',
      'secretary-diao',
      'villager-tian',
      'volunteer-tian',
      'member-tian',
    ])
      expect(await ask(who)).toBe('FORBIDDEN')
    for (const who of ['auditor', 'admin', 'reviewer', 'department-water', 'nobody'])
      expect(await ask(who)).toBe('FORBIDDEN')
    expect(await ask('secretary-tian', { personId: 'person:nobody' })).toBe('FORBIDDEN')
    expect(demo.looksAt(_id).filter(({ what }) => what.includes('通知开会'))).toEqual([])
  })
})

describe('person.seen', () => {
  test('goes newest first, page by page, of oneself only', async () => {
    const { _id } = demo.personOf('elder-tian')
    for (let look = 0; look < 25; look++)
      await demo.ok('secretary-tian', 'person.contact', { personId: _id, why: `走访第${look}次` })
    const first = await demo.ok('elder-tian', 'person.seen', {})
    expect(first.rows).toHaveLength(20)
    const second = await demo.ok('elder-tian', 'person.seen', { cursor: first.next! })
    const all = [...first.rows, ...second.rows]
    expect(all.map(({ what }) => what)).toEqual(
      Array.from({ length: 25 }, (_, index) => `电话（走访第${24 - index}次）`),
    )
    expect((await demo.ok('villager-zheng', 'person.seen', {})).rows).toEqual([])
  })
})

describe('person.skills', () => {
  test('are kept, each once, and a repeat doesn’t undo what came later', async () => {
    const requestId = demo.freshId()
    const first = { skills: ['electric', 'electric', 'law'] }
    const answer = await demo.by('member-tian', 'person.skills', first, requestId)
    expect(answer).toMatchObject({ ok: true, data: { skills: ['electric', 'law'] } })
    await demo.ok('member-tian', 'person.skills', { skills: ['care'] })
    const repeated = await demo.by('member-tian', 'person.skills', first, requestId)
    expect(repeated).toMatchObject({ ok: true, data: { skills: ['care'] } })
    expect(await demo.refused('member-tian', 'person.skills', { skills: [] }, requestId)).toBe('REQUEST_REUSED')
  })

  test('set by several at once all take effect one after the other', async () => {
    const before = demo.personOf('volunteer-tian').version
    const sets = [['electric'], ['building'], ['care']]
    const codes = await Promise.all(sets.map((skills) => demo.refused('volunteer-tian', 'person.skills', { skills })))
    expect(codes).toEqual(['ok', 'ok', 'ok'])
    expect(demo.personOf('volunteer-tian').version).toBe(before + 3)
  })

  test('are for people on the roster, and from the list', async () => {
    expect(await demo.refused('nobody', 'person.skills', { skills: [] })).toBe('NEEDS_IDENTITY')
    expect(await demo.refused('waiting-tian', 'person.skills', { skills: [] })).toBe('NEEDS_IDENTITY')
    expect(await demo.refused('member-tian', 'person.skills', { skills: ['hacking'] })).toBe('BAD_INPUT')
    expect(await demo.refused('member-tian', 'person.skills', { skills: [], personId: 'x' })).toBe('BAD_INPUT')
  })
})

describe('person.doubleRegister', () => {
  const said = () => ({ branchId, gridId: gridOf('member-tian') })

  test('registers a member with a branch beside the grid of residence', async () => {
    const requestId = demo.freshId()
    const answer = await demo.by('member-tian', 'person.doubleRegister', said(), requestId)
    expect(answer).toMatchObject({
      ok: true,
      data: { doubleRegistered: { branchName: '县水利局机关党支部', gridName: '第1微网格' } },
    })
    const { version } = demo.personOf('member-tian')
    expect(await demo.by('member-tian', 'person.doubleRegister', said(), requestId)).toEqual(answer)
    expect(demo.personOf('member-tian').version).toBe(version)
  })

  test('is for members, with a real branch and a real grid', async () => {
    const code = (who: string, more: object = {}) => demo.refused(who, 'person.doubleRegister', { ...said(), ...more })
    expect(await code('villager-tian')).toBe('FORBIDDEN')
    expect(await code('volunteer-tian')).toBe('FORBIDDEN')
    expect(await code('member-tian', { branchId: 'organization:411521:water' })).toBe('BAD_INPUT')
    expect(await code('member-tian', { branchId: 'nothing' })).toBe('BAD_INPUT')
    expect(await code('member-tian', { gridId: village })).toBe('BAD_INPUT')
    expect(await code('member-tian', { gridId: `${village}99` })).toBe('NOT_FOUND')
  })
})

describe('person.export', () => {
  test('gives what is held of the caller and nothing of anybody else', async () => {
    await demo.ok('villager-zheng', 'case.submit', request)
    const { records } = await demo.ok('villager-zheng', 'person.export', {})
    const { name, phone, _id } = demo.personOf('villager-zheng')
    expect(records.个人资料).toMatchObject([{ _id, name, phone }])
    expect(records.提交的事项).toMatchObject([{ words: request.words, state: 'collected' }])
    expect(Object.keys(records)).toContain('被查看的记录')
    const text = JSON.stringify(records)
    for (const other of demo.rows<PersonRecord>('people')) {
      if (other._id === _id) continue
      expect(text).not.toContain(`"${other._id}"`)
      if (other.phone) expect(text).not.toContain(other.phone)
    }
  })

  test('of somebody unknown is empty under every heading', async () => {
    const { records } = await demo.ok('nobody', 'person.export', {})
    expect(Object.values(records).flat()).toEqual([])
  })
})

describe('what a visitor filed', () => {
  test('stays theirs when the grid worker says who they are', async () => {
    const filed = await demo.ok('waiting-tian', 'case.submit', request)
    const { name } = demo.bindingOf('waiting-tian')!
    const person = demo.rows<PersonRecord>('people', { name, areas: village })[0]!
    const verdict = { bindingId: bindingId('demo-waiting-tian'), verdict: 'confirm', personId: person._id }
    await demo.ok('secretary-tian', 'person.confirm', verdict)
    const { rows } = await demo.ok('waiting-tian', 'case.list', { view: 'mine' })
    expect(rows.map(({ id }) => id)).toEqual([filed.id])
  })
})

describe('person.erase', () => {
  const confirm = { confirm: '注销' }

  test('is refused while an own case is open, and says which', async () => {
    const filed = await demo.ok('villager-diao', 'case.submit', { ...request, words: secret })
    expect(await demo.by('villager-diao', 'person.erase', confirm)).toMatchObject({
      error: {
        code: 'OPEN_CASES',
        message: expect.stringContaining(filed.number),
        detail: { cases: [{ id: filed.id }] },
      },
    })
    expect(await demo.refused('villager-diao', 'person.erase', { confirm: '好' })).toBe('BAD_INPUT')
    expect(demo.bindingOf('villager-diao')!.standing).toBe('confirmed')
  })

  test('takes identity, home, binding, inbox and words; leaves opaque ids and the audit; repeats alike', async () => {
    const { _id, name, phone, householdId } = demo.personOf('villager-diao')
    await demo.ok('secretary-diao', 'person.contact', { personId: _id, why: '核对信息' })
    const { rows } = await demo.ok('villager-diao', 'case.list', { view: 'mine' })
    const [open] = rows as [(typeof rows)[0]]
    await demo.ok('villager-diao', 'case.withdraw', { caseId: open.id, version: open.version })

    const requestId = demo.freshId()
    const answer = await demo.by('villager-diao', 'person.erase', confirm, requestId)
    expect(answer).toEqual({ ok: true, data: { erased: true } })
    expect(await demo.by('villager-diao', 'person.erase', confirm, requestId)).toEqual(answer)

    expect(demo.bindingOf('villager-diao')).toBeUndefined()
    expect(demo.rows('people', { _id })).toEqual([
      { _id, name: '已注销', areas: expect.anything(), status: 'erased', skills: [], version: 2 },
    ])
    const home = demo.rows<HouseholdRecord>('households', { _id: householdId })[0]!
    const family = demo.rows<PersonRecord>('people', { householdId }).map((member) => member.name)
    expect(family).toContain(home.headName)
    for (const collection of [
      'people',
      'households',
      'bindings',
      'posts',
      'cases',
      'caseSteps',
      'messages',
      'consents',
    ]) {
      const text = JSON.stringify(demo.rows(collection).filter((row) => row.demo !== true || row._id === _id))
      expect(text).not.toContain(phone)
      expect(text).not.toContain(`"${name}"`)
      expect(text).not.toContain(secret)
    }
    expect(demo.rows('cases', { _id: open.id })).toMatchObject([{ filerId: _id, state: 'withdrawn' }])
    expect(demo.looksAt(_id)).toHaveLength(1)
    expect(await demo.ok('villager-diao', 'person.me', {})).toMatchObject({
      standing: 'visitor',
      personId: visitorId('demo-villager-diao'),
    })
    expect(await demo.refused('secretary-diao', 'person.contact', { personId: _id, why: '核对信息' })).toBe('FORBIDDEN')
  })

  test('ends the posts of somebody who has any, in the other WeChat of the same person too', async () => {
    const worker = demo.bindingOf('worker-zheng')!
    const second = { ...worker, _id: bindingId('second-phone'), openid: 'second-phone' }
    await demo.database.bulkInsert('bindings', [second])
    await demo.ok('worker-zheng', 'person.erase', confirm)
    expect(demo.bindingOf('second-phone')).toBeUndefined()
    const [post] = demo.rows<PostRecord>('posts', { personId: worker.personId }) as [PostRecord]
    expect(post).toMatchObject({ personName: '已注销', role: 'gridWorker' })
    expect(post).not.toHaveProperty('personPhone')
    expect(Date.parse(post.to!)).toBeLessThan(demo.now().getTime())
    const { rows } = await demo.ok('secretary-zheng', 'post.list', { areaId: worker.areas[4]! })
    expect(rows.filter(({ personId, to }) => personId === worker.personId && to === undefined)).toEqual([])
  })

  test('a submission under way is looked after: what it stored goes once no call can still be running', async () => {
    const filer = demo.bindingOf('neighbour-tian')!
    const filed = await demo.ok('neighbour-tian', 'case.submit', { ...request, words: secret })
    const [stored] = demo.rows<{ version: number }>('cases', { _id: filed.id })
    await demo.ok('neighbour-tian', 'case.withdraw', { caseId: filed.id, version: stored!.version })
    const late = { ...stored, _id: 'late', number: 'LATE', submittedAt: demo.now(), updatedAt: demo.now() }
    const anew = { ...late, _id: 'anew', number: 'ANEW', filerId: visitorId('demo-neighbour-tian') }
    await demo.ok('neighbour-tian', 'person.erase', confirm)
    // as it would be stored by a call that had read the session before; and one by whoever comes back as a visitor
    await demo.database.bulkInsert('cases', [late])
    await demo.database.bulkInsert('cases', [{ ...anew, submittedAt: new Date(demo.now().getTime() + 60_000) }])
    await demo.pass(30_000)
    expect(demo.rows('cases', { _id: 'late' })).toMatchObject([{ words: secret }])
    await demo.pass(90_000)
    expect(demo.rows('cases', { _id: 'late' })).toMatchObject([{ filerName: '已注销用户', filerId: filer.personId }])
    expect(JSON.stringify(demo.rows('cases', { _id: 'late' }))).not.toContain(secret)
    expect(demo.rows('cases', { _id: 'anew' })).toMatchObject([{ words: secret }])
    expect(demo.rows('erasures')).toEqual([])
  })

  test('of a visitor takes the little there is', async () => {
    await demo.ok('passing', 'person.register', { areaId: village, name: '路过人', household: '不清楚', agreed: true })
    await demo.ok('passing', 'person.erase', confirm)
    expect(demo.bindingOf('passing')).toBeUndefined()
    const { rows } = await demo.ok('secretary-tian', 'person.pending', {})
    expect(rows.map(({ name }) => name)).not.toContain('路过人')
  })
})
