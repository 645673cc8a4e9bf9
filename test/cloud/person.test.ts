import type { HouseholdRecord, PersonRecord } from '../../cloudfunctions/domain/person/record'
import type { PostRecord } from '../../cloudfunctions/domain/post/record'
import { visitorId } from '../../cloudfunctions/kernel/session'
import { type DemoCloud, startDemoCloud } from '../support/demo'

const village = '411521105204'
const otherVillage = '411521208208'

let demo: DemoCloud
/** Somebody of the roster with a number, a post and no WeChat yet. */
let listed: PersonRecord
let officer: PersonRecord

beforeAll(async () => {
  const { loadDemo } = await import('../../scripts/demo')
  const { documents } = await loadDemo()
  const people = documents.people as PersonRecord[]
  const posts = documents.posts as PostRecord[]
  const bound = new Set((documents.bindings as { personId: string }[]).map(({ personId }) => personId))
  const free = people.filter(({ _id }) => !bound.has(_id))
  const holder = posts.find(
    ({ role, areas, personId }) => role === 'gridLeader' && areas.includes(village) && !bound.has(personId),
  )!
  listed = free.find(({ _id }) => _id === holder.personId)!
  officer = free.find(({ _id }) => _id === 'person:411521:officer-housing')!
  demo = await startDemoCloud({
    personas: [
      { id: 'listed', openid: 'openid-listed', name: '', title: '', phone: listed.phone! },
      { id: 'officer', openid: 'openid-officer', name: '', title: '', phone: officer.phone! },
      { id: 'stranger', openid: 'openid-stranger', name: '', title: '', phone: '13700000001' },
    ],
  })
})
afterAll(() => demo.close())

/** A grid of the village that a persona's home is in. */
const gridOf = (who: string) => demo.bindingOf(who)!.areas[4]!
const claim = (more: object = {}) => ({ areaId: village, name: '来新人', household: '1组1号', agreed: true, ...more })

describe('person.me', () => {
  test('is a visitor without a trace for whoever comes first', async () => {
    const me = await demo.ok('first', 'person.me', {})
    expect(me).toEqual({
      ...{
        standing: 'visitor',
        personId: visitorId('first'),
        name: '',
        areaNames: [],
        areas: [],
        posts: [],
        skills: [],
      },
    })
    expect(demo.bindingOf('first')).toBeUndefined()
  })

  test('shows oneself with the number masked and the others of the household masked', async () => {
    const me = await demo.ok('villager-tian', 'person.me', {})
    const { name, phone } = demo.personOf('villager-tian')
    expect(me).toMatchObject({ standing: 'confirmed', name, villageId: village, villageName: '田堰村', posts: [] })
    expect(me.phone).toBe(`${phone!.slice(0, 3)}****${phone!.slice(7)}`)
    expect(me.areaNames).toEqual(['罗山县', '楠杆镇', '田堰村', '一组', '第1微网格'])
    const others = me.household!.members.filter(({ me }) => !me)
    expect(me.household!.members.filter(({ me }) => me).map(({ name }) => name)).toEqual([name])
    expect(others.length).toBeGreaterThan(0)
    for (const other of others) expect(other.name).toMatch(/^.\*+$/)
  })

  test('names posts by role and place, in an area or in a department', async () => {
    const worker = await demo.ok('worker-tian', 'person.me', {})
    expect(worker.posts).toMatchObject([{ role: 'gridWorker', title: '网格员', areaName: '第1微网格' }])
    const department = await demo.ok('department-water', 'person.me', {})
    expect(department.posts).toMatchObject([{ role: 'departmentOfficer', areaName: '县水利局' }])
  })
})

