import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { type RedemptionView, redemptionStates } from '#types/redemption'
import { Card } from '@/components/card'
import { joined } from '@/components/joined'
import { Tag } from '@/components/tag'
import { whenSaid } from '@/components/when'
import { redemptionWords, storeWords as words } from '@/copy/store'
import { cloudTime } from '@/platform/clock'
import { goodsSaid, redemptionTones } from './said'
import './store.scss'

interface Props {
  row: RedemptionView
  /** To the staff: whose it is. */
  withHousehold?: boolean
  /** In place of its state. */
  mark?: ReactNode
  onTap(): void
}

/** One redemption in a list. Id: `redemption-<id>`. */
export function RedemptionRow({ row, withHousehold, mark, onTap }: Props) {
  const { id, state, items, points, at, handedOverAt, byCard, household } = row
  const goods = goodsSaid(items)
  return (
    <Card
      id={`redemption-${id}`}
      title={goods}
      label={`${goods} ${redemptionStates[state]}`}
      aside={mark ?? <Tag tone={redemptionTones[state]}>{redemptionStates[state]}</Tag>}
      onTap={onTap}
    >
      <View className="store__gold">{words.points(points)}</View>
      <View className="page__note">
        {joined([
          withHousehold && `${household.name} ${household.number}`,
          byCard && redemptionWords.byCard,
          whenSaid(handedOverAt ?? at, cloudTime()),
        ])}
      </View>
    </Card>
  )
}
