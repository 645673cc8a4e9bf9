import { View } from '@tarojs/components'
import { kit, sixSteps } from '@/copy/kit'
import { aria } from '../aria'
import './index.scss'

interface Props {
  /** Which step is under way, 0–5; 6 when all are done. */
  now: number
  /** Words in place of the six names, for kinds of case that call them otherwise. */
  names?: readonly string[]
}

const stateOf = (at: number, now: number) => (at < now ? 'done' : at === now ? 'now' : 'todo')
const SIGNS = { done: '✓', now: '●', todo: '○' }

/** Where a case is on the six-step loop (六步闭环). */
export function SixSteps({ now, names = sixSteps }: Props) {
  return (
    <View className="six-steps" {...aria('list')}>
      {names.map((name, at) => {
        const state = stateOf(at, now)
        return (
          <View
            key={name}
            className={`six-steps__step six-steps__step--${state}`}
            {...aria('listitem', `${name}，${kit.steps[state]}`)}
          >
            <View className="six-steps__sign">{SIGNS[state]}</View>
            <View className="six-steps__name">{name}</View>
          </View>
        )
      })}
    </View>
  )
}
