import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import type { Rule } from '#types/rule'
import { aria } from '@/components/aria'
import { factsSaid, pointsSaid, rateSaid } from './rule-said'
import './points.scss'

interface Props {
  rule: Rule
  /** Chooses it; the node's id is `rule-<id>`. */
  onTap?(): void
  /** Buttons and marks below. */
  children?: ReactNode
}

/** One rule: what for, how many points, and what holds for it. */
export function RuleLine({ rule, onTap, children }: Props) {
  const facts = factsSaid(rule)
  return (
    <View className="points__line">
      <View className="points__body">
        <View
          id={`rule-${rule.id}`}
          onClick={onTap}
          {...aria(onTap ? 'button' : 'listitem', `${rule.label}，${pointsSaid(rule)}，${facts.join('，')}`)}
        >
          {rule.label}
          <View className="points__facts">
            {facts.map((fact) => (
              <View key={fact}>{fact}</View>
            ))}
          </View>
        </View>
        {children && <View className="points__below">{children}</View>}
      </View>
      <View className={rule.sign === 'negative' ? 'points__cost' : 'points__gain'}>{rateSaid(rule)}</View>
    </View>
  )
}
