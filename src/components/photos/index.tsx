import { Image, View } from '@tarojs/components'
import type { MediaView } from '#types/case'
import { kit } from '@/copy/kit'
import { showPhotos } from '@/platform/photos'
import { aria } from '../aria'
import { whyMissing } from './missing'
import './index.scss'

interface Props {
  /** Of the pictures: `<id>-0`, `<id>-1` … */
  id: string
  /** Addresses that can be shown, or pictures of which some may not. */
  photos: readonly (string | MediaView)[]
}

/** Small pictures that open full size, and why some of them are not there. Nothing without pictures. */
export function Photos({ id, photos }: Props) {
  if (photos.length === 0) return null
  const shown = photos.flatMap((photo) => (typeof photo === 'string' ? photo : (photo.url ?? [])))
  const reasons = photos.flatMap((photo) => (typeof photo === 'string' ? [] : (whyMissing(photo) ?? [])))
  return (
    <View className="photos">
      {shown.map((address, at) => (
        <Image
          key={address}
          id={`${id}-${at}`}
          className="photos__one"
          src={address}
          mode="aspectFill"
          lazyLoad
          onClick={() => showPhotos(shown, address)}
          {...aria('button', kit.photo(at + 1))}
        />
      ))}
      {[...new Set(reasons)].map((reason) => (
        <View key={reason} className="page__note">
          {reason}
        </View>
      ))}
    </View>
  )
}
