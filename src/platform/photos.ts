import Taro from '@tarojs/taro'
import { mostPhotoBytes } from '#types/case'
import type { Photos } from './contract'
import { CallError } from './error'

const megabytes = (bytes: number) => Math.round(bytes / 1024 / 1024)

const tooLarge = (bytes: number) =>
  `这张照片有 ${megabytes(bytes)} MB，太大了，请选 ${megabytes(mostPhotoBytes)} MB 以内的，或重新拍一张。`

export const { choosePhotos, showPhotos }: Photos = {
  async choosePhotos(most) {
    const chosen = await Taro.chooseImage({
      count: most,
      sizeType: ['compressed'],
      sourceType: ['camera', 'album'],
      // closing the album chooses nothing
    }).catch(() => ({ tempFiles: [] }))
    const photos = chosen.tempFiles.slice(0, most)
    const large = photos.find(({ size }) => size > mostPhotoBytes)
    if (large) throw new CallError('FILE_REFUSED', tooLarge(large.size))
    return photos.map(({ path }) => path)
  },
  showPhotos(addresses, first) {
    Taro.previewImage({ urls: addresses, current: first })
  },
}
