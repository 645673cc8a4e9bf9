import { View } from '@tarojs/components'
import { useState } from 'react'
import type { Me } from '#types/person'
import type { HonourRow } from '#types/points'
import { Card } from '@/components/card'
import { Item } from '@/components/item'
import { List } from '@/components/list'
import { Page } from '@/components/page'
import { Tabs } from '@/components/tabs'
import { Tag } from '@/components/tag'
import { monthOrYear } from '@/components/when'
import { honourWords as words } from '@/copy/books'
import { WithMe } from '@/sections/with-me'
import { useQuery } from '@/state/query'
import { neighbourhoods } from '../village'

type Period = keyof typeof words.periods
const periods = (Object.keys(words.periods) as Period[]).map((value) => ({ value, label: words.periods[value] }))

/** 光荣榜: the households of one's village or group by what they earned; names as the village chooses to show them. */
export default function Honour() {
  return (
    <WithMe>
      {(me) => (
        <Page>
          <Content me={me} />
        </Page>
      )}
    </WithMe>
  )
}

function Content({ me }: { me: Me }) {
  const places = neighbourhoods(me)
  const [period, setPeriod] = useState<Period>('month')
  const [areaId, setAreaId] = useState(places[0]?.id)
  const honour = useQuery('points.honour', { period, ...(areaId ? { areaId } : {}) })
  return (
    <>
      {places.length > 1 && areaId && (
        <Tabs
          id="area"
          label={words.where}
          options={places.map(({ id, name }) => ({ value: id, label: name }))}
          value={areaId}
          onChange={setAreaId}
        />
      )}
      <Tabs id="period" label={words.period} options={periods} value={period} onChange={setPeriod} />
      {honour.data && (
        <View className="page__note">{words.heading(honour.data.areaName, monthOrYear(honour.data.period))}</View>
      )}
      <Card>
        <List
          id="honour"
          query={{ ...honour, rows: honour.data?.rows }}
          keyOf={({ rank, name }) => `${rank}-${name}`}
          empty={{ title: words.empty, advice: words.emptyAdvice }}
          row={(row) => <Household row={row} />}
        />
      </Card>
      <View className="page__note">{words.note}</View>
    </>
  )
}

function Household({ row: { rank, name, points, mine } }: { row: HonourRow }) {
  return (
    <Item amount={words.points(points)} tags={mine && <Tag tone="points">{words.mine}</Tag>}>
      {words.rank(rank)} {name}
    </Item>
  )
}