describe('person.register', () => {
  test('lets somebody without a number wait for the grid worker, once for a requestId', async () => {
    const requestId = demo.freshId()
    const first = await demo.by('waits', 'person.register', claim(), requestId)
    expect(first).toMatchObject({ ok: true, data: { standing: 'pending', name: '来新人', villageName: '田堰村' } })
    expect(await demo.by('waits', 'person.register', claim(), requestId)).toEqual(first)
    expect(demo.bindingOf('waits')!.version).toBe(1)
    expect(await demo.refused('waits', 'person.register', claim({ name: '别人' }), requestId)).toBe('REQUEST_REUSED')
    expect(await demo.refused('waits', 'person.register', claim())).toBe('ALREADY_DONE')
    expect(await demo.ok('waits', 'person.me', {})).toMatchObject({ standing: 'pending' })
  })

  test('sent twice at once it makes one binding and answers both alike', async () => {
    const requestId = demo.freshId()
    const both = await Promise.all(
      [1, 2].map(() => demo.by('twice', 'person.register', claim({ name: '双击' }), requestId)),
    )
    expect(both[0]).toMatchObject({ ok: true, data: { standing: 'pending' } })
    expect(both[1]).toEqual(both[0])
    expect(demo.bindingOf('twice')!.version).toBe(1)
  })

  test('confirms at once whose number and name are on the roster, with the posts and the visitor’s id kept', async () => {
    const requestId = demo.freshId()
    const said = claim({ name: listed.name, phoneCode: 'local-phone' })
    const answer = await demo.by('listed', 'person.register', said, requestId)
    expect(answer).toMatchObject({
      ok: true,
      data: { standing: 'confirmed', personId: listed._id, posts: [{ role: 'gridLeader' }] },
    })
    expect(demo.bindingOf('listed')).toMatchObject({
      standing: 'confirmed',
      formerIds: [visitorId('openid-listed')],
      areas: listed.areas,
      householdId: listed.householdId,
    })
    expect(demo.bindingOf('listed')).not.toHaveProperty('claim')
    expect(await demo.by('listed', 'person.register', said, requestId)).toEqual(answer)
    expect(await demo.refused('listed', 'person.register', said)).toBe('ALREADY_DONE')
  })

  test('whose number is right and whose name isn’t has to wait', async () => {
    const said = claim({ name: listed.name, phoneCode: 'local-phone' })
    expect(await demo.ok('stranger', 'person.register', said)).toMatchObject({ standing: 'pending', posts: [] })
  })

  test('county staff register with the county, by their number only', async () => {
    const said = claim({ areaId: '411521', name: officer.name })
    expect(await demo.by('officer', 'person.register', said)).toMatchObject({
      error: { code: 'BAD_INPUT', detail: { field: 'areaId' } },
    })
    const me = await demo.ok('officer', 'person.register', { ...said, phoneCode: 'local-phone' })
    expect(me).toMatchObject({ standing: 'confirmed', posts: [{ role: 'departmentOfficer' }] })
  })

  test('refuses a used-up code, an area that has ended and one that never was', async () => {
    const gone = { _id: '411521105999', parentId: '411521105', level: 'village', name: '旧村', version: 1 }
    const chain = ['411521', '411521105', gone._id]
    await demo.database.bulkInsert('areas', [
      { ...gone, areas: chain, validFrom: '2020-01-01', validTo: '2025-12-31', successorId: village },
    ])
    expect(await demo.by('bad', 'person.register', claim({ phoneCode: 'used-up' }))).toMatchObject({
      error: { code: 'BAD_INPUT', detail: { field: 'phoneCode' } },
    })
    expect(await demo.by('bad', 'person.register', claim({ areaId: gone._id }))).toMatchObject({
      error: { code: 'AREA_GONE', detail: { successorId: village } },
    })
    expect(await demo.refused('bad', 'person.register', claim({ areaId: '411521105998' }))).toBe('NOT_FOUND')
    expect(demo.bindingOf('bad')).toBeUndefined()
  })

  test.each<[string, object, string]>([
    ['an emoji', { name: '田😀' }, 'BAD_INPUT'],
    ['a script tag', { name: '<script>alert(1)</script>' }, 'BAD_INPUT'],
    ['an operator', { name: { $gt: '' } }, 'BAD_INPUT'],
    ['nothing but control characters', { name: '\u0000\u202e' }, 'BAD_INPUT'],
    ['a name that never ends', { name: '田'.repeat(31) }, 'BAD_INPUT'],
    ['more than a call may carry', { household: '号'.repeat(31_000) }, 'PAYLOAD_TOO_LARGE'],
    ['no agreement', { agreed: false }, 'BAD_INPUT'],
    ['a standing of one’s own choice', { standing: 'confirmed' }, 'BAD_INPUT'],
    ['a person of one’s own choice', { personId: 'person:411521:admin' }, 'BAD_INPUT'],
    ['words that the check refuses', { household: '【违规】' }, 'CONTENT_REFUSED'],
  ])('refuses %s', async (_, more, code) => {
    expect(await demo.refused('bad', 'person.register', claim(more))).toBe(code)
    expect(demo.bindingOf('bad')).toBeUndefined()
  })

  test('a megabyte doesn’t even reach us: the platform refuses it', async () => {
    const household = '号'.repeat(400_000)
    await expect(demo.by('bad', 'person.register', claim({ household }))).rejects.toMatchObject({
      code: 'EXCEED_MAX_PAYLOAD_SIZE',
    })
  })

  test('takes control characters out of a name', async () => {
    const me = await demo.ok('controls', 'person.register', claim({ name: '田\u200b小\u0007满\u202e' }))
    expect(me.name).toBe('田小满')
  })
})

