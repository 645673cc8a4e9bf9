import Taro from '@tarojs/taro'
import type { Scan } from './contract'

export const { scan }: Scan = {
  scan: () =>
    Taro.scanCode({}).then(
      ({ result }) => result,
      () => undefined,
    ),
}
