import { visitorId } from '../../cloudfunctions/kernel/session'
import { startTestCloud, type TestCloud } from '../support/cloud'

describe('the doors of the deployed functions', () => {
  let cloud: TestCloud
  beforeAll(async () => {
    cloud = await startTestCloud()
  })
  afterAll(() => cloud.close())

  const envelope = (requestId = '00000000-0000-4000-8000-000000000001') => ({
    ...{ action: 'message.list', data: {}, requestId, client: { version: '1.0.0', platform: 'test' } },
  })

  test('a client is answered', async () => {
    expect(await cloud.as('o-1').call('message.list')).toMatchObject({ ok: true, data: { rows: [], unread: 0 } })
  })

  test('who is calling comes from the platform, whatever the caller sends', async () => {
    const posed = { ...envelope(), openid: 'o-1', userInfo: { openId: 'o-1' } }
    expect(await cloud.call('api', posed, { openid: 'o-2' })).toMatchObject({ error: { code: 'BAD_INPUT' } })
    const asked = { ...envelope(), action: 'person.me', userInfo: { openId: 'o-1' } }
    const me = await cloud.call('api', asked, { openid: 'o-2' })
    expect(me).toMatchObject({ ok: true, data: { personId: visitorId('o-2') } })
  })

  test('a function that calls on, or a timer, is not a client', async () => {
    for (const source of ['wx_client,scf', 'scf', 'wx_trigger']) {
      const answer = await cloud.call('api', envelope(), { openid: 'o-1', source })
      expect(answer).toMatchObject({ ok: false, error: { code: 'FORBIDDEN' } })
    }
  })

  test('a client can’t run the clock, send a push or start a job', async () => {
    for (const name of ['clock', 'push', 'job']) {
      await expect(cloud.call(name, {}, { openid: 'o-1' })).rejects.toThrow('may not call')
    }
  })

  test('the timer runs the clock', async () => {
    expect(await cloud.fire('clock')).toMatchObject({ caseEffects: 0 })
  })
})
