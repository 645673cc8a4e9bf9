import { View } from '@tarojs/components'
import './index.scss'

/** The character that stands for a kind of thing, framed: seen before the words beside it are read. */
export function Glyph({ children }: { children: string }) {
  return <View className="glyph">{children}</View>
}
