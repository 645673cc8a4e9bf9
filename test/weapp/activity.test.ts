/** @jest-environment jsdom */
/** An activity by taps in the built mini-program: signed up for, checked in and out by the code, finished, recorded, certified. */
import type { ActivityDetail, ActivityPublishInput } from '#types/activity'
import { type CloudBeside, startCloudBeside } from '../support/weapp/cloud'
import { phonesOf, shows, tap } from '../support/weapp/hands'

const village = '411521105204'
const minutes = (count: number) => count * 60_000

let cloud: CloudBeside

beforeAll(async () => {
  cloud = await startCloudBeside()
}, 120_000)
afterAll(() => cloud?.close())

const take = phonesOf(() => cloud)
const takeUp = (who: string, url: string, wx: Record<string, unknown> = {}) => take(who, url, { wx })

/** A part of `wx` that answers in WeChat's way; what it gives is called a failure when it has an `errMsg`. */
const answering =
  (give: (options: Record<string, unknown>) => object) =>
  (options: { success?(answer: object): void; fail?(reason: object): void } & Record<string, unknown>) => {
    const answer = give(options)
    if ('errMsg' in answer) options.fail?.(answer)
    else options.success?.(answer)
  }

/** Begins in twenty minutes by the cloud's clock, so that people can check in at once. */
function publish(more: Partial<ActivityPublishInput> = {}): Promise<ActivityDetail> {
  const at = (ms: number) => new Date(cloud.now().getTime() + ms).toISOString()
  return cloud.ok('secretary-tian', 'activity.publish', {
    ...{ kind: 'volunteering', areaId: village, title: '清扫河道', text: '请带手套', place: '村头河道' },
    ...{ startsAt: at(minutes(20)), endsAt: at(minutes(140)), capacity: 5 },
    ...more,
  })
}

const detailOf = ({ id }: { id: string }) => `packages/activity/detail/index?id=${id}`

