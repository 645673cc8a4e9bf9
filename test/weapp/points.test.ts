/** @jest-environment jsdom */
/** Points by taps and typing in the built mini-program: earned, verified, approved, credited; rounds, rules and corrections. */
import type { Rule } from '#types/rule'
import { todayIn } from '../support/claims'
import { type CloudBeside, type Heard, startCloudBeside } from '../support/weapp/cloud'
import { phonesOf, shows, tap } from '../support/weapp/hands'

const village = '411521105204'
const day = 24 * 3_600_000

let cloud: CloudBeside

beforeAll(async () => {
  cloud = await startCloudBeside()
}, 120_000)
afterAll(() => cloud?.close())

type Kept = Map<string, unknown>

const takeUp = phonesOf(() => cloud)

test('declared, verified and approved by three people, published to the neighbours, and credited by the clock', async () => {
  // The villager is told what is missing, and finds what was typed after being called away.
  const villager: Kept = new Map()
  let mini = await takeUp('villager-tian', 'pages/points/index', { storage: villager })
  await tap(mini, 'points-declare')
  await tap(mini, 'rule-yard-tidy')
  await tap(mini, 'declare-send')
  await shows(mini, '请写两个字以上。')
  mini.type('words', '今天把院子收拾干净了')
  mini = await takeUp('villager-tian', 'packages/points/declare/index', { storage: villager })
  await shows(mini, '这是您上次没填完的')
  expect(mini.attribute('words', 'value')).toBe('今天把院子收拾干净了')
  await tap(mini, 'declare-send')
  await mini.until(() => mini.has('declare-sent'))
  await shows(mini, '待核实')
  await tap(mini, 'declare-see')
  await mini.until(() => mini.route() === 'packages/points/claim/index')
  await shows(mini, '今天把院子收拾干净了')
  expect(mini.has('do-withdraw')).toBe(true)
  expect(mini.has('do-verify')).toBe(false)
  const [claim] = (await cloud.ok('villager-tian', 'claim.list', { view: 'mine' })).rows
  const { id } = claim!

  // The grid worker verifies it on the spot; the same person isn't asked to approve it.
  mini = await takeUp('worker-tian', 'pages/points/index')
  await tap(mini, 'menu-claims')
  await tap(mini, `claim-${id}`)
  await tap(mini, 'do-verify')
  await mini.until(() => mini.has('event-said'))
  mini.type('event-said', '到家看过')
  await tap(mini, 'event-ok')
  await shows(mini, '“核实无误”已办好')
  await shows(mini, '待评议')
  expect(mini.has('do-approve')).toBe(false)

  // The village secretary approves it in a round.
  mini = await takeUp('secretary-tian', 'packages/points/claims/index?view=toApprove')
  await tap(mini, `pick-${id}`)
  await tap(mini, 'round-approve')
  await tap(mini, 'approving-ok')
  await mini.until(() => mini.has('round-done'))
  await shows(mini, '通过了 1 条')

  // A neighbour reads it, masked, and could object.
  mini = await takeUp('neighbour-tian', 'packages/points/claims/index?view=published')
  const { name } = await cloud.ok('villager-tian', 'person.me', {})
  await shows(mini, `${name[0]}**`)
  expect(mini.text()).not.toContain(name)
  await tap(mini, `claim-${id}`)
  await mini.until(() => mini.has('do-object'))

  await cloud.pass(4 * day)
  mini = await takeUp('villager-tian', 'pages/points/index', { storage: villager })
  await shows(mini, '庭院整洁、物品摆放有序，得 5 分')
  await shows(mini, '用到')
  const entry = mini.ids().find((one) => one.startsWith('entry-'))
  await tap(mini, entry!)
  await mini.until(() => mini.route() === 'packages/points/entries/index')
  await shows(mini, '这一笔是怎么来的')
  await shows(mini, '按哪条细则')
  await tap(mini, 'why-claim')
  await shows(mini, '已记分')
}, 120_000)

