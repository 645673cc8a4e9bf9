import { View } from '@tarojs/components'
import type { OrderView } from '#types/case'
import { Card } from '@/components/card'
import { Cell } from '@/components/cell'
import { momentSaid, whenSaid } from '@/components/when'
import { detailWords as words } from '@/copy/detail'
import { cloudTime } from '@/platform/clock'

/** To whom it was given, newest first, and why it was offered to me: the parts of the score. */
export function Orders({ orders }: { orders: readonly OrderView[] }) {
  if (orders.length === 0) return null
  const now = cloudTime()
  return (
    <Card title={words.orders}>
      {[...orders].reverse().map(({ id, to, state, offeredAt, acceptBy, why }) => (
        <View key={id}>
          <Cell
            label={to}
            value={words.orderStates[state]}
            note={
              state === 'offered' && acceptBy ? words.acceptBy(momentSaid(acceptBy, now)) : whenSaid(offeredAt, now)
            }
          />
          {why && why.length > 0 && (
            <View className="file__why">
              <View className="page__note">{words.why}</View>
              {why.map((part) => (
                <Cell key={part.label} label={part.label} note={part.words} value={words.score(part.points, part.of)} />
              ))}
            </View>
          )}
        </View>
      ))}
    </Card>
  )
}
