import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import './index.scss'

/** Buttons side by side, equally wide; below each other where they don't fit. */
export function Row({ children }: { children: ReactNode }) {
  return <View className="row">{children}</View>
}
