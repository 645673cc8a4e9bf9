import Taro from '@tarojs/taro'
import type { Awake } from './contract'

export const { keepAwake }: Awake = {
  keepAwake: (on) => void Taro.setKeepScreenOn({ keepScreenOn: on }).catch(() => undefined),
}
