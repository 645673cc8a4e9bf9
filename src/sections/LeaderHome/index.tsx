import { View } from '@tarojs/components'
import type { HomeOutput } from '#types/home'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { CaseRow } from '@/components/case-row'
import { Empty } from '@/components/status-box'
import { leader as copy } from '@/copy/work'
import { go } from '@/platform/go'
import { openCases } from '../cases'
import '../figures.scss'

interface Props {
  data: NonNullable<HomeOutput['leader']>
  onRefresh(): void
}

const change = (now: number, before: number) =>
  now === before ? copy.same : now > before ? `▲ ${copy.more(now - before)}` : `▼ ${copy.less(before - now)}`

/** The part of the home page for whoever leads an area: its figures beside the month before, and what is overdue. */
export function LeaderHome({ data }: Props) {
  return (
    <View id="leader-home">
      <Card title={copy.title(data.areaName)}>
        <View className="figures">
          {data.figures.map(({ label, now, before }) => (
            <View key={label} className="figures__one">
              <View className="figures__number">{now}</View>
              <View className="figures__word">{label}</View>
              <View className="page__note">{copy.before(before)}</View>
              <View className="page__note">{change(now, before)}</View>
            </View>
          ))}
        </View>
      </Card>
      <Card title={copy.overdue}>
        {data.overdue.length === 0 && <Empty title={copy.noOverdue} />}
        {data.overdue.map((row) => (
          <CaseRow key={row.id} row={row} onTap={() => go('order', { caseId: row.id })} />
        ))}
        {data.overdue.length > 0 && (
          <Button id="leader-overdue" onTap={() => openCases({ view: 'overdue' })}>
            {copy.all}
          </Button>
        )}
      </Card>
    </View>
  )
}
