import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { businessDate } from '#types/business-date'
import type { StoreMonthView } from '#types/store'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { Cell } from '@/components/cell'
import { NoticeBar } from '@/components/notice-bar'
import { Page } from '@/components/page'
import { Row } from '@/components/row'
import { Skeleton } from '@/components/skeleton'
import { Failure } from '@/components/status-box'
import { momentSaid } from '@/components/when'
import { monthWords as words } from '@/copy/shelf'
import { cloudTime } from '@/platform/clock'
import { useOnReturn } from '@/state/on-return'
import { useQuery } from '@/state/query'
import type { MyStore } from '../my-store'
import { WithStore } from '../with-store'
import { monthAway, monthTitle } from './figures'
import { Hand } from './hand'
import { Lines } from './lines'
import { Sign, waitsForMe } from './sign'
import './index.scss'

/** 月结: what was there, came, went and is there, whether it adds up, and who has signed it. Opened with `month`, else the last one. */
export default function Month() {
  return <WithStore>{(mine) => <Content mine={mine} />}</WithStore>
}

function Content({ mine }: { mine: MyStore }) {
  const asked = useRouter().params.month
  const present = businessDate(new Date(cloudTime())).slice(0, 7)
  const [month, setMonth] = useState(asked ?? monthAway(present, -1))
  const query = useQuery('storeMonth.get', { storeId: mine.id, month })
  useOnReturn(query.reload)
  const { data, error } = query
  return (
    <Page footer={data && waitsForMe(mine, data) && <Sign month={data} />}>
      <View className="month__no-print month__which">
        <Row>
          <Button id="month-before" onTap={() => setMonth(monthAway(month, -1))}>
            {words.before}
          </Button>
          <Button id="month-after" disabled={month >= present} onTap={() => setMonth(monthAway(month, 1))}>
            {words.after}
          </Button>
        </Row>
      </View>
      {query.loading && <Skeleton />}
      {error && !data && <Failure id="month" error={error} onRetry={() => void query.reload()} />}
      {data && <Figures month={data} />}
    </Page>
  )
}

function Figures({ month }: { month: StoreMonthView }) {
  const { storeName, lines, problems, over, pointsGiven, pointsTaken, pointsOwed } = month
  return (
    <>
      <Card title={monthTitle(storeName, month.month)}>
        {problems.length > 0 ? (
          <NoticeBar id="month-problems" tone="error">
            {words.problem}
            {problems.map((problem) => (
              <View key={problem}>{problem}</View>
            ))}
          </NoticeBar>
        ) : (
          <NoticeBar id="month-balanced">{words.balanced}</NoticeBar>
        )}
        {!over && (
          <NoticeBar tone="warn">
            {words.going}，{words.goingAdvice}
          </NoticeBar>
        )}
        <Cell label={words.given} value={words.pointsOf(pointsGiven)} />
        <Cell label={words.taken} value={words.pointsOf(pointsTaken)} />
        {pointsOwed !== 0 && <Cell label={words.owed} value={words.pointsOf(pointsOwed)} />}
      </Card>
      <Card title={words.lines}>
        {lines.length === 0 ? <View className="page__note">{words.empty}</View> : <Lines lines={lines} />}
      </Card>
      <Signatures month={month} />
      <Hand month={month} />
    </>
  )
}

function Signatures({ month: { signed } }: { month: StoreMonthView }) {
  const roles = Object.keys(words.signer) as (keyof typeof words.signer)[]
  return (
    <Card title={words.signatures}>
      {roles.map((role) => {
        const by = signed.find((signature) => signature.role === role)
        return (
          <Cell
            key={role}
            label={words.signer[role]}
            value={
              <View id={`signed-${role}`}>
                {by ? words.signedBy(by.name, momentSaid(by.at, cloudTime())) : words.notSigned}
              </View>
            }
          />
        )
      })}
      {signed.length > 0 && <View className="page__note">{words.frozen}</View>}
    </Card>
  )
}
