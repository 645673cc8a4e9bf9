/** Orders that earn: by difficulty and rating, exactly once, taken back on reopening, for nobody who serves himself. */
import type { CaseDetail } from '#types/case'
import type { ClaimRecord } from '../../cloudfunctions/domain/claim/record'
import type { AccountRecord, EntryRecord } from '../../cloudfunctions/domain/ledger'
import { type DemoCloud, hours, startDemoCloud } from '../support/demo'

let cloud: DemoCloud
beforeAll(async () => {
  cloud = await startDemoCloud({ workers: 2 })
}, 60_000)
afterAll(() => cloud?.close())

const repair = { kind: 'request', category: 'repair', words: '厨房的灯坏了', place: { text: '3 组 12 号' } } as const
const on = ({ id: caseId, version }: CaseDetail) => ({ caseId, version })
const aMinute = () => cloud.pass(60_000)

/** Filed, assessed and handled to the end by somebody; waits for the filer's word. */
async function resolved(handler: string, { category = 'repair', filer = 'villager-tian' } = {}): Promise<CaseDetail> {
  const place = { text: '3 组 12 号', areaId: cloud.personOf('villager-tian').areas.at(-1)! }
  const { id } = await cloud.ok(filer, 'case.submit', { ...repair, category, place } as never)
  const filed = await cloud.ok('leader-tian', 'case.get', { caseId: id })
  const assess = { category, urgency: 'normal', visibility: 'village' }
  const assessed = await cloud.ok('leader-tian', 'case.assess', { ...on(filed), ...assess })
  const target = { to: 'person', personId: cloud.personOf(handler)._id }
  const offered = await cloud.ok('leader-tian', 'case.dispatch', { ...on(assessed), target })
  const accepted = await cloud.ok(handler, 'case.accept', on(offered))
  return cloud.ok(handler, 'case.complete', { ...on(accepted), note: '修好了，试过三次' })
}
const confirm = (detail: CaseDetail, rating = 'satisfied', who = 'villager-tian') =>
  cloud.ok(who, 'case.confirm', { ...on(detail), rating })

const awardsOf = ({ id }: { id: string }) =>
  cloud.rows<ClaimRecord>('claims', { caseId: id }).sort((a, b) => a.at.getTime() - b.at.getTime())
const entriesOf = ({ _id }: { _id: string }) => cloud.rows<EntryRecord>('entries', { cause: `claim:${_id}` })
const accountOf = (id: string) => cloud.rows<AccountRecord>('accounts', { _id: id })[0]
const postedOn = (id: string) =>
  cloud
    .rows<EntryRecord>('entries', { accountIds: id })
    .flatMap(({ postings }) => postings.filter(({ account }) => account === id))
    .reduce((sum, { amount }) => sum + amount, 0)

test('a volunteer earns for the household, a member merit as a person; the harder and the better rated, the more', async () => {
  const easy = await confirm(await resolved('volunteer-tian'))
  const merit = await confirm(await resolved('member-tian'), 'basically')
  expect(awardsOf(easy)).toEqual([])
  await aMinute()
  const { householdId } = cloud.personOf('volunteer-tian')
  expect(awardsOf(easy)).toMatchObject([
    {
      ...{ state: 'credited', origin: 'automatic', unit: 'goods', points: 3 },
      owner: { kind: 'household', id: householdId },
    },
  ])
  const member = cloud.personOf('member-tian')._id
  expect(awardsOf(merit)).toMatchObject([
    { state: 'credited', unit: 'merit', points: 2, owner: { kind: 'person', id: member } },
  ])
  expect(accountOf(`merit:person:${member}`)?.balance).toBe(postedOn(`merit:person:${member}`))
})

test('reopened, the award is taken back; closed again, there is a new one, and the books agree', async () => {
  const account = `goods:household:${cloud.personOf('volunteer-tian').householdId}`
  const before = postedOn(account)
  const closed = await confirm(await resolved('volunteer-tian'))
  await aMinute()
  expect(postedOn(account)).toBe(before + 3)
  const reopened = await cloud.ok('villager-tian', 'case.reopen', { ...on(closed), reason: '晚上又不亮了' })
  await aMinute()
  expect(awardsOf(closed)).toMatchObject([{ state: 'cancelled' }])
  expect(postedOn(account)).toBe(before)
  expect(accountOf(account)?.balance).toBe(before)
  const settled = await cloud.ok('leader-tian', 'case.settleOnSpot', { ...on(reopened), note: '换了新灯' })
  await confirm(settled)
  await aMinute()
  expect(awardsOf(closed).map(({ state }) => state)).toEqual(['cancelled', 'credited'])
})

