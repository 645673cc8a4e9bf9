import Taro from '@tarojs/taro'
import type { Photos } from './contract'

export const { choosePhotos, showPhotos }: Photos = {
  async choosePhotos(most) {
    try {
      const { tempFilePaths } = await Taro.chooseImage({
        count: most,
        sizeType: ['compressed'],
        sourceType: ['camera', 'album'],
      })
      return tempFilePaths.slice(0, most)
    } catch {
      return []
    }
  },
  showPhotos(addresses, first) {
    Taro.previewImage({ urls: addresses, current: first })
  },
}