test('signed up for, checked in by the code shown and out by its QR, finished, recorded and certified', async () => {
  const activity = await publish()

  // the villager finds it from home, and has to say whether photos may show them: nothing is ticked beforehand
  let mini = await takeUp('villager-tian', 'pages/home/index')
  await tap(mini, 'home-activities')
  await tap(mini, `activity-${activity.id}`)
  await shows(mini, '请带手套')
  await tap(mini, 'do-signUp')
  await mini.until(() => mini.has('sign-up-consent-yes'))
  for (const answer of ['yes', 'no']) expect(mini.attribute(`sign-up-consent-${answer}`, 'aria-checked')).toBe(false)
  mini.tap('sign-up-ok')
  await shows(mini, '请先选一项')
  expect((await cloud.ok('villager-tian', 'activity.get', { activityId: activity.id })).mine).toBeUndefined()
  await tap(mini, 'sign-up-consent-no')
  await mini.until(() => mini.attribute('sign-up-consent-no', 'aria-checked') === true)
  await tap(mini, 'sign-up-ok')
  await shows(mini, '报名成功')
  await mini.until(() => mini.has('do-checkIn'))
  expect((await cloud.ok('villager-tian', 'activity.get', { activityId: activity.id })).mine).toMatchObject({
    status: 'placed',
    photoConsent: false,
  })

  // the secretary holds up the code, on a screen that stays on
  const awake: unknown[] = []
  const setKeepScreenOn = answering(({ keepScreenOn }) => {
    awake.push(keepScreenOn)
    return {}
  })
  mini = await takeUp('secretary-tian', detailOf(activity), { setKeepScreenOn })
  await tap(mini, 'do-code')
  await mini.until(() => mini.has('code-digits'))
  const digits = String(mini.attribute('code-digits', 'aria-label')).replace(/\D/g, '')
  expect(digits).toMatch(/^\d{6}$/)
  expect(decodeURIComponent(String(mini.attribute('code-square', 'src')))).toContain('<svg')
  await shows(mini, '秒后换新')
  // a second that goes by hands over its figure, not the page with its code
  mini.takeSentBytes()
  const said = mini.text()
  await mini.until(() => mini.text() !== said)
  expect(mini.takeSentBytes()).toBeLessThan(500)
  expect(awake).toEqual([true])
  await mini.go('navigateBack')
  await mini.until(() => awake.length === 2)
  expect(awake[1]).toBe(false)

  // in by the digits; nobody asks where the phone is, because the activity names no point
  let asked = 0
  const getLocation = answering(() => ({ latitude: 32.2, longitude: 114.5 + ++asked }))
  mini = await takeUp('villager-tian', detailOf(activity), { getLocation })
  await tap(mini, 'do-checkIn')
  await tap(mini, 'check-ok')
  await shows(mini, '请输入六位数字')
  mini.type('check-digits', digits)
  await tap(mini, 'check-ok')
  await shows(mini, '签到成功')
  expect(asked).toBe(0)

  // out by the QR; one that belongs to another activity is told apart on the phone
  await cloud.pass(minutes(100))
  let scanned = `sandan:activity:${'other'}:0123456789abcdef`
  mini = await takeUp('villager-tian', detailOf(activity), {
    scanCode: answering(() => ({ result: scanned })),
  })
  await tap(mini, 'do-checkOut')
  await tap(mini, 'check-scan')
  await shows(mini, '这不是这次活动的签到码')
  scanned = (await cloud.ok('secretary-tian', 'activity.code', { activityId: activity.id })).qrText
  await tap(mini, 'check-scan')
  await shows(mini, '签退成功')

  // finished with a summary
  await cloud.pass(minutes(41))
  mini = await takeUp('secretary-tian', detailOf(activity))
  await tap(mini, 'do-attendees')
  await shows(mini, '照片不要放')
  await shows(mini, '签退')
  await tap(mini, 'attendee-add')
  await mini.until(() => mini.has('add-words'))
  const volunteer = await cloud.ok('volunteer-tian', 'person.me', {})
  mini.type('add-words', volunteer.name)
  await tap(mini, 'add-ok')
  await tap(mini, `add-${volunteer.personId}`)
  await mini.until(() => mini.has('hours-number'))
  mini.type('hours-number', '1')
  mini.type('hours-reason', '临时赶来帮忙')
  await tap(mini, 'hours-ok')
  await shows(mini, '补录：临时赶来帮忙')
  await mini.go('navigateBack')
  await tap(mini, 'do-finish')
  await mini.until(() => mini.has('finish-summary'))
  mini.tap('finish-ok')
  await shows(mini, '请写几句总结')
  mini.type('finish-summary', '清出垃圾三车')
  await tap(mini, 'finish-ok')
  await shows(mini, '总结已发布')
  await shows(mini, '清出垃圾三车')
  await cloud.pass(minutes(1))

  const [added] = (await cloud.ok('volunteer-tian', 'service.record', {})).rows
  expect(added).toMatchObject({ title: '清扫河道', hours: 1, filledIn: true })

  // who was added is told, and the message leads to the activity
  mini = await takeUp('volunteer-tian', 'packages/mine/inbox/index')
  await shows(mini, '临时赶来帮忙')
  mini.tap(mini.ids().find((id) => id.startsWith('message-'))!)
  await mini.until(() => mini.route() === 'packages/activity/detail/index')
  await shows(mini, '清出垃圾三车')

  // the hours are on the record, and become a picture in the album
  const { hours } = await cloud.ok('villager-tian', 'service.record', {})
  expect(hours).toBeGreaterThan(0)
  const saved: unknown[] = []
  const saveImageToPhotosAlbum = answering(({ filePath }) => {
    saved.push(filePath)
    return {}
  })
  mini = await takeUp('villager-tian', 'packages/activity/record/index', { saveImageToPhotosAlbum })
  await shows(mini, `${hours} 小时`)
  await tap(mini, 'record-certificate')
  await tap(mini, 'certificate-issue')
  await mini.until(() => mini.has('certificate-picture'))
  expect(mini.attribute('certificate-picture', 'src')).toBe('wxfile://temporary/drawn.png')
  const number = /ZY-\d{6}-[2-9A-HJKMNP-Z]{10}/.exec(mini.text())?.[0]
  await tap(mini, 'certificate-save')
  await mini.until(() => saved.length === 1)
  expect(saved).toEqual(['wxfile://temporary/drawn.png'])

  // a stranger checks the number
  mini = await takeUp('visitor', 'packages/activity/verify/index')
  await mini.until(() => mini.has('verify-number'))
  mini.type('verify-number', 'ZY-1')
  await tap(mini, 'verify-check')
  await shows(mini, '请照证明上的输入')
  mini.type('verify-number', number!.toLowerCase())
  await tap(mini, 'verify-check')
  await shows(mini, '证明是真的')
  await shows(mini, '田堰村民委员会')
}, 120_000)

describe('where the activity names a point', () => {
  const location = { longitude: 114.5, latitude: 32.2 }

  test('the place is asked for with the reason, and only then', async () => {
    const activity = await publish({ title: '植树', location, radius: 300 })
    await cloud.ok('neighbour-tian', 'activity.signUp', { activityId: activity.id, photoConsent: true })
    const { code } = await cloud.ok('secretary-tian', 'activity.code', { activityId: activity.id })
    let at: { latitude: number; longitude: number } | undefined
    const getLocation = answering(() => at ?? { errMsg: 'getLocation:fail auth deny' })
    const mini = await takeUp('neighbour-tian', detailOf(activity), { getLocation })
    await tap(mini, 'do-checkIn')
    await shows(mini, '300 米以内')
    await shows(mini, '比完就忘，不保存')
    mini.type('check-digits', code)
    await tap(mini, 'check-ok')
    await shows(mini, '没有得到位置')
    at = { longitude: 114.6, latitude: 32.2 }
    await tap(mini, 'check-ok')
    await shows(mini, '您不在活动地点 300 米以内')
    at = { longitude: 114.501, latitude: 32.2 }
    await tap(mini, 'check-ok')
    await shows(mini, '签到成功')
  })
})

test('a reading that failed is told, and read on a tap', async () => {
  const activity = await publish({ title: '义诊' })
  let broken = true
  const { callFunction } = cloud.phoneOf('villager-tian')
  const mini = await take('villager-tian', 'packages/activity/list/index', {
    callFunction: (call) => {
      if (broken && (call.data as { action: string }).action === 'activity.list') throw new Error('request:fail')
      return callFunction(call)
    },
  })
  await mini.until(() => mini.text().includes('网络不通') && mini.has('activities-retry'))
  broken = false
  mini.tap('activities-retry')
  await mini.until(() => mini.has(`activity-${activity.id}`))
})
