import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import './index.scss'

interface Props {
  /** At the left, with a scroll of its own; isn't printed. */
  list: ReactNode
  /** What was chosen in it. */
  children: ReactNode
}

/** A list with what was chosen beside it; for windows that `useWide()` finds wide enough. */
export function SideBySide({ list, children }: Props) {
  return (
    <View className="side-by-side">
      <View className="side-by-side__list">{list}</View>
      <View className="side-by-side__one">{children}</View>
    </View>
  )
}
