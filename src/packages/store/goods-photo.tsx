import { Image, View } from '@tarojs/components'
import type { GoodsView } from '#types/store'
import { aria } from '@/components/aria'
import { shelfWords as words } from '@/copy/shelf'
import './behind.scss'

/** An item's photo; the first letter of its name where it has none. */
export function GoodsPhoto({ goods: { name, photoUrl } }: { goods: Pick<GoodsView, 'name' | 'photoUrl'> }) {
  if (!photoUrl) return <View className="behind__photo behind__photo--glyph">{name[0]}</View>
  return <Image className="behind__photo" src={photoUrl} mode="aspectFill" {...aria('img', words.photo(name))} />
}
