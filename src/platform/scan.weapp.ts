import Taro from '@tarojs/taro'
import type { Scan } from './contract'

export const { scan }: Scan = {
  scan: () =>
    Taro.scanCode({}).then(
      // A mini-program code has no text of its own: what it says stands in the path of the page that it opens.
      ({ path, result }) => path || result,
      () => undefined,
    ),
}
