import Taro from '@tarojs/taro'
import type { Network } from './contract'

export const { onNetwork }: Network = {
  onNetwork(hear) {
    const listener = ({ isConnected }: { isConnected: boolean }) => hear(isConnected)
    Taro.getNetworkType({ success: ({ networkType }) => hear(networkType !== 'none') })
    Taro.onNetworkStatusChange(listener)
    return () => Taro.offNetworkStatusChange(listener)
  },
}
