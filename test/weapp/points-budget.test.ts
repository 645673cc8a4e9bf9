/** @jest-environment jsdom */
/** The month's budget of a village in the built mini-program: what it has no room for, and the line that says so. */
import { todayIn } from '../support/claims'
import { type CloudBeside, startCloudBeside } from '../support/weapp/cloud'
import { phonesOf, shows, tap } from '../support/weapp/hands'

const village = '411521105204'
const day = 24 * 3_600_000

let cloud: CloudBeside

beforeAll(async () => {
  cloud = await startCloudBeside()
}, 120_000)
afterAll(() => cloud?.close())

const takeUp = phonesOf(() => cloud)

test('what the month’s budget has no room for waits in its own list, under the line that says how much is used', async () => {
  const { items, policy, versions } = await cloud.ok('villager-tian', 'rule.table', { areaId: village })
  await cloud.ok('secretary-tian', 'rule.propose', {
    ...{ areaId: village, basedOn: versions[0]!.version, items: items as never },
    policy: { ...policy, monthlyBudget: 8 },
    ...{ publicityDays: 3, meeting: { on: todayIn(cloud), words: '村民代表会议通过' } },
  })
  await cloud.pass(4 * day)
  const deed = { on: todayIn(cloud), words: '收拾好了' }
  for (const ruleId of ['yard-tidy', 'toilet-clean', 'waste-sorted']) {
    const born = await cloud.ok('villager-tian', 'claim.declare', { ...deed, ruleId })
    const verified = await cloud.ok('worker-tian', 'claim.verify', { claimId: born.id, version: born.version })
    await cloud.ok('secretary-tian', 'claim.approve', { claimId: born.id, version: verified.version })
    await cloud.pass(60_000)
  }
  await cloud.pass(4 * day)
  await cloud.pass(60_000)
  const { budget, rows } = await cloud.ok('secretary-tian', 'claim.list', { view: 'deferred' })
  expect([budget, rows.length]).toEqual([expect.objectContaining({ used: 8, limit: 8 }), 1])

  const mini = await takeUp('secretary-tian', 'packages/points/claims/index?view=deferred')
  await shows(mini, '下个月自动补发')
  await shows(mini, '本月已发 8 分，上限 8 分')
  await shows(mini, rows[0]!.label)
  // the line belongs to this list alone
  await tap(mini, 'view-published')
  await mini.until(() => !mini.text().includes('本月已发'))
}, 120_000)