test('an objection needs its reason, stops the claim, and is reviewed by somebody who had no hand in it', async () => {
  const deed = { ruleId: 'front-kept', on: todayIn(cloud), words: '门前扫干净了' }
  const born = await cloud.ok('villager-tian', 'claim.declare', deed)
  const verified = await cloud.ok('worker-tian', 'claim.verify', { claimId: born.id, version: born.version })
  await cloud.ok('leader-tian', 'claim.approve', { claimId: born.id, version: verified.version })

  let mini = await takeUp('neighbour-tian', `packages/points/claim/index?claimId=${born.id}`)
  await tap(mini, 'do-object')
  await tap(mini, 'event-ok')
  await shows(mini, '请写两个字以上。')
  mini.type('event-said', '门前还堆着柴火')
  await tap(mini, 'event-ok')
  await shows(mini, '“提出异议”已办好')
  await shows(mini, '异议复核')
  await mini.until(() => !mini.has('do-object'))

  mini = await takeUp('secretary-tian', 'packages/points/claims/index?view=objected')
  await tap(mini, `claim-${born.id}`)
  await shows(mini, '门前还堆着柴火')
  await tap(mini, 'do-uphold')
  await mini.until(() => mini.has('event-said'))
  mini.type('event-said', '看过了，确实还堆着')
  await tap(mini, 'event-ok')
  await shows(mini, '未通过')
}, 120_000)

test('without network a claim waits as 待发送 and goes once under the id it was given', async () => {
  const kept: Kept = new Map()
  const heard: Heard[] = []
  let connected = true
  const { callFunction } = cloud.phoneOf('neighbour-tian', heard)
  const phone = {
    storage: kept,
    callFunction: (call: { name: string; data: unknown }) => {
      if (!connected) throw new Error('request:fail')
      return callFunction(call)
    },
  }
  let mini = await takeUp('neighbour-tian', 'pages/points/index', phone)
  await shows(mini, '申报积分')
  await tap(mini, 'points-declare')
  await tap(mini, 'rule-yard-tidy')
  await mini.until(() => mini.has('words'))
  mini.type('words', '院子收拾好了')
  connected = false
  mini.setConnected(false)
  await tap(mini, 'declare-send')
  await mini.until(() => mini.has('declare-waiting'))

  mini = await takeUp('neighbour-tian', 'pages/points/index', phone)
  mini.setConnected(false)
  await shows(mini, '待发送')
  await shows(mini, '申报：庭院整洁')
  connected = true
  mini.setConnected(true)
  await mini.until(() => !mini.text().includes('申报：庭院整洁'))
  const sent = heard.filter(({ envelope }) => envelope.action === 'claim.declare')
  expect(sent.map(({ answer }) => answer.ok)).toEqual([true])
  expect((await cloud.ok('neighbour-tian', 'claim.list', { view: 'mine' })).rows).toHaveLength(1)
}, 120_000)

test('a monthly round: rows as they are written, checked, put right, entered', async () => {
  const found = await cloud.ok('worker-tian', 'person.search', { words: '1组' })
  const { household } = await cloud.ok('worker-tian', 'person.me', {})
  const mine = await cloud.ok('villager-tian', 'person.me', {})
  const own = [household!.number, mine.household!.number]
  const houses = [...new Set(found.rows.map((row) => row.householdNumber))].filter((one) => !own.includes(one))
  const mini = await takeUp('worker-tian', 'packages/points/bulk/index')
  await tap(mini, 'round-check')
  await shows(mini, '请写明是哪一轮。')
  mini.type('words', '本月人居环境月评')
  await tap(mini, 'rule')
  await tap(mini, 'rule-animals-penned')
  await mini.until(() => mini.has('lines'))
  mini.type('lines', `${houses[0]}\n没有这一户`)
  await tap(mini, 'round-add')
  await mini.until(() => mini.has('row-1-remove'))
  await tap(mini, 'round-check')
  await shows(mini, '1 行有问题')
  await shows(mini, '名册上没有这个户号')
  expect(mini.has('round-enter')).toBe(false)
  await tap(mini, 'row-1-remove')
  await mini.until(() => !mini.has('row-1-remove'))
  await tap(mini, 'round-check')
  await shows(mini, '这一轮一共 3 分')
  await tap(mini, 'round-enter')
  await mini.until(() => mini.has('round-entered'))
  const { rows } = await cloud.ok('secretary-tian', 'claim.list', { view: 'toApprove' })
  expect(rows.filter(({ origin }) => origin === 'bulk')).toMatchObject([{ household: houses[0], points: 3 }])
}, 120_000)

