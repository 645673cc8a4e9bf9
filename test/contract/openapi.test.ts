import type { TestCloud } from '../support/cloud'
import { act, startFixtureCloud } from '../support/fixture-cloud'

describe('the stand-ins for WeChat’s open API', () => {
  const refusesMessages = new Set(['o-refuses'])
  let cloud: TestCloud
  beforeAll(async () => {
    cloud = await startFixtureCloud({ refusesMessages })
  })
  afterAll(() => cloud.close())

  const open = (name: string, data: object, openid?: string) => act(cloud, 'openapi', { name, data }, openid)
  const check = (content: string) => open('security.msgSecCheck', { content, version: 2, scene: 2, openid: 'o-chen' })

  test('a text passes, is risky, or goes to review by the words in it', async () => {
    expect(await check('路灯坏了')).toMatchObject({ result: { suggest: 'pass', label: 100 }, errCode: 0 })
    expect(await check('路灯【违规】')).toMatchObject({ result: { suggest: 'risky' } })
    expect(await check('路灯【待审】')).toMatchObject({ result: { suggest: 'review' } })
  })

  test('an image is checked by what is in it', async () => {
    expect(await act(cloud, 'checkImage', { text: 'flower' })).toMatchObject({ errCode: 0 })
    expect(await act(cloud, 'checkImage', { text: 'flower【违规】' })).toMatchObject({ thrown: { errCode: 87014 } })
  })

  test('the result of a media check is pushed once the function that asked has ended', async () => {
    await act(cloud, 'upload', { cloudPath: 'u/photo.jpg', text: 'jpeg【违规】' })
    const fileList = ['cloud://local-env.bucket-1/u/photo.jpg']
    const [{ tempFileURL }] = (await act(cloud, 'links', { fileList })) as [{ tempFileURL: string }]
    const asked = { media_url: tempFileURL, media_type: 2, version: 2, scene: 1, openid: 'o-chen' }
    const { traceId } = (await open('security.mediaCheckAsync', asked)) as { traceId: string }
    await cloud.idle()
    expect(cloud.database.read('pushes', { limit: 10, skip: 0 })).toMatchObject([
      {
        ...{ MsgType: 'event', Event: 'wxa_media_check', trace_id: traceId, appid: 'wx-local', version: 2 },
        result: { suggest: 'risky', label: 20001 },
      },
    ])
    expect(cloud.calls.at(-1)).toMatchObject({ functionName: 'push' })
    expect(cloud.calls.at(-1)!.source).not.toContain('wx_client')
  })

  test('a message is kept and marked as not sent; who refuses gets none', async () => {
    const message = {
      touser: 'o-chen',
      templateId: 'progress',
      page: 'pages/home',
      data: { thing1: { value: '已派单' } },
    }
    expect(await open('subscribeMessage.send', message)).toMatchObject({ errCode: 0 })
    expect(cloud.sent.at(-1)).toMatchObject({
      ...{ apiName: 'subscribeMessage.send', functionName: 'api', note: '未真正发送' },
      args: { touser: 'o-chen', template_id: 'progress', data: { thing1: { value: '已派单' } } },
    })
    const refused = await open('subscribeMessage.send', { ...message, touser: 'o-refuses' })
    expect(refused).toMatchObject({ thrown: { errCode: 43101 } })
    refusesMessages.delete('o-refuses')
    expect(await open('subscribeMessage.send', { ...message, touser: 'o-refuses' })).toMatchObject({ errCode: 0 })
  })

  test('a phone code gives the phone of its person; a code of nobody is refused', async () => {
    const own = await open('phonenumber.getPhoneNumber', { code: 'local-phone' })
    expect(own).toMatchObject({ phoneInfo: { purePhoneNumber: '13800000001', countryCode: '86' } })
    const named = await open('phonenumber.getPhoneNumber', { code: 'local-phone:visitor~1f' }, 'o-li')
    expect(named).toMatchObject({ phoneInfo: { phoneNumber: '13800000009' } })
    for (const code of ['local-phone:o-li', 'local-phone:visitor', 'abc'])
      expect(await open('phonenumber.getPhoneNumber', { code })).toMatchObject({ thrown: { errCode: 40029 } })
  })

  test('a mini-program code is a picture', async () => {
    const code = (await open('wxacode.getUnlimited', { scene: 'a=1', page: 'pages/home' })) as {
      contentType: string
      buffer: string
    }
    expect(code.contentType).toBe('image/png')
    expect(Buffer.from(code.buffer, 'base64').subarray(1, 4).toString()).toBe('PNG')
  })

  test('what config.json does not list is refused with -604101, what WeChat does not have with -604100', async () => {
    expect(await open('updatableMessage.createActivityId', {})).toMatchObject({ thrown: { errCode: -604101 } })
    expect(await open('foo.bar', {})).toMatchObject({ thrown: { errCode: -604100 } })
    expect(cloud.sent.at(-1)).toMatchObject({ apiName: 'foo.bar', answer: { errorCode: -604100 } })
  })
})
