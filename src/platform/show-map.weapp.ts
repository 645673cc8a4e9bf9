import Taro from '@tarojs/taro'
import type { ShowMap } from './contract'

export const { showOnMap }: ShowMap = {
  showOnMap({ longitude, latitude, address }) {
    void Taro.openLocation({ longitude, latitude, name: address })
  },
}
