import { View } from '@tarojs/components'
import { kit } from '@/copy/kit'
import { aria } from '../aria'
import './index.scss'

/** Grey lines in place of what is being loaded. `rows` = how many cards. */
export function Skeleton({ rows = 3 }: { rows?: number }) {
  return (
    <View {...aria('status', kit.loading)}>
      {Array.from({ length: rows }, (_, at) => `skeleton-${at}`).map((key) => (
        <View key={key} className="skeleton">
          <View className="skeleton__line skeleton__line--short" />
          <View className="skeleton__line" />
        </View>
      ))}
    </View>
  )
}