describe('person.pending', () => {
  test('shows a claim on the village to its workers, with the likeliest of the roster first, and says so in the audit', async () => {
    const { rows } = await demo.ok('worker-tian', 'person.pending', {})
    const waiting = demo.bindingOf('waiting-tian')!
    const row = rows.find(({ bindingId }) => bindingId === waiting._id)!
    expect(row).toMatchObject({
      name: waiting.name,
      household: waiting.claim!.household,
      areaName: '田堰村',
      version: 1,
    })
    const [match] = row.matches
    expect(demo.rows<PersonRecord>('people', { _id: match!.personId })[0]!.name).toBe(waiting.name)
    if (match!.phone) expect(match!.phone).toMatch(/^139\*{4}\d{4}$/)
    expect(demo.looksAt(match!.personId)).toMatchObject([{ action: 'person.pending', actorRole: 'gridWorker' }])
  })

  test('shows a claim on a grid to that grid’s workers and the secretary, not to other grids or villages', async () => {
    await demo.ok('gridder', 'person.register', claim({ name: '王在格', areaId: gridOf('neighbour-tian') }))
    const { _id } = demo.bindingOf('gridder')!
    const sees = async (who: string) => {
      const ids: string[] = []
      let cursor: string | undefined
      do {
        const page = await demo.ok(who, 'person.pending', cursor ? { cursor } : {})
        ids.push(...page.rows.map(({ bindingId }) => bindingId))
        cursor = page.next
      } while (cursor)
      return ids.includes(_id)
    }
    expect(await sees('worker-tian')).toBe(false)
    expect(await sees('worker-diao')).toBe(false)
    expect(await sees('secretary-tian')).toBe(true)
  })

  test('is refused to residents, in areas of others, and with a made-up cursor', async () => {
    expect(await demo.refused('villager-tian', 'person.pending', {})).toBe('FORBIDDEN')
    expect(await demo.refused('admin', 'person.pending', {})).toBe('FORBIDDEN')
    expect(await demo.refused('worker-tian', 'person.pending', { areaId: village })).toBe('FORBIDDEN')
    expect(await demo.refused('secretary-tian', 'person.pending', { areaId: otherVillage })).toBe('FORBIDDEN')
    expect(await demo.refused('secretary-tian', 'person.pending', { areaId: '411521105998' })).toBe('NOT_FOUND')
    expect(await demo.refused('secretary-tian', 'person.pending', { areaId: village })).toBe('ok')
    expect(await demo.refused('worker-tian', 'person.pending', { cursor: 'made up' })).toBe('BAD_INPUT')
  })

  test('goes page by page, everybody once', async () => {
    const names = [...'甲乙丙丁戊己庚辛壬癸子丑']
    for (const name of names)
      await demo.ok(`many-${name}`, 'person.register', claim({ name: `排队${name}`, areaId: otherVillage }))
    const first = await demo.ok('worker-diao', 'person.pending', {})
    const second = await demo.ok('worker-diao', 'person.pending', { cursor: first.next! })
    expect(second.next).toBeUndefined()
    const seen = [...first.rows, ...second.rows].map(({ name }) => name)
    expect(seen.sort()).toEqual(names.map((name) => `排队${name}`).sort())
  })
})

