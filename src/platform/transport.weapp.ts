import Taro from '@tarojs/taro'
import type { Answer } from '#types/common'
import type { Send } from './contract'
import { CallError } from './error'

/** How the cloud names this client. */
export const platform = 'weapp' as const

let ready = false

/** Sends through WeChat cloud's function `api`. */
export const send: Send = async (envelope) => {
  if (!ready) {
    Taro.cloud.init({})
    ready = true
  }
  try {
    const { result } = await Taro.cloud.callFunction({ name: 'api', data: envelope })
    return result as unknown as Answer
  } catch (thrown) {
    console.warn('call', envelope.action, thrown)
    throw new CallError('NETWORK')
  }
}
