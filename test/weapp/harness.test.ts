/** @jest-environment jsdom */
import { type MiniApp, openApp } from '../support/weapp'

const me = {
  standing: 'confirmed',
  personId: 'p1',
  name: '王秀英',
  villageName: '青山村',
  areaNames: [],
  areas: [],
  posts: [{ title: '网格员', areaName: '青山村一组' }],
  skills: [],
}

type Envelope = { action: string; requestId: string; client: { platform: string } }

let app: MiniApp
afterEach(() => {
  expect(app.faults).toEqual([])
  app.close()
})

/** A cloud that knows who I am and allows nothing else, so that these tests do not depend on what the tabs show. */
const cloud =
  (calls: Envelope[]) =>
  async ({ data }: { data: unknown }) => {
    calls.push(data as Envelope)
    if ((data as Envelope).action === 'person.me') return { ok: true, data: me }
    return { ok: false, error: { code: 'FORBIDDEN', message: '没有权限' } }
  }

test('a page asks the cloud who I am and shows it', async () => {
  const calls: Envelope[] = []
  app = await openApp({ url: 'pages/me/index', callFunction: cloud(calls) })
  await app.until(() => app.text().includes('王秀英'))
  expect(app.route()).toBe('pages/me/index')
  const asked = calls.find((call) => call.action === 'person.me')
  expect(asked?.client.platform).toBe('weapp')
  expect(asked?.requestId).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
})

test('tabs are switched and kept', async () => {
  app = await openApp({ callFunction: cloud([]) })
  await app.go('switchTab', 'pages/me/index')
  await app.until(() => app.text().includes('王秀英'))
  await app.go('switchTab', 'pages/home/index')
  expect(app.stack()).toEqual(['pages/home/index'])
})

test('a failure is said in words and a tap tries again', async () => {
  let down = true
  app = await openApp({
    url: 'pages/me/index',
    callFunction: async () => {
      if (down) throw new Error('request:fail')
      return { ok: true, data: me }
    },
  })
  await app.until(() => app.text().includes('网络不通'))
  down = false
  app.tap('session-retry')
  await app.until(() => app.text().includes('王秀英'))
})

test('without network the last known answer is shown, and the line about the network comes and goes', async () => {
  const storage = new Map<string, unknown>()
  app = await openApp({ url: 'pages/me/index', callFunction: cloud([]), storage })
  await app.until(() => app.text().includes('王秀英'))
  app.close()
  app = await openApp({
    url: 'pages/me/index',
    storage,
    callFunction: async () => {
      throw new Error('request:fail')
    },
  })
  await app.until(() => app.text().includes('王秀英'))
  app.setConnected(false)
  await app.until(() => app.text().includes('现在没有网络'))
  app.setConnected(true)
  await app.until(() => !app.text().includes('现在没有网络'))
})

test('elder mode is one switch and is remembered', async () => {
  const storage = new Map<string, unknown>()
  app = await openApp({ url: 'pages/me/index', callFunction: cloud([]), storage })
  await app.until(() => app.has('elder'))
  expect(app.attribute('elder', 'aria-label')).toBe('长辈模式')
  app.change('elder', true)
  await app.until(() => JSON.stringify([...storage]).includes('elder'))
  app.close()
  app = await openApp({ url: 'pages/me/index', callFunction: cloud([]), storage })
  await app.until(() => app.attribute('elder', 'checked') === true)
})