test('rules are changed by a meeting: seen as changes, published, and the present ones stay until then', async () => {
  const mini = await takeUp('secretary-tian', 'packages/points/propose/index')
  await tap(mini, 'change-yard-tidy')
  await mini.until(() => mini.has('line-points'))
  mini.type('line-points', '0')
  await tap(mini, 'line-ok')
  await shows(mini, '请填 1 到 10000 的整数。')
  mini.type('line-points', '6')
  await tap(mini, 'line-ok')
  await shows(mini, '上限不能低于一次的分。')
  mini.type('line-month', '6')
  await tap(mini, 'line-ok')
  await mini.until(() => !mini.has('line-ok'))
  await tap(mini, 'off-littering')
  await tap(mini, 'line-add')
  await mini.until(() => mini.has('line-label'))
  mini.type('line-label', '清理公共水沟')
  mini.type('line-points', '4')
  await tap(mini, 'line-ok')
  await tap(mini, 'propose-check')
  await shows(mini, '庭院整洁、物品摆放有序：分值由 +5 分 改为 +6 分')
  await shows(mini, '停用：乱扔乱倒垃圾')
  await shows(mini, '新增：清理公共水沟（+4 分）')
  await tap(mini, 'propose-send')
  await shows(mini, '请选开会的日子。')
  mini.change('meeting-on', '2026-11-20')
  mini.type('meeting-words', '到会 32 人，一致同意')
  await tap(mini, 'propose-send')
  await mini.until(() => mini.route() === 'packages/points/rules/index')
  await shows(mini, '公示中')
  await shows(mini, '到会 32 人，一致同意')
  const points = ({ items }: { items: Rule[] }) => items.find(({ id }) => id === 'yard-tidy')?.points
  const present = await cloud.ok('villager-tian', 'rule.table', { areaId: village })
  const { version } = present.versions[0]!
  expect(points(present)).toBe(5)
  expect(points(await cloud.ok('villager-tian', 'rule.table', { areaId: village, version }))).toBe(6)
}, 120_000)

test('the secretary puts an entry right, with the reason that the household reads', async () => {
  const { personId, name } = await cloud.ok('villager-tian', 'person.me', {})
  const before = (await cloud.ok('villager-tian', 'points.account', {})).household!.balance
  const [latest] = (await cloud.ok('villager-tian', 'points.entries', { unit: 'goods' })).rows
  const mini = await takeUp('secretary-tian', 'packages/points/household/index')
  await mini.until(() => mini.has('person-words'))
  mini.type('person-words', name)
  await tap(mini, 'person-find')
  await tap(mini, `person-${personId}`)
  await tap(mini, `reverse-${latest!.id}`)
  await mini.until(() => mini.has('reverse-reason'))
  mini.type('reverse-reason', '记错了户')
  await tap(mini, 'reverse-ok')
  await mini.until(() => mini.has('reversed'))
  await shows(mini, '已更正 5 分')
  await shows(mini, '更正“')
  await mini.until(() => !mini.has(`reverse-${latest!.id}`))
  const { household } = await cloud.ok('villager-tian', 'points.account', {})
  expect(household?.balance).toBe(before - 5)
  // the household reads it on its claim
  const villager = await takeUp('villager-tian', `packages/points/claim/index?claimId=${latest!.words.claimId}`)
  await shows(villager, '已更正')
  await shows(villager, '记了 0 分')
  await shows(villager, '收回 5 分。记错了户')
}, 120_000)
