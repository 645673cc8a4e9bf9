import { readFileSync } from 'node:fs'
import { dateAndTime, instantOf } from '../../src/components/when'
import { describeTwin } from './twin'

const page = (name: string) => `packages/activity/${name}/index`
const minutes = (count: number) => count * 60_000

/** Width and height of a PNG. */
const sizeOfPicture = (png: Buffer): [number, number] => [png.readUInt32BE(16), png.readUInt32BE(20)]

describeTwin('an activity from its publication to a certificate', (twin) => {
  /** Lets the cloud come to an instant. */
  const comeTo = (at: number) => twin.cloud.pass(at - twin.cloud.now().getTime())

  test('one place for two people: the second waits; in and out by the code shown; hours, picture, check by a stranger', async () => {
    const [secretary, first, second] = await Promise.all([
      twin.person('secretary-tian'),
      twin.person('villager-tian'),
      twin.person('neighbour-tian'),
    ])

    // the secretary fills in the form; tomorrow morning stands there already
    await secretary.go(page('list'), { view: 'organized' })
    await secretary.tap('activity-new')
    await secretary.arrives(page('publish'))
    await secretary.tap('activity-send')
    await secretary.sees('请写活动名称')
    await secretary.type('activity-title', '清理村口河道')
    await secretary.type('activity-text', '把河边的垃圾捡干净。请带手套，中午管饭。')
    await secretary.type('activity-place', '村委会门口')
    await secretary.type('activity-capacity', '1')
    await secretary.photograph('activity-form')
    await secretary.tap('activity-send')
    await secretary.arrives(page('detail'))
    await secretary.sees('中午管饭')
    const [{ id: activityId, startsAt } = { id: '', startsAt: '' }] = (
      await twin.cloud.ok('secretary-tian', 'activity.list', { view: 'organized' })
    ).rows
    const { date } = dateAndTime(startsAt)
    expect(new Date(startsAt).getTime()).toBe(instantOf(date, '09:00'))

    // two sign up for the one place
    for (const [tab, answer, said] of [
      [first, 'yes', '报名成功'],
      [second, 'no', '名额满了，已排进候补'],
    ] as const) {
      await tab.tap('home-activities')
      await tab.arrives(page('list'))
      await tab.tap(`activity-${activityId}`)
      await tab.tap('do-signUp')
      await tab.tap('sign-up-ok')
      await tab.sees('请先选一项')
      await tab.tap(`sign-up-consent-${answer}`)
      if (tab === first) await tab.photograph('activity-sign-up')
      await tab.tap('sign-up-ok')
      await tab.sees(said)
    }
    await second.sees('您排在候补第 1 位')

    // ten minutes before it begins the code is shown, and the first types it
    await comeTo(instantOf(date, '08:50'))
    const shown = async () => {
      await secretary.go(page('code'), { activityId })
      await secretary.at('code-digits').waitFor()
      return secretary.words('code-digits')
    }
    const digits = await shown()
    const square = await secretary.at('code-square').locator('img').boundingBox()
    expect(square!.height).toBeCloseTo(square!.width, 0)
    expect(square!.width).toBeGreaterThan(240)
    await secretary.photograph('activity-code')
    await first.go(page('detail'), { id: activityId })
    await first.tap('do-checkIn')
    await first.type('check-digits', digits === '000000' ? '000001' : '000000')
    await first.tap('check-ok')
    await first.sees('签到码不对或已过期')
    await first.type('check-digits', digits)
    await first.photograph('activity-check-in')
    await first.tap('check-ok')
    await first.sees('签到成功')

    // the code of then opens nothing later; out by the new one
    await comeTo(instantOf(date, '11:00') - minutes(1))
    await first.go(page('detail'), { id: activityId })
    await first.tap('do-checkOut')
    await first.type('check-digits', digits)
    await first.tap('check-ok')
    await first.sees('签到码不对或已过期')
    await first.type('check-digits', await shown())
    await first.tap('check-ok')
    await first.sees('签退成功')

    // the summary with a photo, for which the organizer has to vouch
    await comeTo(instantOf(date, '11:05'))
    await secretary.go(page('detail'), { id: activityId })
    await secretary.tap('do-finish')
    await secretary.type('finish-summary', '清出垃圾三车，河水清了。')
    await secretary.choose('finish-photos-add', await twin.photo(true))
    await secretary.at('finish-photos-0').waitFor()
    await secretary.tap('finish-ok')
    await secretary.sees('认得出的人都同意了再打开这一项')
    await secretary.tap('finish-consenting')
    await secretary.photograph('activity-finish')
    await secretary.tap('finish-ok')
    await secretary.sees('总结已发布')
    await comeTo(instantOf(date, '11:10'))

    // the first wants to be on no photo any more, and says which shows them: it is gone for everybody, and the secretary hears
    await twin.cloud.idle()
    await first.go(page('detail'), { id: activityId })
    await first.at('activity-photo-0').waitFor()
    await first.tap('consent-withdraw')
    await first.sees('点到的照片马上撤下')
    await first.tap('consent-photo-0')
    await first.sees('✓ 有我')
    await first.photograph('activity-consent')
    await first.tap('consent-ok')
    await first.sees('已撤回')
    await first.at('activity-photo-0').waitFor({ state: 'detached' })
    await second.go(page('detail'), { id: activityId })
    await second.sees('清出垃圾三车')
    expect(await second.at('activity-photo-0').count()).toBe(0)
    await secretary.go('packages/mine/inbox/index')
    await secretary.sees('1 张照片已经撤下')

    // two hours on the record, and a certificate over them
    await first.go(page('record'))
    await first.sees('2 小时')
    await first.photograph('service-record')
    await first.tap('record-certificate')
    await first.arrives(page('certificate'))
    await first.tap('certificate-issue')
    await first.at('certificate-picture').waitFor()
    const number = await first.words('certificate-number')
    await first.photograph('certificate', true)
    const { file, name } = await first.download('certificate-save')
    expect(name).toBe(`志愿服务证明-${number}.png`)
    const [width, height] = sizeOfPicture(readFileSync(file))
    expect(width).toBe(1500)
    // as much of it is in sight as there is
    const sheet = (await first.at('certificate-picture').boundingBox())!
    expect(sheet.height / sheet.width).toBeCloseTo(height / width, 1)

    // anybody may check it
    const visitor = await twin.person('visitor')
    await visitor.go(page('verify'))
    await visitor.type('verify-number', number)
    await visitor.tap('verify-check')
    await visitor.sees('证明是真的')
    await visitor.sees('2 小时（1 次）')
    await visitor.photograph('certificate-verified')
    const villager = await twin.cloud.ok('villager-tian', 'person.me', {})
    expect(await visitor.words('verify-proof')).not.toContain(villager.name)
    await visitor.type('verify-number', 'ZY-261126-2222222222')
    await visitor.tap('verify-check')
    await visitor.sees('没有这个编号的证明')
  }, 180_000)
})
