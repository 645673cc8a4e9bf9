import { readdirSync } from 'node:fs'
import path from 'node:path'
import type { TestCloud } from '../support/cloud'
import { act, startFixtureCloud } from '../support/fixture-cloud'

const idOf = (cloudPath: string) => `cloud://local-env.bucket-1/${cloudPath}`

describe('files through the SDK', () => {
  let cloud: TestCloud
  beforeAll(async () => {
    cloud = await startFixtureCloud({ fileLimit: 1000 })
  })
  afterAll(() => cloud.close())

  const link = async (cloudPath: string, maxAge = 600) => {
    const [file] = (await act(cloud, 'links', { fileList: [{ fileID: idOf(cloudPath), maxAge }] })) as {
      tempFileURL: string
    }[]
    return file!.tempFileURL
  }

  test('what is uploaded is downloaded again, under a Chinese name with a blank', async () => {
    const upload = await act(cloud, 'upload', { cloudPath: 'u/中 文.txt', text: '水管爆了' })
    expect(upload).toMatchObject({ fileID: idOf('u/中 文.txt'), statusCode: -1 })
    expect(await act(cloud, 'download', { fileID: idOf('u/中 文.txt') })).toBe('水管爆了')
  })

  test('a temporary link serves an image as one, and anything else only as a download', async () => {
    await act(cloud, 'upload', { cloudPath: 'u/a.png', text: 'png' })
    await act(cloud, 'upload', { cloudPath: 'u/a.html', text: '<script>' })
    const image = await fetch(await link('u/a.png'))
    expect([image.status, image.headers.get('content-type'), await image.text()]).toEqual([200, 'image/png', 'png'])
    const page = await fetch(await link('u/a.html'))
    expect(page.headers.get('content-type')).toBe('application/octet-stream')
    expect(page.headers.get('content-disposition')).toBe('attachment')
  })

  test('a link ends with its time, and serves no other file than its own', async () => {
    await act(cloud, 'upload', { cloudPath: 'u/b.png', text: 'b' })
    await act(cloud, 'upload', { cloudPath: 'u/c.png', text: 'c' })
    const short = await link('u/b.png', 60)
    expect((await fetch(short.replace('u/b.png', 'u/c.png'))).status).toBe(403)
    expect((await fetch(short.replace(/sign=.*/, 'sign='))).status).toBe(403)
    cloud.advance(59_000)
    expect((await fetch(short)).status).toBe(200)
    cloud.advance(2_000)
    expect((await fetch(short)).status).toBe(403)
  })

  test('a deleted file is gone: no link, no download, the old link answers 404', async () => {
    await act(cloud, 'upload', { cloudPath: 'u/d.png', text: 'd' })
    const old = await link('u/d.png')
    expect(await act(cloud, 'discard', { fileList: [idOf('u/d.png'), idOf('u/never.png')] })).toMatchObject([
      { fileID: idOf('u/d.png'), status: 0 },
      { fileID: idOf('u/never.png'), status: -503003 },
    ])
    expect(await act(cloud, 'links', { fileList: [idOf('u/d.png')] })).toMatchObject([
      { status: -503003, tempFileURL: '' },
    ])
    expect(await act(cloud, 'download', { fileID: idOf('u/d.png') })).toMatchObject({ thrown: { errCode: -1 } })
    expect((await fetch(old)).status).toBe(404)
  })

  test('a file over the limit is refused and leaves nothing', async () => {
    const before = readdirSync(path.join(cloud.data, 'files'))
    const refused = await act(cloud, 'upload', { cloudPath: 'u/large.txt', text: 'x'.repeat(1001) })
    expect(refused).toHaveProperty('thrown')
    expect(readdirSync(path.join(cloud.data, 'files'))).toEqual(before)
  })

  test.each(['../secret', '/etc/passwd', 'u/../../x', 'u//x', 'u/a?b', ''])(
    'the path "%s" is refused',
    async (cloudPath) => {
      expect(await act(cloud, 'upload', { cloudPath, text: 'x' })).toHaveProperty('thrown')
    },
  )

  test('an upload that nobody announced is refused', async () => {
    const put = await fetch(`${cloud.url}/cos/u%2Fe.png`, {
      method: 'PUT',
      body: 'e',
      headers: { authorization: 'made-up' },
    })
    expect([put.status, await put.text()]).toEqual([403, expect.stringContaining('SignatureDoesNotMatch')])
  })
})
