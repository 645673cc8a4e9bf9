/** Claims through the real SDK: from the declaration to the books, and whoever may not. */
import { v7 } from 'uuid'
import { businessDate } from '#types/business-date'
import type { ClaimDetail } from '#types/claim'
import type { AccountRecord, EntryRecord } from '../../cloudfunctions/domain/ledger'
import { type DemoCloud, hours, startDemoCloud } from '../support/demo'

let cloud: DemoCloud
beforeAll(async () => {
  cloud = await startDemoCloud({ workers: 2 })
}, 60_000)
afterAll(() => cloud?.close())

const village = '411521105204'
const today = (days = 0) => businessDate(new Date(cloud.now().getTime() + hours(24 * days)))
/** Uploads that nobody has used yet. */
const photo = () => `cloud://local-env/u/${v7().replaceAll('-', '')}.jpg`
const deed = (more: object = {}) => ({
  ...{ ruleId: 'clean-up-day', on: today(), words: '和邻居一起打扫了村口', photos: [photo()] },
  ...more,
})
const declare = (who = 'villager-tian', more: object = {}) => cloud.ok(who, 'claim.declare', deed(more))
const on = ({ id: claimId, version }: { id: string; version: number }) => ({ claimId, version })
const get = (who: string, { id: claimId }: { id: string }) => cloud.ok(who, 'claim.get', { claimId })
const verified = async (who?: string, more?: object) =>
  cloud.ok('worker-tian', 'claim.verify', on(await declare(who, more)))
const published = async (who?: string, more?: object): Promise<ClaimDetail> =>
  cloud.ok('secretary-tian', 'claim.approve', on(await verified(who, more)))

const goodsOf = (who: string) => `goods:household:${cloud.personOf(who).householdId!}`
const account = (who: string) => cloud.rows<AccountRecord>('accounts', { _id: goodsOf(who) })[0]
const balance = (who: string) => account(who)?.balance ?? 0
const entriesFor = (claimId: string) => cloud.rows<EntryRecord>('entries', { cause: `claim:${claimId}` })
const inbox = async (who: string) => (await cloud.ok(who, 'message.list', {})).rows
/** Three days and a bit: every publicity of the preset is over, and what is owed has been told. */
const afterPublicity = async () => {
  await cloud.pass(hours(4 * 24))
  await cloud.pass(60_000)
}

test('declared, verified, approved, published masked, credited after three days by itself, told', async () => {
  const before = balance('villager-tian')
  const declared = await declare()
  expect(declared).toMatchObject({ state: 'declared', points: 3, relations: ['declarer', 'household'] })
  const looked = await cloud.ok('worker-tian', 'claim.verify', { ...on(declared), note: '当天在场' })
  expect(looked.state).toBe('verified')
  const shown = await cloud.ok('secretary-tian', 'claim.approve', on(looked))
  expect(shown).toMatchObject({ state: 'published', publishedUntil: today(3) })

  const { rows } = await cloud.ok('neighbour-tian', 'claim.list', { view: 'published' })
  const row = rows.find(({ id }) => id === declared.id)!
  expect(row.name).toMatch(/^.\*+$/)
  expect(row.household).toMatch(/\*/)
  const seen = JSON.stringify(await get('neighbour-tian', declared))
  expect(seen).not.toContain(cloud.personOf('villager-tian').name)
  expect(seen).not.toContain('cloud://')

  await cloud.pass(hours(2 * 24))
  expect((await get('villager-tian', declared)).state).toBe('published')
  await afterPublicity()
  expect(await get('villager-tian', declared)).toMatchObject({ state: 'credited', credited: 3 })
  expect(account('villager-tian')).toMatchObject({ balance: before + 3, village })
  expect(entriesFor(declared.id)).toMatchObject([{ kind: 'award', rule: { id: 'clean-up-day', version: 1 } }])
  expect(await inbox('villager-tian')).toContainEqual(
    expect.objectContaining({ kind: 'points', page: expect.stringContaining(declared.id) }),
  )
})

