import Taro from '@tarojs/taro'
import type { Places } from './contract'
import { CallError } from './error'

export const { choosePlace, whereAmI }: Places = {
  async choosePlace(around) {
    try {
      const at = await Taro.chooseLocation(around ? { latitude: around.latitude, longitude: around.longitude } : {})
      if (!at.latitude) return undefined
      return { latitude: Number(at.latitude), longitude: Number(at.longitude), address: at.name || at.address }
    } catch (thrown) {
      if (String((thrown as { errMsg?: string }).errMsg).includes('cancel')) return undefined
      throw new CallError('REFUSED')
    }
  },
  async whereAmI() {
    try {
      const { latitude, longitude } = await Taro.getLocation({ type: 'gcj02' })
      return { latitude, longitude }
    } catch {
      throw new CallError('REFUSED')
    }
  },
}
