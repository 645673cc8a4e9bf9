import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import type { Rule } from '#types/rule'
import { Item } from '@/components/item'
import { factsSaid, pointsSaid, rateSaid } from './rule-said'

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
    <Item
      id={`rule-${rule.id}`}
      label={`${rule.label}，${pointsSaid(rule)}，${facts.join('，')}`}
      amount={rateSaid(rule)}
      loss={rule.sign === 'negative'}
      note={facts.map((fact) => <View key={fact}>{fact}</View>)}
      below={children}
      onTap={onTap}
    >
      {rule.label}
    </Item>
  )
}
