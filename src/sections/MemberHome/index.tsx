import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import type { HomeOutput } from '#types/home'
import { Card } from '@/components/card'
import { CaseRow } from '@/components/case-row'
import { Cell } from '@/components/cell'
import { Empty } from '@/components/status-box'
import { pointsWords as points } from '@/copy/points'
import { member as copy } from '@/copy/work'
import { go } from '@/platform/go'
import { useQuery } from '@/state/query'
import { workPages } from '../menu'

interface Props {
  data: NonNullable<HomeOutput['member']>
  onRefresh(): void
}

const toPool = () => void Taro.navigateTo({ url: workPages.pool })

/** The part of the home page for whoever takes orders: what is offered to me, what I have in hand, the pool, this month. */
export function MemberHome({ data }: Props) {
  const merit = useQuery('points.account', {}).data?.merit
  return (
    <View id="member-home">
      <Card>
        <Cell id="member-pool" label={copy.pool} note={copy.poolNote(data.pool)} onTap={toPool} />
        <Cell id="member-activities" label={copy.activities} onTap={() => go('activities')} />
        <Cell label={copy.done} value={copy.doneCount(data.doneThisMonth)} />
        {merit && <Cell label={points.merit} value={points.points(merit.earnedThisMonth)} />}
      </Card>
      {data.offered.length > 0 && (
        <Card title={copy.offered}>
          {data.offered.map((row) => (
            <CaseRow key={row.id} row={row} onTap={toPool} />
          ))}
        </Card>
      )}
      <Card title={copy.running}>
        {data.running.length === 0 && (
          <Empty title={copy.nothing} action={{ id: 'member-to-pool', words: copy.toPool, onTap: toPool }} />
        )}
        {data.running.map((row) => (
          <CaseRow key={row.id} row={row} onTap={() => go('order', { caseId: row.id })} />
        ))}
      </Card>
    </View>
  )
}
