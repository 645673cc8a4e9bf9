import { View } from '@tarojs/components'
import type { AccountView } from '#types/points'
import { units } from '#types/units'
import { Card } from '@/components/card'
import { Cell } from '@/components/cell'
import { NoticeBar } from '@/components/notice-bar'
import { Tag } from '@/components/tag'
import { daySaid } from '@/components/when'
import { pointsWords as words } from '@/copy/points'
import { cloudTime } from '@/platform/clock'
import './index.scss'

/** What an account has: the balance, the points by year with their end, what is set aside and what is owed. */
export function Account({ account }: { account: AccountView }) {
  const now = cloudTime()
  const { unit, name, balance, vintages, held, owed, earnedThisMonth } = account
  return (
    <Card title={words.title(name, units[unit])}>
      <View className="account__balance">
        <View id={`balance-${unit}`} className="account__number">
          {words.points(balance)}
        </View>
        <View className="page__note">{words.earned(earnedThisMonth)}</View>
      </View>
      {owed > 0 && <NoticeBar tone="warn">{words.owed(owed)}</NoticeBar>}
      {vintages.map(({ year, ends, points, endsSoon }) => (
        <Cell
          key={`${year}-${ends}`}
          label={words.vintage(year)}
          note={ends ? words.until(daySaid(ends, now)) : words.forever}
          value={
            <View className="account__vintage">
              {endsSoon && <Tag tone="soon">{words.endsSoon}</Tag>}
              {words.points(points)}
            </View>
          }
        />
      ))}
      {held > 0 && <Cell label={words.held} value={words.points(held)} />}
    </Card>
  )
}
