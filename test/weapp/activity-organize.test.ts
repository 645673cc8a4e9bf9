/** @jest-environment jsdom */
/** What an organizer does to an activity by taps in the built mini-program, who hears of it, and a consent taken back. */
import type { ActivityDetail, ActivityPublishInput } from '#types/activity'
import { type CloudBeside, startCloudBeside } from '../support/weapp/cloud'
import { phonesOf, shows, tap } from '../support/weapp/hands'

const hour = 3_600_000

let cloud: CloudBeside

beforeAll(async () => {
  cloud = await startCloudBeside()
}, 120_000)
afterAll(() => cloud?.close())

const takeUp = phonesOf(() => cloud)

/** Tomorrow, two hours long, with a place for one; the villager has it and the neighbour waits. */
async function publish(more: Partial<ActivityPublishInput> = {}): Promise<ActivityDetail> {
  const at = (hours: number) => new Date(cloud.now().getTime() + hours * hour).toISOString()
  const activity = await cloud.ok('secretary-tian', 'activity.publish', {
    ...{ kind: 'volunteering', areaId: '411521105204', title: '清扫河道', text: '请带手套', place: '村头河道' },
    ...{ startsAt: at(26), endsAt: at(28), capacity: 1 },
    ...more,
  })
  for (const who of ['villager-tian', 'neighbour-tian'])
    await cloud.ok(who, 'activity.signUp', { activityId: activity.id, photoConsent: true })
  return activity
}

const detailOf = ({ id }: { id: string }) => `packages/activity/detail/index?id=${id}`
const stateOf = (who: string, { id }: { id: string }) => cloud.ok(who, 'activity.get', { activityId: id })

test('another place and one more seat: seen at once, told to who comes, and who waited has a place', async () => {
  const activity = await publish()
  let mini = await takeUp('secretary-tian', detailOf(activity))
  await tap(mini, 'do-change')
  await mini.until(() => mini.route() === 'packages/activity/publish/index' && mini.has('activity-place'))
  // what is fixed by publishing isn't asked again, and the plan stands as it was
  expect(mini.attribute('activity-title', 'value')).toBe('清扫河道')
  expect(mini.ids().some((id) => id.startsWith('kind'))).toBe(false)
  mini.type('activity-place', '村委会门口')
  mini.type('activity-capacity', '0')
  await tap(mini, 'activity-send')
  await shows(mini, '名额请填')
  mini.type('activity-capacity', '2')
  await tap(mini, 'activity-send')
  await mini.until(() => mini.route() === 'packages/activity/detail/index')
  await shows(mini, '村委会门口')
  await shows(mini, '2 人，已报 2 人')

  await cloud.pass(60_000)
  mini = await takeUp('villager-tian', 'packages/mine/inbox/index')
  await shows(mini, '您报名的活动有变动：“清扫河道”')
  mini.tap(mini.ids().find((id) => id.startsWith('message-'))!)
  await mini.until(() => mini.route() === 'packages/activity/detail/index')
  await shows(mini, '村委会门口')
  mini = await takeUp('neighbour-tian', 'packages/mine/inbox/index')
  await shows(mini, '您候补的活动“清扫河道”有名额了')
  expect((await stateOf('neighbour-tian', activity)).mine?.status).toBe('placed')
}, 60_000)

test('a plan that somebody else has changed meanwhile isn’t overwritten', async () => {
  const activity = await publish({ title: '两人都改' })
  const mini = await takeUp('secretary-tian', detailOf(activity))
  await tap(mini, 'do-change')
  await mini.until(() => mini.has('activity-place'))
  const { id: activityId, version, title, text, startsAt, endsAt } = activity
  const plan = { title, text, startsAt, endsAt, place: '镇上先改的地方', capacity: 3 }
  await cloud.ok('town-nangan', 'activity.change', { activityId, version, ...plan })
  mini.type('activity-place', '村里后改的地方')
  await tap(mini, 'activity-send')
  await shows(mini, '刚刚')
  expect((await stateOf('secretary-tian', activity)).place).toBe('镇上先改的地方')
}, 60_000)

test('called off with its reason: those who have a place and those who wait read why, and nobody can sign up any more', async () => {
  const activity = await publish({ title: '植树' })
  let mini = await takeUp('secretary-tian', detailOf(activity))
  await tap(mini, 'do-cancel')
  await mini.until(() => mini.has('call-off-reason'))
  await tap(mini, 'call-off-ok')
  await shows(mini, '请写明原因，至少两个字')
  // one character is no reason: the sheet stays, and nothing is called off
  mini.type('call-off-reason', '雨')
  await tap(mini, 'call-off-ok')
  await shows(mini, '请写明原因，至少两个字')
  expect((await stateOf('secretary-tian', activity)).state).toBe('open')
  mini.type('call-off-reason', '明天有大雨')
  await tap(mini, 'call-off-ok')
  await shows(mini, '活动已取消，报了名的人会收到通知')
  await shows(mini, '活动已取消：明天有大雨')
  for (const deed of ['change', 'cancel', 'code']) expect(mini.has(`do-${deed}`)).toBe(false)

  await cloud.pass(60_000)
  for (const who of ['villager-tian', 'neighbour-tian']) {
    mini = await takeUp(who, 'packages/mine/inbox/index')
    await shows(mini, '活动“植树”取消了：明天有大雨')
  }
  mini = await takeUp('elder-tian', detailOf(activity))
  await shows(mini, '活动已取消：明天有大雨')
  expect(mini.has('do-signUp')).toBe(false)
}, 60_000)

test('whoever takes part takes the consent to photos back: the organizer hears of it and finds it on the list', async () => {
  const activity = await publish({ title: '义诊' })
  let mini = await takeUp('villager-tian', detailOf(activity))
  await shows(mini, '活动照片里可以有我')
  await tap(mini, 'consent-withdraw')
  await shows(mini, '不影响您参加')
  await tap(mini, 'consent-ok')
  await shows(mini, '已撤回，组织者会收到通知')
  // nothing is left to take back, and the place stays
  await mini.until(() => !mini.has('consent-withdraw'))
  expect((await stateOf('villager-tian', activity)).mine).toMatchObject({ status: 'placed', photoConsent: false })
  mini = await takeUp('secretary-tian', 'packages/mine/inbox/index')
  await shows(mini, '不同意“义诊”的照片里有自己了')
  mini = await takeUp('secretary-tian', `packages/activity/attendees/index?activityId=${activity.id}`)
  await shows(mini, '照片不要放')
}, 60_000)
