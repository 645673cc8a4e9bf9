import { type KernelCloud, startKernelCloud } from '../support/kernel-cloud'

describe('what WeChat does for us, over the real SDK', () => {
  let cloud: KernelCloud
  beforeAll(async () => {
    cloud = await startKernelCloud({ refusesMessages: new Set(['o-refuses']) })
  })
  afterAll(() => cloud.close())

  test('words pass, want a person, or are refused', async () => {
    const check = (text: string) => cloud.platform.checkText('o-test', text, 2)
    expect(await check('村口路灯不亮')).toBe('pass')
    expect(await check('【待审】')).toBe('review')
    expect(await check('【违规】')).toBe('risky')
  })

  test('a message is sent, or refused by somebody who did not agree', async () => {
    const send = (openid: string) =>
      cloud.platform.send(openid, 'template', 'pages/home/index', { thing1: { value: '已办结' } })
    expect(await send('o-test')).toBe('sent')
    expect(await send('o-refuses')).toBe('refused')
  })

  test('a mini-program code comes as a picture', async () => {
    const code = await cloud.platform.placeCode('p=1', 'pages/home/index')
    expect(code.subarray(1, 4).toString()).toBe('PNG')
  })
})

test('when WeChat can’t be asked, checks say so instead of failing the submission', async () => {
  const cloud = await startKernelCloud({ openapi: false })
  expect(await cloud.platform.checkText('o-test', '路灯', 2)).toBe('unchecked')
  expect(await cloud.platform.checkMedia('o-test', 'cloud://local-env.bucket-1/u/a.jpg', 'picture')).toBeNull()
  expect(await cloud.platform.send('o-test', 'template', 'pages/home/index', {})).toBe('failed')
  await cloud.close()
})
