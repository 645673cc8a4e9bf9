import { terms } from '../../cloudfunctions/domain/retention'
import { type DemoCloud, hours, startDemoCloud } from '../support/demo'
import { ended, upload } from './job-support'

const day = hours(24)
const daysOf = (collection: string) => terms.find((term) => term.collection === collection)!.days

let cloud: DemoCloud
beforeEach(async () => {
  cloud = await startDemoCloud({ workers: 2 })
}, 60_000)
afterEach(() => cloud?.close())

const repair = { kind: 'request', category: 'repair', words: '厨房的灯坏了', place: { text: '3 组 12 号' } } as const
const photo = (n: number) => upload(cloud, 'villager-tian', `0123456789abcdef-${n}.jpg`, Buffer.from('photo'))
/** A sheet of junk: its job fails, and keeps it. Undefined while a file of that name lies in the store. */
const sheet = (): Promise<string | undefined> => upload(cloud, 'admin', 'roster.xlsx', Buffer.from('no sheet'))

/** Lets the clock run until nothing is left to forget. */
async function forgetAll(): Promise<void> {
  for (let run = 0; run < 5; run++) await cloud.pass(hours(1))
}

test('the audit is kept six months at least', () => {
  expect(daysOf('audit')).toBeGreaterThanOrEqual(184)
})

test('a job, its sheets and its refused rows go after their term, and not a day earlier', async () => {
  const fileId = await sheet()
  const input = { kind: 'import', roster: 'people', areaId: '411521105204', fileId, dryRun: true } as const
  const job = await cloud.ok('admin', 'job.start', input)
  expect((await ended(cloud, 'admin', job.id)).state).toBe('failed')
  const refused = Array.from({ length: 450 }, (_, row) => ({ _id: `${job.id}:${row}`, jobId: job.id, row }))
  await cloud.database.bulkInsert('jobRows', refused)

  await cloud.pass((daysOf('jobs') - 1) * day)
  expect(cloud.rows('jobs', { _id: job.id })).toHaveLength(1)
  expect(await sheet()).toBeUndefined()
  await cloud.pass(2 * day)
  // more rows than one step takes: the job stays until they are gone
  expect(cloud.rows('jobRows').length).toBeGreaterThan(0)
  expect(cloud.rows('jobs', { _id: job.id })).toHaveLength(1)
  await forgetAll()
  expect(cloud.rows('jobRows')).toEqual([])
  expect(cloud.rows('jobs', { _id: job.id })).toEqual([])
  expect(await sheet()).toBe(fileId)
})

test('photos of a settled case go after their term and the case says so; those of an open one stay', async () => {
  const [settled, open] = [await photo(1), await photo(2)]
  const submit = (fileId: string) => cloud.ok('villager-tian', 'case.submit', { ...repair, photos: [fileId] })
  const [one, other] = [await submit(settled), await submit(open)]
  await cloud.ok('leader-tian', 'case.settleOnSpot', { caseId: one.id, version: 1, note: '换了灯泡' })
  await cloud.ok('villager-tian', 'case.confirm', { caseId: one.id, version: 2, rating: 'satisfied' })
  const photoOf = async (caseId: string) => (await cloud.ok('villager-tian', 'case.get', { caseId })).photos[0]
  expect(await photoOf(one.id)).toHaveProperty('url')

  await cloud.pass((daysOf('media') + 1) * day)
  await forgetAll()
  expect(await photoOf(one.id)).toEqual({ fileId: settled, state: 'expired' })
  expect(await photoOf(other.id)).toHaveProperty('url')
  // its name isn't free for another
  expect(await cloud.refused('villager-tian', 'case.submit', { ...repair, photos: [settled] })).toBe('FILE_REFUSED')
})

test('messages and looks go oldest first, fifty of a kind in one step', async () => {
  const old = new Date(cloud.now().getTime() - 4 * 365 * day)
  const rows = (prefix: string, more: object) =>
    Array.from({ length: 60 }, (_, n) => ({ _id: `${prefix}-${n}`, at: new Date(old.getTime() + n), ...more }))
  await cloud.database.bulkInsert('messages', rows('m', { personId: 'p', kind: 'case', text: '', read: true }))
  await cloud.database.bulkInsert('audit', rows('a', { subjectIds: ['p'], what: '电话' }))
  const recent = { _id: 'recent', at: cloud.now(), personId: 'p', kind: 'case', text: '', read: false }
  await cloud.database.bulkInsert('messages', [recent])
  await cloud.fire('clock')
  const left = cloud.rows<{ _id: string }>('messages', { personId: 'p' }).map(({ _id }) => _id)
  expect(left).toHaveLength(11)
  expect(left).toContain('m-59')
  expect(left).not.toContain('m-0')
  await cloud.fire('clock')
  expect(cloud.rows('messages', { personId: 'p' })).toMatchObject([{ _id: 'recent' }])
  expect(cloud.rows('audit', { subjectIds: 'p' })).toEqual([])
})
