/** Calls of the demo's people through the real door, for what the first start plays. */
import { v7 } from 'uuid'
import type { Cloud } from '../../local/main'
import type { Api } from '../../types/api'
import { openidOf } from './personas'

/** Words of the demo begin with this, so that nobody takes them for real. */
export const mark = '（演示）'

/** Calls an action as somebody of the demo. */
export type By = <Name extends keyof Api>(
  who: string,
  action: Name,
  data: Api[Name]['input'],
) => Promise<Api[Name]['output']>

/** @param cloud a running local cloud with the demo county in it; a refusal throws */
export function callerOf(cloud: Pick<Cloud, 'call' | 'now'>): By {
  return async <Name extends keyof Api>(who: string, action: Name, data: Api[Name]['input']) => {
    const event = {
      action,
      data,
      requestId: v7({ msecs: cloud.now().getTime() }),
      client: { version: '1.0.0', platform: 'h5' },
    }
    const answer = (await cloud.call('api', event, { openid: openidOf(who) })) as
      | { ok: true; data: Api[Name]['output'] }
      | { ok: false; error: { code: string; message: string } }
    if (answer.ok) return answer.data
    throw new Error(`${action} ${who}: ${answer.error.code} ${answer.error.message}`)
  }
}