describe('person.confirm', () => {
  /** Somebody new who waits; answers the id of their binding. */
  const waits = async (openid: string, more: object = {}) => {
    await demo.ok(openid, 'person.register', claim(more))
    return demo.bindingOf(openid)!._id
  }
  const inboxOf = (personId: string) => demo.rows<{ text: string }>('messages', { personId })

  test('ties a claim to somebody on the roster, tells them, once for a requestId', async () => {
    const waiting = demo.bindingOf('waiting-tian')!
    const person = demo.rows<PersonRecord>('people', { name: waiting.name, areas: village })[0]!
    const requestId = demo.freshId()
    const said = { bindingId: waiting._id, version: 1, verdict: 'confirm', personId: person._id }
    const answer = await demo.by('secretary-tian', 'person.confirm', said, requestId)
    expect(answer).toEqual({ ok: true, data: { standing: 'confirmed' } })
    expect(demo.bindingOf('waiting-tian')).toMatchObject({
      personId: person._id,
      formerIds: [waiting.personId],
      areas: person.areas,
      version: 2,
    })
    expect(await demo.by('secretary-tian', 'person.confirm', said, requestId)).toEqual(answer)
    expect(inboxOf(person._id)).toHaveLength(1)
    expect(inboxOf(person._id)[0]!.text).toContain('已确认')
    expect(await demo.refused('secretary-tian', 'person.confirm', said)).toBe('ALREADY_DONE')
    const other = { ...said, verdict: 'refuse', reason: '不认识', personId: undefined }
    expect(await demo.refused('secretary-tian', 'person.confirm', other, requestId)).toBe('REQUEST_REUSED')
    expect(await demo.ok('waiting-tian', 'message.list', {})).toMatchObject({ unread: 1 })
  })

  test('makes somebody new with a household of their own, or in the household that has the number', async () => {
    const bindingId = await waits('newcomer', { name: '赵新来', household: '1组99号' })
    expect(await demo.refused('worker-tian', 'person.confirm', { bindingId, verdict: 'confirm' })).toBe('ok')
    const { personId, householdId, areas } = demo.bindingOf('newcomer')!
    expect(areas[4]).toBe(gridOf('worker-tian'))
    expect(demo.rows('people', { _id: personId })).toMatchObject([
      { name: '赵新来', householdId, status: 'active', areas },
    ])
    expect(demo.rows('households', { _id: householdId })).toMatchObject([
      { number: '1组99号', headName: '赵新来', areas },
    ])

    const second = await waits('spouse', { name: '钱后来', household: '赵新来家' })
    await demo.ok('worker-tian', 'person.confirm', {
      bindingId: second,
      verdict: 'confirm',
      householdNumber: '1组99号',
    })
    expect(demo.bindingOf('spouse')!.householdId).toBe(householdId)
    expect(demo.rows<HouseholdRecord>('households', { number: '1组99号' })).toHaveLength(1)
  })

  test('of several at once one wins, and nobody is made twice', async () => {
    const bindingId = await waits('raced', { name: '孙抢先', household: '1组98号' })
    const codes = await Promise.all(
      ['worker-tian', 'leader-tian', 'secretary-tian', 'worker-tian'].map((who) =>
        demo.refused(who, 'person.confirm', { bindingId, verdict: 'confirm' }),
      ),
    )
    expect(codes.sort()).toEqual(['ALREADY_DONE', 'ALREADY_DONE', 'ALREADY_DONE', 'ok'])
    expect(demo.rows('people', { name: '孙抢先' })).toHaveLength(1)
    expect(demo.rows('households', { number: '1组98号' })).toHaveLength(1)
    expect(inboxOf(demo.bindingOf('raced')!.personId)).toHaveLength(1)
  })

  test('of two WeChats confirmed at once to the same person one wins', async () => {
    const bound = new Set(demo.rows<{ personId: string }>('bindings').map(({ personId }) => personId))
    const holders = new Set(demo.rows<PostRecord>('posts').map(({ personId }) => personId))
    const free = demo
      .rows<PersonRecord>('people', { areas: village, status: 'active' })
      .filter(({ _id }) => !bound.has(_id) && !holders.has(_id))
    for (const [n, { _id: personId }] of free.slice(0, 3).entries()) {
      const claims = await Promise.all(['one', 'two'].map((which) => waits(`same-${which}-${n}`, { name: '同一人' })))
      const codes = await Promise.all(
        claims.map((bindingId, at) =>
          demo.refused(at === 0 ? 'secretary-tian' : 'worker-tian', 'person.confirm', {
            bindingId,
            verdict: 'confirm',
            personId,
          }),
        ),
      )
      expect(codes.filter((code) => code === 'ok').length).toBeLessThanOrEqual(1)
      expect(demo.rows('bindings', { personId }).length).toBe(codes.filter((code) => code === 'ok').length)
      // whoever lost may have lost to their own reach; the secretary reaches everybody in the village
      if (codes[0] !== 'ok') expect(codes).toEqual(['BAD_INPUT', 'ok'])
    }
  })

  test('refuses with a reason that the person reads; they may file again, and the old screen is out of date', async () => {
    const bindingId = await waits('refused', { name: '李写错' })
    const { version } = demo.bindingOf('refused')!
    const said = { bindingId, verdict: 'refuse', reason: '本组没有这一户' }
    expect(await demo.ok('worker-tian', 'person.confirm', said)).toEqual({ standing: 'visitor' })
    expect(inboxOf(visitorId('refused'))).toMatchObject([{ text: expect.stringContaining('本组没有这一户') }])
    const me = await demo.ok('refused', 'person.me', {})
    expect(me).toMatchObject({ standing: 'visitor', name: '', areas: [], refused: '本组没有这一户' })

    const again = await demo.ok('refused', 'person.register', claim({ name: '李写对' }))
    expect(again).toMatchObject({ standing: 'pending', name: '李写对' })
    expect(again).not.toHaveProperty('refused')
    const late = { bindingId, version, verdict: 'confirm' }
    expect(await demo.refused('leader-tian', 'person.confirm', late)).toBe('CONFLICT')
  })

  test('is for the claimant’s own grid and village only, and never for oneself', async () => {
    const bindingId = await waits('elsewhere', { name: '周别处', areaId: gridOf('neighbour-tian') })
    const said = { bindingId, verdict: 'confirm' }
    for (const who of ['worker-tian', 'worker-diao', 'secretary-diao', 'villager-tian', 'admin', 'elsewhere'])
      expect(await demo.refused(who, 'person.confirm', said)).toBe('FORBIDDEN')
    expect(await demo.refused('worker-tian', 'person.confirm', { ...said, bindingId: 'nobody' })).toBe('NOT_FOUND')
    expect(demo.bindingOf('elsewhere')!.standing).toBe('pending')

    const mine = await waits('mine', { name: '吴是我' })
    const self = demo.personOf('worker-tian')._id
    const asMe = { bindingId: mine, verdict: 'confirm', personId: self }
    expect(await demo.refused('worker-tian', 'person.confirm', asMe)).toBe('SAME_PERSON')
  })

  test('hands nobody a post above the confirmer’s, nor a person of another village', async () => {
    const bindingId = await waits('climber', { name: '郑上位' })
    const as = (who: string) => ({ bindingId, verdict: 'confirm', personId: demo.personOf(who)._id })
    expect(await demo.refused('secretary-tian', 'person.confirm', as('villager-diao'))).toBe('FORBIDDEN')
    expect(await demo.refused('secretary-tian', 'person.confirm', as('admin'))).toBe('FORBIDDEN')
    const free = demo.rows<PersonRecord>('people', { householdId: demo.personOf('elder-tian').householdId }).at(-1)!
    const raised = {
      ...demo.rows<PostRecord>('posts', { role: 'countyLeader' })[0]!,
      _id: 'raised',
      personId: free._id,
    }
    await demo.database.bulkInsert('posts', [raised])
    const chosen = { bindingId, verdict: 'confirm', personId: free._id }
    expect(await demo.by('secretary-tian', 'person.confirm', chosen)).toMatchObject({
      error: { code: 'BAD_INPUT', detail: { problem: expect.stringContaining('岗位') } },
    })
    expect(await demo.by('secretary-tian', 'person.confirm', as('elder-tian'))).toMatchObject({
      error: { code: 'BAD_INPUT', detail: { problem: expect.stringContaining('已绑定微信') } },
    })
    expect(demo.bindingOf('climber')!.standing).toBe('pending')
  })

  test.each<[string, object]>([
    ['no reason', { verdict: 'refuse' }],
    ['a reason of control characters', { verdict: 'refuse', reason: '\u0000\u0001' }],
    ['another verdict', { verdict: 'admin' }],
    ['a pattern for an id', { verdict: 'confirm', personId: { $ne: '' } }],
    ['a path for an id', { verdict: 'confirm', personId: '../people' }],
  ])('refuses %s', async (_, more) => {
    const said = { bindingId: demo.bindingOf('climber')!._id, ...more }
    expect(await demo.refused('secretary-tian', 'person.confirm', said)).toBe('BAD_INPUT')
  })
})