describe('who may not', () => {
  test('a claim of the own household is declared by a worker but decided by another', async () => {
    const own = await declare('worker-tian')
    expect(await cloud.refused('worker-tian', 'claim.verify', on(own))).toBe('OWN_HOUSEHOLD')
    const looked = await cloud.ok('leader-tian', 'claim.verify', on(own))
    // who verified doesn't approve
    expect(await cloud.refused('leader-tian', 'claim.approve', on(looked))).toBe('SAME_PERSON')
    expect((await cloud.ok('secretary-tian', 'claim.approve', on(looked))).state).toBe('published')
  })

  test('residents, members and posts elsewhere decide nothing and see nothing unpublished', async () => {
    const declared = await declare()
    for (const who of ['neighbour-tian', 'worker-diao']) {
      expect(await cloud.refused(who, 'claim.get', { claimId: declared.id })).toBe('NOT_FOUND')
    }
    expect(await cloud.refused('neighbour-tian', 'claim.verify', on(declared))).toBe('FORBIDDEN')
    expect(await cloud.refused('worker-diao', 'claim.verify', on(declared))).toBe('NOT_FOUND')
    expect(await cloud.refused('villager-tian', 'claim.verify', on(declared))).toBe('FORBIDDEN')
    expect(await cloud.refused('neighbour-tian', 'claim.withdraw', on(declared))).toBe('NOT_FOUND')
    expect(await cloud.refused('visitor-openid', 'claim.declare', deed())).toBe('NEEDS_IDENTITY')
    expect(
      await cloud.refused('secretary-tian', 'claim.review', { ...on(declared), outcome: 'drop', reason: '属实' }),
    ).toBe('EVENT_NOT_ALLOWED')
    expect(await cloud.refused('worker-tian', 'claim.list', { view: 'toVerify', areaId: '411521208208' })).toBe(
      'FORBIDDEN',
    )
    expect(await cloud.refused('neighbour-tian', 'claim.list', { view: 'toVerify' })).toBe('FORBIDDEN')
    expect((await cloud.ok('villager-tian', 'claim.withdraw', on(declared))).state).toBe('withdrawn')
  })

  test('for another household only its own workers declare, and costs are entered by them alone', async () => {
    const { _id: personId } = cloud.personOf('neighbour-tian')
    expect(await cloud.refused('villager-tian', 'claim.declare', deed({ personId }))).toBe('FORBIDDEN')
    expect(await cloud.refused('worker-diao', 'claim.declare', deed({ personId }))).toBe('FORBIDDEN')
    expect(await cloud.refused('villager-tian', 'claim.declare', deed({ ruleId: 'littering' }))).toBe('OWN_HOUSEHOLD')
    const entered = await cloud.ok('secretary-tian', 'claim.declare', deed({ personId }))
    expect(entered).toMatchObject({ state: 'declared', relations: ['declarer'] })
    expect((await get('neighbour-tian', entered)).relations).toEqual(['household'])
  })

  test('a look at somebody else’s claim is on record', async () => {
    const declared = await declare()
    const { _id } = cloud.personOf('villager-tian')
    const before = cloud.looksAt(_id).length
    await get('worker-tian', declared)
    expect(cloud.looksAt(_id).slice(before)).toMatchObject([{ what: '积分申报', action: 'claim.get' }])
  })
})

describe('bad input', () => {
  test.each([
    ['negative times', { times: -1 }, 'BAD_INPUT'],
    ['fractional times', { times: 1.5 }, 'BAD_INPUT'],
    ['a huge number', { times: 1e9 }, 'BAD_INPUT'],
    ['points of one’s own', { points: 500 }, 'BAD_INPUT'],
    ['a rule that is not there', { ruleId: 'nothing' }, 'RULE_GONE'],
    ['what the system awards', { ruleId: 'order-volunteer' }, 'RULE_AUTOMATIC'],
    ['no photo', { photos: [] }, 'EVIDENCE_NEEDED'],
    ['a day ahead', { on: '2999-01-01' }, 'BAD_INPUT'],
    ['a day long past', { on: '2020-01-01' }, 'BAD_INPUT'],
    ['no date', { on: '昨天' }, 'BAD_INPUT'],
    ['forbidden words', { words: '【违规】广告' }, 'CONTENT_REFUSED'],
    ['a file that nobody uploaded', { photos: ['cloud://local-env/x/1.jpg'] }, 'FILE_REFUSED'],
  ])('%s: refused', async (_name, more, code) => {
    expect(await cloud.refused('villager-tian', 'claim.declare', deed(more))).toBe(code)
  })

  test('a photo that another claim uses', async () => {
    const photos = [photo()]
    await declare('villager-tian', { photos })
    expect(await cloud.refused('neighbour-tian', 'claim.declare', deed({ photos }))).toBe('FILE_REFUSED')
  })
})

describe('repeated and raced', () => {
  test('the same declaration again is the same claim; with other words it is refused', async () => {
    const requestId = cloud.freshId()
    const input = deed()
    const [first, second] = await Promise.all([
      cloud.ok('villager-tian', 'claim.declare', input, requestId),
      cloud.ok('villager-tian', 'claim.declare', input, requestId),
    ])
    expect(second!.id).toBe(first!.id)
    expect((await cloud.ok('villager-tian', 'claim.declare', input, requestId)).id).toBe(first!.id)
    const other = { ...input, words: '另外一件事' }
    expect(await cloud.refused('villager-tian', 'claim.declare', other, requestId)).toBe('REQUEST_REUSED')
  })

  test('two workers verify at once: one does, the other is told', async () => {
    const declared = await declare()
    const codes = await Promise.all(
      ['worker-tian', 'leader-tian'].map((who) => cloud.refused(who, 'claim.verify', on(declared))),
    )
    expect(codes.sort()).toEqual(['CONFLICT', 'ok'])
  })

  test('an approval repeated is one step; a stale screen is told what has become of it', async () => {
    const looked = await verified()
    const requestId = cloud.freshId()
    const first = await cloud.ok('secretary-tian', 'claim.approve', on(looked), requestId)
    expect(await cloud.ok('secretary-tian', 'claim.approve', on(looked), requestId)).toEqual(first)
    expect(await cloud.refused('secretary-tian', 'claim.approve', on(looked))).toBe('CONFLICT')
  })

  test('two clocks at once credit once', async () => {
    const shown = await published('villager-tian', { ruleId: 'drill' })
    cloud.advance(hours(4 * 24))
    await Promise.all([cloud.fire('clock'), cloud.fire('clock')])
    expect((await get('villager-tian', shown)).state).toBe('credited')
    expect(entriesFor(shown.id)).toMatchObject([{ kind: 'award', words: { points: '3' } }])
    const postings = cloud
      .rows<EntryRecord>('entries', { accountIds: goodsOf('villager-tian') })
      .flatMap((entry) => entry.postings.filter((posting) => posting.account === goodsOf('villager-tian')))
    expect(postings.reduce((sum, { amount }) => sum + amount, 0)).toBe(balance('villager-tian'))
  })
})

