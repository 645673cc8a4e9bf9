import Taro from '@tarojs/taro'

/** Tells at once, and on every change, whether there is a network. Gives a function that stops listening. */
export function onNetwork(hear: (online: boolean) => void): () => void {
  const listener = ({ isConnected }: { isConnected: boolean }) => hear(isConnected)
  Taro.getNetworkType({ success: ({ networkType }) => hear(networkType !== 'none') })
  Taro.onNetworkStatusChange(listener)
  return () => Taro.offNetworkStatusChange(listener)
}
