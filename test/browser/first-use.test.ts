import { loadDemo } from '../../scripts/demo'
import { describeTwin, type Twin } from './twin'

const village = '411521105204'

/** Somebody new, who has found the way from the door to the form and said where they live. */
async function atTheForm(twin: Twin, name: string, household: string) {
  const tab = await twin.stranger()
  await tab.go('pages/home/index')
  await tab.arrives('pages/home')
  await tab.tap('enter-visitor')
  await tab.tap('home-register')
  await tab.type('village-search', '田堰')
  await tab.tap(`village-area-${village}`)
  await tab.type('name', name)
  await tab.type('household', household)
  return tab
}

describeTwin('first use', (twin) => {
  test('whose name and number are on the roster is known at once', async () => {
    const { personas, documents } = await loadDemo()
    const { phone } = personas.find(({ id }) => id === 'visitor')!
    const listed = documents.people!.find((person) => (person as { phone?: string }).phone === phone) as {
      name: string
    }

    const visitor = await atTheForm(twin, listed.name, '他家')
    await visitor.tap('register-submit')
    await visitor.sees('请先看一看上面的说明，再打开“同意”。')
    await visitor.tap('agreed')
    await visitor.tap('phone')
    await visitor.sees('手机号已取得')
    await visitor.photograph('register')
    await visitor.tap('register-submit')
    await visitor.sees('身份已确认')

    await visitor.go('pages/home/index')
    await visitor.sees('田堰村')
    await visitor.sees('网格员')
    expect(await visitor.at('home-register').count()).toBe(0)
    await visitor.go('pages/me/index')
    await visitor.sees(listed.name)
  }, 90_000)

  test('whom the roster does not know waits, orders meanwhile, and is confirmed by the grid worker', async () => {
    const visitor = await atTheForm(twin, '欧阳新', '6 组 99 号')
    await visitor.tap('agreed')
    await visitor.tap('register-submit')
    await visitor.sees('正在等网格员核对')

    const worker = await twin.person('worker-tian')
    await worker.go('pages/me/index')
    await worker.tap('menu-people')
    await worker.sees('自述：6 组 99 号')
    const [binding] = twin.cloud.rows<{ _id: string }>('bindings', { name: '欧阳新' })
    const confirm = `person-${binding!._id}-confirm`
    await worker.tap(confirm)
    await worker.tap('match-newcomer')
    await worker.photograph('confirm-person')
    await worker.tap('confirm-ok')
    await worker.at(confirm).waitFor({ state: 'hidden' })

    await visitor.go('pages/me/index')
    await visitor.sees('身份已确认')
    await visitor.sees('欧阳新')
  }, 90_000)
})
