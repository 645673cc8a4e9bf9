import Taro from '@tarojs/taro'

/** Small things kept on the phone, as JSON: synchronous, so that they are safe before the app is closed. */
export interface Storage {
  /** `undefined` when absent or unreadable. */
  get<Value>(key: string): Value | undefined
  /** Gives whether it was kept; false when the phone's space is used up. */
  set(key: string, value: unknown): boolean
  remove(key: string): void
}

const PREFIX = 'sandan.'

/** WeChat's storage, or the browser's localStorage. */
export const storage: Storage = {
  get(key) {
    try {
      const text: unknown = Taro.getStorageSync(PREFIX + key)
      return typeof text === 'string' && text !== '' ? JSON.parse(text) : undefined
    } catch {
      return undefined
    }
  },
  set(key, value) {
    try {
      Taro.setStorageSync(PREFIX + key, JSON.stringify(value))
      return true
    } catch {
      return false
    }
  },
  remove(key) {
    Taro.removeStorageSync(PREFIX + key)
  },
}
