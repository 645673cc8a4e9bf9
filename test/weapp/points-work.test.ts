/** @jest-environment jsdom */
/** Points by taps in the built mini-program, the rarer ways: for another household, appealed, looked up, taken along. */
import { type CloudBeside, type Heard, startCloudBeside } from '../support/weapp/cloud'
import { phonesOf, shows, tap } from '../support/weapp/hands'

const village = '411521105204'
const day = 24 * 3_600_000

let cloud: CloudBeside

beforeAll(async () => {
  cloud = await startCloudBeside()
}, 120_000)
afterAll(() => cloud?.close())

const takeUp = phonesOf(() => cloud)

test('a worker declares for another household, found by its name; the household sees who did, another person verifies', async () => {
  const { personId, name } = await cloud.ok('villager-tian', 'person.me', {})
  const worker = await cloud.ok('worker-tian', 'person.me', {})
  let mini = await takeUp('worker-tian', 'packages/points/declare/index')
  await tap(mini, 'rule-yard-tidy')
  await tap(mini, 'for-other')
  await mini.until(() => mini.has('person-words'))
  mini.type('words', '代填：院子收拾得干净')
  await tap(mini, 'declare-send')
  await shows(mini, '请选是哪一位')
  mini.type('person-words', '没有这个人')
  await tap(mini, 'person-find')
  await shows(mini, '没有找到')
  mini.type('person-words', name)
  await tap(mini, 'person-find')
  await tap(mini, `person-${personId}`)
  await shows(mini, '换个人')
  await tap(mini, 'declare-send')
  await mini.until(() => mini.has('declare-sent'))
  await tap(mini, 'declare-see')
  await shows(mini, name)
  // nobody verifies what they declared
  expect(mini.has('do-verify')).toBe(false)

  const [claim] = (await cloud.ok('villager-tian', 'claim.list', { view: 'mine' })).rows
  mini = await takeUp('villager-tian', `packages/points/claim/index?claimId=${claim!.id}`)
  await shows(mini, `${worker.name}申报`)
  mini = await takeUp('leader-tian', `packages/points/claim/index?claimId=${claim!.id}`)
  await tap(mini, 'do-verify')
  await tap(mini, 'event-ok')
  await shows(mini, '待评议')
}, 120_000)

test('a deduction is appealed by the household with its reason, and isn’t taken while the town looks at it', async () => {
  const { personId } = await cloud.ok('villager-tian', 'person.me', {})
  // entered by the worker on the screen: it costs, so it is for others only, and needs a photo
  let mini = await takeUp('worker-tian', 'packages/points/declare/index')
  await tap(mini, 'rule-littering')
  await mini.until(() => mini.has('person-words') && !mini.has('for-me'))
  mini.type('words', '垃圾倒在沟里')
  mini.type('person-words', (await cloud.ok('villager-tian', 'person.me', {})).name)
  await tap(mini, 'person-find')
  await tap(mini, `person-${personId}`)
  await tap(mini, 'declare-send')
  await shows(mini, '这一项要照片为证，请加一张')
  await tap(mini, 'photos-add')
  await mini.until(() => mini.has('photos-0'))
  await tap(mini, 'declare-send')
  await mini.until(() => mini.has('declare-sent'))

  const { id, version } = (await cloud.ok('villager-tian', 'claim.list', { view: 'mine' })).rows.find(
    ({ sign }) => sign === 'negative',
  )!
  const verified = await cloud.ok('leader-tian', 'claim.verify', { claimId: id, version })
  await cloud.ok('secretary-tian', 'claim.approve', { claimId: id, version: verified.version })
  const before = (await cloud.ok('villager-tian', 'points.account', {})).household!.balance

  // the message leads there
  mini = await takeUp('villager-tian', 'packages/mine/inbox/index')
  await shows(mini, '拟扣 5 分，公示到')
  mini.tap(mini.ids().find((one) => one.startsWith('message-'))!)
  await mini.until(() => mini.route() === 'packages/points/claim/index')
  await shows(mini, '公示期内本户可以申诉')
  await tap(mini, 'do-object')
  await shows(mini, '写明为什么不该扣')
  await tap(mini, 'event-ok')
  await shows(mini, '请写两个字以上。')
  mini.type('event-said', '不是我家倒的，是路过的车')
  await tap(mini, 'event-ok')
  await shows(mini, '“申诉”已办好')
  await shows(mini, '异议复核')
  await shows(mini, '不是我家倒的')

  await cloud.pass(5 * day)
  expect((await cloud.ok('villager-tian', 'points.account', {})).household!.balance).toBe(before)

  // the secretary approved it: the town reviews
  mini = await takeUp('secretary-tian', `packages/points/claim/index?claimId=${id}`)
  await shows(mini, '异议复核')
  for (const button of ['uphold', 'drop']) expect(mini.has(`do-${button}`)).toBe(false)
  mini = await takeUp('town-nangan', 'packages/points/claims/index?view=objected')
  await tap(mini, `claim-${id}`)
  await shows(mini, '不是我家倒的')
  await tap(mini, 'do-uphold')
  await mini.until(() => mini.has('event-said'))
  mini.type('event-said', '看了监控，是外面的车')
  await tap(mini, 'event-ok')
  await shows(mini, '未通过')
  mini = await takeUp('villager-tian', 'packages/mine/inbox/index')
  await shows(mini, '异议成立，不予记分')
}, 120_000)

