import { View } from '@tarojs/components'
import { type RedemptionDetail, redemptionStates } from '#types/redemption'
import { Card } from '@/components/card'
import { Cell } from '@/components/cell'
import { Tag } from '@/components/tag'
import { Timeline } from '@/components/timeline'
import { momentSaid } from '@/components/when'
import { storeWords, redemptionWords as words } from '@/copy/store'
import { cloudTime } from '@/platform/clock'
import { goodsSaid, redemptionTones } from '../said'
import '../store.scss'

/** What was redeemed, where and for how much, and what has happened since, a sentence each. */
export function Receipt({ redemption }: { redemption: RedemptionDetail }) {
  const { state, items, points, storeName, household, byCard, at, handedOverAt, steps } = redemption
  return (
    <>
      <Card
        title={words.receipt}
        aside={
          <View id="redemption-state">
            <Tag tone={redemptionTones[state]}>{redemptionStates[state]}</Tag>
          </View>
        }
      >
        <Cell label={words.goods} value={goodsSaid(items)} />
        <Cell label={words.sum} value={<View className="store__gold">{storeWords.points(points)}</View>} />
        <Cell label={words.store} value={storeName} />
        <Cell
          label={words.household}
          value={`${household.name} ${household.number}`}
          note={byCard ? words.byCard : undefined}
        />
        <Cell label={words.at} value={momentSaid(handedOverAt ?? at, cloudTime())} />
      </Card>
      <Card title={words.steps}>
        <Timeline
          entries={[...steps].reverse().map((step) => ({
            id: `${step.event}-${step.at}`,
            title: step.sentence,
            at: step.at,
          }))}
        />
      </Card>
    </>
  )
}
