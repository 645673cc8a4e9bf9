/** Ordering, beside the whole case: a photo too large, an upload stopped, consent, a scanned place, a wide window, the household. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Tab } from './tab'
import { describeTwin } from './twin'

/** Opens the form and says what it is about. */
async function begin(tab: Tab, words: string): Promise<void> {
  await tab.tap('home-order')
  await tab.arrives('packages/order/new')
  await tab.tap('category-lighting')
  await tab.type('words', words)
}

describeTwin('ordering', (twin) => {
  const filed = async (who: string) => (await twin.cloud.ok(who, 'case.list', { view: 'mine' })).rows

  test('a photo of 40 MB is refused with its size; what was typed stays', async () => {
    const villager = await twin.person('villager-diao')
    await begin(villager, '路灯杆歪了')
    const { name, mimeType, buffer } = await twin.photo(true)
    // A picture all the same: what follows its end is looked past. As a file, since a browser is told 40 MB too slowly.
    const folder = mkdtempSync(path.join(tmpdir(), 'sandan-photo-'))
    writeFileSync(path.join(folder, name), Buffer.concat([buffer, Buffer.alloc(40 * 1024 * 1024)]))
    await villager.choose('photos-add', path.join(folder, name))
    await villager.sees('这张照片有 40 MB，太大了，请选 10 MB 以内的，或重新拍一张。')
    rmSync(folder, { recursive: true })
    expect(await villager.at('photos-0').count()).toBe(0)
    await villager.choose('photos-add', { name, mimeType, buffer })
    await villager.at('photos-0').waitFor()
    expect(await villager.value('words')).toBe('路灯杆歪了')
  }, 90_000)

  test('an upload that is stopped brings the form back and files nothing; then it goes, and WeChat may tell of its progress', async () => {
    const villager = await twin.person('villager-tian')
    await begin(villager, '村口路灯不亮')
    await villager.choose('photos-add', await twin.photo(false))
    await villager.at('photos-0').waitFor()
    await villager.tap('order-next')
    await villager.tap('order-next')
    await villager.sees('交给谁')
    await villager.page.route('**/files', () => undefined)
    await villager.tap('order-next')
    await villager.at('uploading').waitFor()
    await villager.photograph('uploading')
    await villager.tap('stop-upload')
    await villager.sees('已取消。')
    expect(await filed('villager-tian')).toHaveLength(0)

    await villager.page.unroute('**/files')
    await villager.tap('order-next')
    await villager.at('order-number').waitFor()
    expect(await filed('villager-tian')).toMatchObject([{ title: '村口路灯不亮' }])
    await villager.tap('consent')
    await villager.sees('好的，有进展会通知您。')
    expect(twin.cloud.rows('consents')).toMatchObject([{ grants: { progress: 1 } }])
  }, 90_000)

  test('the code of a known place opens the form with the place filled in', async () => {
    const worker = await twin.person('worker-tian')
    const areaId = twin.cloud.bindingOf('worker-tian')!.areas.at(-1)!
    const location = { longitude: 114.53, latitude: 32.2 }
    const place = await twin.cloud.ok('worker-tian', 'place.create', { areaId, name: '老井边路灯', location })
    worker.page.once('dialog', (dialog) => void dialog.accept(place.token))
    await worker.tap('worker-scan')
    await worker.arrives('packages/order/new')
    await worker.tap('category-lighting')
    await worker.type('words', '灯罩掉了')
    await worker.tap('order-next')
    await worker.sees('已按您扫的码填好。')
    expect(await worker.value('place-text')).toBe('老井边路灯')
    await worker.tap('order-next')
    await worker.tap('order-next')
    await worker.at('order-number').waitFor()
    const [row] = await filed('worker-tian')
    expect(await twin.cloud.ok('worker-tian', 'case.get', { caseId: row!.id })).toMatchObject({
      place: { text: '老井边路灯', location },
    })
  }, 90_000)

  test('for somebody of the household, chosen by name; the file says for whom', async () => {
    const elder = await twin.person('elder-tian')
    await begin(elder, '院门口的灯坏了')
    await elder.tap('order-next')
    await elder.tap('for-whom-household')
    await elder.tap('order-next')
    await elder.sees('请写明是替谁提。')
    await elder.tapFirst('member-')
    await elder.tap('order-next')
    await elder.sees('交给谁')
    await elder.photograph('order-check-household')
    await elder.tap('order-next')
    await elder.tap('order-see')
    await elder.sees('这是替家里人提的')
  }, 90_000)

  test('in a wide window the list stands at the left, and stays there beside the case that is opened', async () => {
    const worker = await twin.person('worker-tian')
    await worker.page.setViewportSize({ width: 1100, height: 800 })
    const { id } = await twin.cloud.ok('villager-tian', 'case.submit', {
      ...{ kind: 'request', category: 'lighting', words: '老井边的灯不亮', place: { text: '老井边' } },
    })
    await worker.go('pages/cases/index')
    await worker.sees('点左边的一件')
    await worker.photograph('wide-list')
    const left = await worker.at('view-area').boundingBox()
    await worker.tap('view-area')
    await worker.tap(`case-${id}`)
    await worker.arrives('packages/order/detail')
    await worker.at('file').waitFor()
    // the page that was left slides away: its list isn't there twice
    await worker.at(`case-${id}`).nth(1).waitFor({ state: 'hidden' })
    expect(await worker.at(`case-${id}`).count()).toBe(1)
    expect((await worker.at('view-area').boundingBox())?.x).toBe(left?.x)
    await worker.photograph('wide-detail')
  }, 90_000)
})
