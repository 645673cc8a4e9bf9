/** Claims through the real SDK: from the declaration to the books, and whoever may not. */
import { v7 } from 'uuid'
import type { ClaimDetail } from '#types/claim'
import type { AccountRecord, EntryRecord } from '../../cloudfunctions/domain/ledger'
import { type DemoCloud, hours, startDemoCloud } from '../support/demo'

let cloud: DemoCloud
beforeAll(async () => {
  cloud = await startDemoCloud({ workers: 2 })
}, 60_000)
afterAll(() => cloud?.close())

const village = '411521105204'
const today = () => new Date(cloud.now().getTime() + hours(8)).toISOString().slice(0, 10)
/** Uploads that nobody has used yet. */
const photo = () => `cloud://local-env/u/${v7().replaceAll('-', '')}.jpg`
const deed = (more: object = {}) => ({
  ...{ ruleId: 'clean-up-day', on: today(), words: '和邻居一起打扫了村口', photos: [photo()] },
  ...more,
})
const declare = (who = 'villager-tian', more: object = {}) => cloud.ok(who, 'claim.declare', deed(more))
const on = ({ id: claimId, version }: { id: string; version: number }) => ({ claimId, version })
const get = (who: string, { id: claimId }: { id: string }) => cloud.ok(who, 'claim.get', { claimId })

/** Declared, verified by the grid worker, approved by the secretary. */
async function published(who?: string, more?: object): Promise<ClaimDetail> {
  const declared = await declare(who, more)
  const verified = await cloud.ok('worker-tian', 'claim.verify', on(declared))
  return cloud.ok('secretary-tian', 'claim.approve', on(verified))
}
const householdOf = (who: string) => cloud.personOf(who).householdId!
const account = (who: string) =>
  cloud.rows<AccountRecord>('accounts', { _id: `goods:household:${householdOf(who)}` })[0]
const entriesOf = (who: string) =>
  cloud.rows<EntryRecord>('entries', { accountIds: `goods:household:${householdOf(who)}` })
const inbox = async (who: string) => (await cloud.ok(who, 'message.list', {})).rows
/** Three days and a bit: every publicity of the preset is over. */
const afterPublicity = () => cloud.pass(hours(4 * 24))

test('declared, verified, approved, published masked, credited after three days by itself, told', async () => {
  const declared = await declare()
  expect(declared).toMatchObject({ state: 'declared', points: 3, relations: ['declarer', 'household'] })
  const verified = await cloud.ok('worker-tian', 'claim.verify', { ...on(declared), note: '当天在场' })
  expect(verified.state).toBe('verified')
  const shown = await cloud.ok('secretary-tian', 'claim.approve', on(verified))
  expect(shown).toMatchObject({ state: 'published' })

  const { rows } = await cloud.ok('neighbour-tian', 'claim.list', { view: 'published' })
  const row = rows.find(({ id }) => id === declared.id)!
  expect(row.name).toMatch(/^.\*+$/)
  expect(row.household).toMatch(/\*/)
  const seen = JSON.stringify(await get('neighbour-tian', declared))
  expect(seen).not.toContain(cloud.personOf('villager-tian').name)
  expect(seen).not.toContain('cloud://')

  await cloud.pass(hours(2 * 24))
  expect((await get('villager-tian', declared)).state).toBe('published')
  await cloud.pass(hours(2 * 24))
  expect(await get('villager-tian', declared)).toMatchObject({ state: 'credited', credited: 3 })
  expect(account('villager-tian')).toMatchObject({ balance: 3, village })
  expect(entriesOf('villager-tian')).toMatchObject([{ kind: 'award', rule: { id: 'clean-up-day', version: 0 } }])
  await cloud.pass(60_000)
  expect(await inbox('villager-tian')).toContainEqual(
    expect.objectContaining({ kind: 'points', page: expect.stringContaining(declared.id) }),
  )
})