test('rules are read by whoever has no village yet: the village is looked for by its name, or through its town', async () => {
  let mini = await takeUp('visitor', 'packages/points/rules/index')
  await mini.until(() => mini.has('village-search'))
  mini.type('village-search', '没有这个村')
  await shows(mini, '没有找到')
  mini.type('village-search', '田堰')
  await tap(mini, `village-area-${village}`)
  await shows(mini, '田堰村')
  await shows(mini, '庭院整洁')
  expect(mini.has('rules-propose')).toBe(false)

  mini = await takeUp('visitor', 'packages/points/rules/index')
  await tap(mini, 'village-area-411521105')
  await mini.until(() => mini.has(`village-area-${village}`))
  await tap(mini, 'village-up')
  await mini.until(() => !mini.has(`village-area-${village}`))
  await tap(mini, 'village-area-411521105')
  await tap(mini, `village-area-${village}`)
  await shows(mini, '庭院整洁')
}, 60_000)

test('an administrator takes the books along as a journal, fetched once and passed on to a chat', async () => {
  const heard: Heard[] = []
  const fetched: unknown[] = []
  const passed: object[] = []
  const answer = (options: object, given: object) => {
    ;(options as { success?(given: object): void }).success?.(given)
    return Promise.resolve(given)
  }
  let tapped = false
  const wx = {
    downloadFile: (options: { url: string }) => {
      fetched.push(options.url)
      return answer(options, { tempFilePath: 'wxfile://temporary/books' })
    },
    // WeChat lets only a tap of just now share
    shareFileMessage: (options: { fail?(reason: object): void } & Record<string, unknown>) => {
      const { filePath, fileName } = options
      if (tapped) {
        passed.push({ filePath, fileName })
        return answer(options, {})
      }
      tapped = true
      const reason = { errMsg: 'shareFileMessage:fail can only be invoked by user TAP gesture.' }
      options.fail?.(reason)
      return Promise.reject(reason)
    },
  }
  const mini = await takeUp('admin', 'packages/points/proof/index', { ...cloud.phoneOf('admin', heard), wx })
  await tap(mini, 'proof-journal')
  await mini.until(() => mini.route() === 'packages/admin/job/index')
  await shows(mini, '导出积分账')
  await cloud.fire('clock')
  await mini.until(() => mini.has('job-download'), 15_000)
  expect(heard.filter(({ envelope }) => envelope.action === 'job.start').map(({ envelope }) => envelope.data)).toEqual([
    { kind: 'journal', areaId: '411521' },
  ])
  await tap(mini, 'job-download')
  await shows(mini, '请再点一次')
  await tap(mini, 'job-download')
  await mini.until(() => passed.length > 0)
  expect(passed).toEqual([
    { filePath: 'wxfile://temporary/books', fileName: expect.stringMatching(/^罗山县-积分账-.*\.journal$/) },
  ])
  expect(fetched).toHaveLength(1)
}, 60_000)
