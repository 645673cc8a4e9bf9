import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { startTestCloud, type TestCloud } from '../support/cloud'
import { fixtureFunctions, people, startFixtureCloud } from '../support/fixture-cloud'

interface Reply {
  status: number
  body: Record<string, unknown> & { error?: { code: string; message: string } }
}

describe('the door of the H5 twin', () => {
  const pages = mkdtempSync(path.join(tmpdir(), 'sandan-pages-'))
  let cloud: TestCloud
  let token: string

  const send = async (at: string, options: RequestInit = {}): Promise<Reply> => {
    const response = await fetch(`${cloud.url}${at}`, options)
    return { status: response.status, body: (await response.json()) as Reply['body'] }
  }
  const post = (at: string, body: BodyInit, headers: Record<string, string> = {}) =>
    send(at, { method: 'POST', body, headers })
  const logIn = async (persona: string) => (await post('/login', JSON.stringify({ persona }))).body as { token: string }
  const call = (functionName: string, event: object, bearer = token) =>
    post(`/call/${functionName}`, JSON.stringify(event), { authorization: `Bearer ${bearer}` })

  beforeAll(async () => {
    writeFileSync(path.join(pages, 'index.html'), '<title>三单通</title>')
    cloud = await startFixtureCloud({ static: pages, fileLimit: 1024 * 1024 })
    token = (await logIn('chen')).token
  })
  afterAll(async () => {
    await cloud.close()
    rmSync(pages, { recursive: true })
  })

  test('people to log in as come without their openids', async () => {
    const { body } = await send('/personas')
    expect(body).toMatchObject([
      { id: 'chen', name: '陈桂兰', title: '村民' },
      { id: 'li' },
      { id: 'visitor', fresh: true },
    ])
    expect(JSON.stringify(body)).not.toMatch(/o-chen|1380000/)
    expect(await logIn('chen')).toMatchObject({ person: { name: '陈桂兰' }, phoneCode: 'local-phone' })
    expect(await logIn('li')).not.toHaveProperty('phoneCode')
  })

  test('a call carries the person of the token, as a client call', async () => {
    expect(await call('api', { action: 'whoami' })).toEqual({
      status: 200,
      body: {
        ...{ before: 'o-chen', openid: 'o-chen', source: 'wx_client', appid: 'wx-local' },
        userInfo: { appId: 'wx-local', openId: 'o-chen' },
      },
    })
  })

  test('a first-time visitor is somebody new at each log-in', async () => {
    const seen = await Promise.all(
      [1, 2].map(async () => (await call('api', { action: 'whoami' }, (await logIn('visitor')).token)).body.openid),
    )
    expect(new Set(seen).size).toBe(2)
    for (const openid of seen) expect(openid).toMatch(/^visitor~\w+$/)
  })

  test('no token, a forged one or one of another cloud is a session that has expired', async () => {
    const forged = `${Buffer.from('o-li').toString('base64url')}.${token.split('.')[1]}`
    const expired = { code: 'SESSION_EXPIRED', message: '登录已过期，请重新进入小程序。' }
    for (const bearer of ['', 'x.y', forged])
      expect(await call('api', { action: 'whoami' }, bearer)).toEqual({
        status: 401,
        body: { ok: false, error: expired },
      })
    expect((await post('/files?cloudPath=u/x.png', 'x')).status).toBe(401)
  })

  test('a token outlives a restart of the cloud', async () => {
    const options = { functions: fixtureFunctions(), personas: people, indexes: [], collections: ['things'] }
    const data = mkdtempSync(path.join(tmpdir(), 'sandan-restart-'))
    const first = await startTestCloud({ ...options, data })
    const body = JSON.stringify({ persona: 'li' })
    const session = (await (await fetch(`${first.url}/login`, { method: 'POST', body })).json()) as { token: string }
    await first.close()
    const second = await startTestCloud({ ...options, data })
    const reply = await fetch(`${second.url}/call/api`, {
      method: 'POST',
      body: '{"action":"whoami"}',
      headers: { authorization: `Bearer ${session.token}` },
    })
    expect(await reply.json()).toMatchObject({ openid: 'o-li' })
    await second.close()
    rmSync(data, { recursive: true })
  })

  test('only the function for clients can be called, and only somebody known can be logged in', async () => {
    expect(await call('clock', {})).toMatchObject({ status: 403, body: { error: { code: 'FORBIDDEN' } } })
    expect(await post('/login', '{"persona":"nobody"}')).toMatchObject({ status: 404 })
    expect(await post('/login', 'not json')).toMatchObject({ status: 400 })
  })

  test('a body over 100 KB is refused as too large; what a function throws is no more than "went wrong"', async () => {
    expect(await call('api', { action: 'echo', text: 'x'.repeat(110_000) })).toEqual({
      status: 413,
      body: { ok: false, error: { code: 'PAYLOAD_TOO_LARGE', message: expect.stringMatching(/请/) } },
    })
    expect(await call('api', { action: 'fail' })).toMatchObject({
      ...{
        status: 500,
        body: { ok: false, error: { code: 'INTERNAL', message: '服务出错了，请稍后再试。' } },
      },
    })
  })

  test('an upload, as a form or as bytes, is a file that functions read; a name is used once', async () => {
    const authorization = `Bearer ${token}`
    const form = new FormData()
    form.append('cloudPath', 'u/0192.txt')
    form.append('file', new Blob(['form']), 'photo.txt')
    const { body } = await post('/files', form, { authorization })
    expect(body).toEqual({ fileID: 'cloud://local-env.bucket-1/u/0192.txt' })
    expect((await call('api', { action: 'download', fileID: body.fileID })).body).toBe('form')
    expect((await post('/files?cloudPath=u/0193.txt', 'bytes', { authorization })).status).toBe(200)
    expect((await post('/files?cloudPath=u/0193.txt', 'others', { authorization })).body.error!.code).toBe(
      'FILE_REFUSED',
    )
  })

  test.each(['x/a.png', 'u/../a.png', 'u/中.png', 'u/', ''])('an upload named "%s" is refused', async (cloudPath) => {
    const headers = { authorization: `Bearer ${token}` }
    expect((await post(`/files?cloudPath=${encodeURIComponent(cloudPath)}`, 'x', headers)).status).toBe(400)
  })

  test('a file over the limit is refused with a sentence that says the limit', async () => {
    const headers = { authorization: `Bearer ${token}` }
    const { status, body } = await post('/files?cloudPath=u/large.png', 'x'.repeat(1024 * 1024 + 1), headers)
    expect([status, body.error]).toEqual([
      413,
      { code: 'PAYLOAD_TOO_LARGE', message: '文件太大，请选 1 MB 以内的文件。' },
    ])
  })

  test('pages of other sites, and other names for this machine, are kept out', async () => {
    const foreign = (headers: Record<string, string>) =>
      new Promise((resolve, reject) => {
        const sent = request({ host: '127.0.0.1', port: cloud.port, path: '/personas', headers }, (reply) => {
          reply.resume()
          resolve(reply.statusCode)
        })
        sent.on('error', reject).end()
      })
    expect(await foreign({ host: 'evil.example' })).toBe(403)
    expect(await foreign({ host: `localhost:${cloud.port}`, origin: 'https://evil.example' })).toBe(403)
    expect(await foreign({ host: `localhost:${cloud.port}`, origin: `http://127.0.0.1:${cloud.port}` })).toBe(200)
  })

  test('pages are served, with the first page for addresses inside the app', async () => {
    for (const at of ['/', '/pages/home']) expect(await (await fetch(cloud.url + at)).text()).toContain('三单通')
  })
})

