import { View } from '@tarojs/components'
import type { CardReceipt } from '#types/card'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { Cell } from '@/components/cell'
import { Page } from '@/components/page'
import { Tag } from '@/components/tag'
import { dateAndTime } from '@/components/when'
import { cardCounterWords as words } from '@/copy/card'
import { goodsSaid } from '../said'
import './index.scss'

/** What was handed over, and what is left. */
export function Receipt({ receipt, onNext }: { receipt: CardReceipt; onNext(): void }) {
  const { redemption, balance } = receipt
  const { household, items, steps, storeName } = redemption
  return (
    <Page
      large
      footer={
        <Button id="card-next" kind="main" onTap={onNext}>
          {words.next}
        </Button>
      }
    >
      <Card title={words.given} aside={<Tag tone="done">{words.receipt}</Tag>}>
        <View id="card-receipt" className="card-counter__big">
          {goodsSaid(items)}
        </View>
        <Cell label={storeName} value={words.household(household.number, household.name)} />
        {steps.map(({ at, event, sentence }) => {
          const { date, time } = dateAndTime(at)
          return <Cell key={event} label={sentence} note={`${date} ${time}`} />
        })}
        <View className="card-counter__big">{words.remaining(balance)}</View>
        <View className="page__note">{words.told}</View>
      </Card>
    </Page>
  )
}