test('reopened before the clock has paid it, the award comes and goes in order, or never', async () => {
  const closed = await confirm(await resolved('volunteer-tian'))
  await cloud.ok('villager-tian', 'case.reopen', { ...on(closed), reason: '晚上又不亮了' })
  await aMinute()
  const [award] = awardsOf(closed)
  expect(award!.state).toBe('cancelled')
  const reversed = cloud.rows<EntryRecord>('entries', { reverses: entriesOf(award!)[0]!._id })
  expect(reversed).toHaveLength(1)
})

test('put right by hand, then reopened: it stays put right, once; closed again, there is a new award', async () => {
  const account = `goods:household:${cloud.personOf('volunteer-tian').householdId}`
  const before = postedOn(account)
  const closed = await confirm(await resolved('volunteer-tian'))
  await aMinute()
  const [award] = awardsOf(closed)
  const [entry] = entriesOf(award!)
  await cloud.ok('secretary-tian', 'points.reverse', { entryId: entry!._id, reason: '灯是别人修的' })
  expect(awardsOf(closed)).toMatchObject([{ state: 'reversed' }])
  const reopened = await cloud.ok('villager-tian', 'case.reopen', { ...on(closed), reason: '晚上又不亮了' })
  await aMinute()
  expect(awardsOf(closed)).toMatchObject([{ state: 'reversed' }])
  expect(cloud.rows('entries', { reverses: entry!._id })).toHaveLength(1)
  expect(cloud.rows('deadLetters')).toEqual([])
  expect(postedOn(account)).toBe(before)
  await confirm(await cloud.ok('leader-tian', 'case.settleOnSpot', { ...on(reopened), note: '换了新灯' }))
  await aMinute()
  expect(awardsOf(closed).map(({ state }) => state)).toEqual(['reversed', 'credited'])
})

test('who is not asked gives the base only, however hard it was', async () => {
  const waiting = await resolved('volunteer-tian', { category: 'errand' })
  await cloud.pass(hours(8 * 24))
  await aMinute()
  const closed = await cloud.ok('villager-tian', 'case.get', { caseId: waiting.id })
  expect(closed).toMatchObject({ state: 'closed', rating: 'notAsked' })
  expect(awardsOf(closed)).toMatchObject([{ points: 2, state: 'credited' }])
})

describe('nobody serves himself', () => {
  const none = async (closed: CaseDetail) => {
    await aMinute()
    await aMinute()
    expect(awardsOf(closed)).toEqual([])
    expect(cloud.rows('deadLetters')).toEqual([])
  }

  test('a worker who filed for another and handled it earns nothing', async () => {
    const { id } = await cloud.ok('leader-tian', 'case.submit', {
      ...repair,
      forWhom: { who: 'another', name: '张大爷' },
    } as never)
    const filed = await cloud.ok('leader-tian', 'case.get', { caseId: id })
    const settled = await cloud.ok('leader-tian', 'case.settleOnSpot', { ...on(filed), note: '换了新灯' })
    await none(await confirm(settled, 'satisfied', 'worker-tian'))
  })

  test('nor does anybody for somebody whom the roster does not know, because nobody can tell them apart', async () => {
    const waiting = await resolved('volunteer-tian', { filer: 'waiting-tian' })
    await none(await confirm(waiting, 'satisfied', 'waiting-tian'))
  })
})

test('killed functions award once: whatever the clock had begun, the books end up the same', async () => {
  const account = `goods:household:${cloud.personOf('volunteer-tian').householdId}`
  const closed: CaseDetail[] = []
  for (let round = 0; round < 4; round++) {
    closed.push(await confirm(await resolved('volunteer-tian')))
    cloud.advance(60_000)
    const run = Promise.resolve(cloud.fire('clock')).catch(() => undefined)
    await new Promise((resolve) => setImmediate(resolve))
    cloud.killWorkers()
    await run
  }
  for (let n = 0; n < 4; n++) await cloud.pass(hours(1)).catch(() => undefined)
  for (const one of closed) {
    const [award, ...others] = awardsOf(one)
    expect(others).toEqual([])
    expect(['credited', 'capped']).toContain(award!.state)
    expect(entriesOf(award!)).toHaveLength(award!.state === 'credited' ? 1 : 0)
  }
  expect(accountOf(account)?.balance).toBe(postedOn(account))
}, 60_000)
