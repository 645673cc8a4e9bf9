import { View } from '@tarojs/components'
import { useState } from 'react'
import type { Rule } from '#types/rule'
import { type RuleGroup, ruleGroups } from '#types/rule-words'
import { Card } from '@/components/card'
import { NoticeBar } from '@/components/notice-bar'
import { Skeleton } from '@/components/skeleton'
import { Empty, Failure } from '@/components/status-box'
import { Tabs } from '@/components/tabs'
import { rulesWords as words } from '@/copy/rules'
import type { Query } from '@/state/query'
import { RuleLine } from './rule-line'

interface Props {
  /** The village's table. */
  table: Pick<Query<{ items: Rule[] }>, 'data' | 'error' | 'loading' | 'reload'>
  title: string
  /** Which of them can be chosen. */
  may(rule: Rule): boolean
  empty: { title: string; advice: string }
  onChoose(rule: Rule): void
}

/** One rule of the table, chosen by its group. */
export function RuleChooser({ table, title, may, empty, onChoose }: Props) {
  const items = (table.data?.items ?? []).filter(may)
  const groups = (Object.keys(ruleGroups) as RuleGroup[]).filter((group) => items.some((rule) => rule.group === group))
  const [chosen, setChosen] = useState<RuleGroup>()
  const group = chosen ?? groups[0]
  if (table.loading) return <Skeleton />
  if (!table.data)
    return table.error ? <Failure id="rules" error={table.error} onRetry={() => void table.reload()} /> : null
  if (!group) return <Empty {...empty} />
  const shown = items.filter((rule) => rule.group === group)
  return (
    <>
      <View className="page__title">{title}</View>
      <Tabs
        id="group"
        label={words.groups}
        options={groups.map((value) => ({ value, label: ruleGroups[value] }))}
        value={group}
        onChange={setChosen}
      />
      <Card>
        {shown.map((rule) => (
          <RuleLine key={rule.id} rule={rule} onTap={() => onChoose(rule)} />
        ))}
      </Card>
      {shown.some(({ sign }) => sign === 'negative') && <NoticeBar>{words.negative}</NoticeBar>}
    </>
  )
}
