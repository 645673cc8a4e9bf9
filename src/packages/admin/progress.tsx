import { View } from '@tarojs/components'
import { aria } from '@/components/aria'
import './progress.scss'

/** How far a long work has come: `part` 0–1, with words that say so. */
export function Progress({ part, words }: { part: number; words: string }) {
  return (
    <View className="progress" {...aria('progressbar', words)}>
      <View className="progress__track">
        <View className="progress__fill" style={{ width: `${Math.round(100 * Math.min(1, part))}%` }} />
      </View>
      <View className="progress__words">{words}</View>
    </View>
  )
}
