import { Image, View } from '@tarojs/components'
import type { GoodsView } from '#types/store'
import { aria } from '@/components/aria'
import { shelfWords as words } from '@/copy/shelf'
import './goods-photo.scss'

/** An item's photo; the first character of its name where it has none, which a screen reader has read already. */
export function GoodsPhoto({ goods: { name, photoUrl } }: { goods: Pick<GoodsView, 'name' | 'photoUrl'> }) {
  if (!photoUrl)
    return (
      <View className="goods-photo goods-photo--glyph" aria-hidden>
        {[...name][0]}
      </View>
    )
  return <Image className="goods-photo" src={photoUrl} mode="aspectFill" lazyLoad {...aria('img', words.photo(name))} />
}