test('a photo of 40 MB is refused by the door as it is set, with a sentence, and leaves no file', async () => {
  const cloud = await startFixtureCloud()
  try {
    const login = await fetch(`${cloud.url}/login`, { method: 'POST', body: JSON.stringify({ persona: 'chen' }) })
    const headers = { authorization: `Bearer ${(await login.json()).token}` }
    const send = (bytes: Uint8Array<ArrayBuffer>) => {
      const form = new FormData()
      form.append('cloudPath', 'u/0192-large.jpg')
      form.append('file', new Blob([bytes]), 'photo.jpg')
      return fetch(`${cloud.url}/files`, { method: 'POST', body: form, headers })
    }
    const refused = await send(new Uint8Array(40 * 1024 * 1024))
    expect([refused.status, (await refused.json()).error]).toEqual([
      413,
      { code: 'PAYLOAD_TOO_LARGE', message: '文件太大，请选 20 MB 以内的文件。' },
    ])
    expect((await send(new Uint8Array(5))).status).toBe(200)
  } finally {
    await cloud.close()
  }
})

test('a taken port is refused, and the data folder is free again', async () => {
  const first = await startFixtureCloud()
  const data = mkdtempSync(path.join(tmpdir(), 'sandan-port-'))
  await expect(startFixtureCloud({ data, port: first.port })).rejects.toMatchObject({ code: 'EADDRINUSE' })
  await (await startFixtureCloud({ data })).close()
  await first.close()
  rmSync(data, { recursive: true })
})

describe('the console', () => {
  test('shows collections, documents, calls and what was not sent, with people’s words made harmless', async () => {
    const cloud = await startFixtureCloud()
    await cloud.call('api', { action: 'add', name: '<script>alert(1)</script>' }, { openid: 'o-chen' })
    const message = { name: 'subscribeMessage.send', data: { touser: 'o-chen', templateId: 't', data: {} } }
    await cloud.call('api', { action: 'openapi', ...message }, { openid: 'o-chen' })
    const page = await (await fetch(`${cloud.url}/console?collection=things`)).text()
    for (const words of ['things', '&#60;script&#62;', 'subscribeMessage.send', '未真正发送', '冷启动'])
      expect(page).toContain(words)
    expect(page).not.toContain('<script>alert')
    expect(await (await fetch(`${cloud.url}/console/calls.json`)).json()).toMatchObject([
      { label: 'add', documentsWritten: 1 },
      {},
    ])
    await cloud.close()
  })

  test('moves the clock', async () => {
    const cloud = await startFixtureCloud()
    const move = (body: string) => fetch(`${cloud.url}/console/clock`, { method: 'POST', body })
    expect((await move('{"offsetMs":86400000}')).status).toBe(200)
    expect(cloud.now().getTime() - Date.now()).toBeGreaterThan(86_000_000)
    expect((await move('{"offsetMs":"soon"}')).status).toBe(400)
    await cloud.close()
  })
})
