import { Text, View } from '@tarojs/components'
import './index.scss'

/** What a status means; colour and sign follow from it, so that neither stands alone. */
export type Tone = 'plain' | 'now' | 'done' | 'soon' | 'over' | 'points'

const SIGNS: Record<Tone, string> = { plain: '○', now: '◐', done: '✓', soon: '△', over: '!', points: '★' }

/** A status: sign + word + colour. */
export function Tag({ tone = 'plain', children }: { tone?: Tone; children: string }) {
  return (
    <View className={`tag tag--${tone}`}>
      <Text className="tag__sign">{SIGNS[tone]}</Text>
      <Text>{children}</Text>
    </View>
  )
}