describe('objections', () => {
  const reason = '那天没有看到他家的人'

  test('stop it; the village that had a hand in it cannot review, the town can; dropped, it is credited', async () => {
    const shown = await published()
    const objected = await cloud.ok('neighbour-tian', 'claim.object', { claimId: shown.id, reason })
    expect(objected.state).toBe('objected')
    expect(await cloud.refused('neighbour-tian', 'claim.object', { claimId: shown.id, reason })).toBe(
      'ALREADY_OBJECTED',
    )
    await afterPublicity()
    expect(entriesFor(shown.id)).toEqual([])

    const seen = await get('villager-tian', shown)
    expect(JSON.stringify(seen)).not.toContain(reason)
    expect(JSON.stringify(seen)).not.toContain(cloud.personOf('neighbour-tian').name)
    const { version } = seen
    const drop = { claimId: shown.id, version, outcome: 'drop', reason: '有照片和签到为证' }
    expect(await cloud.refused('secretary-tian', 'claim.review', drop)).toBe('SAME_PERSON')
    const { rows } = await cloud.ok('town-nangan', 'claim.list', { view: 'objected' })
    expect(rows.map(({ id }) => id)).toContain(shown.id)
    expect((await get('town-nangan', shown)).objection).toMatchObject({ reason })
    expect((await cloud.ok('town-nangan', 'claim.review', drop)).state).toBe('published')
    await afterPublicity()
    expect((await get('villager-tian', shown)).state).toBe('credited')
  })

  test('upheld, nothing is credited, and both sides hear of it', async () => {
    const shown = await published()
    await cloud.ok('neighbour-tian', 'claim.object', { claimId: shown.id, reason })
    const { version } = await get('town-nangan', shown)
    const input = { claimId: shown.id, version, outcome: 'uphold', reason: '查看签到表没有名字' }
    expect((await cloud.ok('town-nangan', 'claim.review', input)).state).toBe('rejected')
    await afterPublicity()
    expect(entriesFor(shown.id)).toEqual([])
    for (const who of ['villager-tian', 'neighbour-tian'])
      expect((await inbox(who)).map(({ text }) => text).join()).toContain('异议成立')
  })

  test('a deduction is told at once, hidden from the village, appealed by the household, else taken', async () => {
    const { _id: personId } = cloud.personOf('villager-tian')
    const enter = () =>
      cloud.ok('worker-tian', 'claim.declare', deed({ personId, ruleId: 'littering', words: '河边倾倒垃圾' }))
    const entered = await enter()
    await cloud.pass(60_000)
    expect((await inbox('villager-tian')).map(({ text }) => text).join()).toContain('乱扔乱倒垃圾')
    const looked = await cloud.ok('leader-tian', 'claim.verify', on(entered))
    const shown = await cloud.ok('secretary-tian', 'claim.approve', on(looked))
    const { rows } = await cloud.ok('neighbour-tian', 'claim.list', { view: 'published' })
    expect(rows.map(({ id }) => id)).not.toContain(shown.id)
    expect(await cloud.refused('neighbour-tian', 'claim.object', { claimId: shown.id, reason })).toBe('NOT_FOUND')
    expect((await cloud.ok('villager-tian', 'claim.object', { claimId: shown.id, reason: '不是我家倒的' })).state).toBe(
      'objected',
    )
    const again = await enter()
    const second = await cloud.ok('leader-tian', 'claim.verify', on(again))
    await cloud.ok('secretary-tian', 'claim.approve', on(second))
    await afterPublicity()
    expect(await get('villager-tian', again)).toMatchObject({ state: 'credited', credited: -5 })
    expect(entriesFor(again.id)).toMatchObject([{ kind: 'deduction' }])
  })
})

test('whoever erases themselves leaves no words, photo or name in what they declared', async () => {
  const declared = await declare('elder-tian', { words: '我打扫了门前的路' })
  const held = await cloud.ok('elder-tian', 'person.export', {})
  expect(JSON.stringify(held.records.积分申报)).toContain('我打扫了门前的路')
  await cloud.ok('elder-tian', 'person.erase', { confirm: '注销' })
  const [claim] = cloud.rows<{ words: string; media: unknown[]; filerName: string }>('claims', { _id: declared.id })
  expect(claim).toMatchObject({ words: expect.stringContaining('已注销'), media: [], filerName: '已注销' })
})
