import { View } from '@tarojs/components'
import { useState } from 'react'
import type { Me } from '#types/person'
import type { Recorder, ServiceRecordOutput, ServiceRow } from '#types/service'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { Cell } from '@/components/cell'
import { List } from '@/components/list'
import { NoticeBar } from '@/components/notice-bar'
import { Page } from '@/components/page'
import { Empty } from '@/components/status-box'
import { Tabs } from '@/components/tabs'
import { Tag } from '@/components/tag'
import { dateAndTime, momentSaid } from '@/components/when'
import { recordWords as words } from '@/copy/service'
import { cloudTime } from '@/platform/clock'
import { go } from '@/platform/go'
import { WithMe } from '@/sections/with-me'
import { useList } from '@/state/query'
import './index.scss'

/** 我的志愿时长: by year, each time it was recorded, and the way to a certificate. */
export default function ServiceRecord() {
  return <WithMe>{(me) => <Content me={me} />}</WithMe>
}

/** This year and the two before it. */
function years(): string[] {
  const now = Number(dateAndTime(cloudTime()).date.slice(0, 4))
  return [now, now - 1, now - 2].map(String)
}

const toCertificate = (year: string, recorder?: Recorder) =>
  go('certificate', { year, kind: recorder?.kind, id: recorder?.id })

function Content({ me }: { me: Me }) {
  const [all] = useState(years)
  const [year, setYear] = useState(all[0]!)
  const query = useList('service.record', me.standing === 'confirmed' ? { year } : undefined)
  if (me.standing !== 'confirmed') {
    return (
      <Page>
        <Empty title={words.notConfirmed} />
      </Page>
    )
  }
  const { first } = query
  return (
    <Page
      footer={
        first &&
        first.recorders.length > 0 && (
          <Button id="record-certificate" kind="main" onTap={() => toCertificate(year)}>
            {words.certificate}
          </Button>
        )
      }
    >
      <Tabs
        id="year"
        label={words.year}
        options={all.map((value) => ({ value, label: words.yearOf(value) }))}
        value={year}
        onChange={setYear}
      />
      {first && first.activities > 0 && <Sums record={first} year={year} />}
      <List
        id="record"
        query={query}
        keyOf={({ activityId }) => activityId}
        empty={{
          title: words.empty,
          advice: words.emptyAdvice,
          action: { id: 'record-activities', words: words.toActivities, onTap: () => go('activities') },
        }}
        row={(row) => <ServiceCard row={row} />}
      />
    </Page>
  )
}

/** The year's sum, and what of it each recorder certifies. Ids: `recorder-<id>`. */
function Sums({ record, year }: { record: ServiceRecordOutput; year: string }) {
  return (
    <>
      <Card title={words.total} aside={<View className="page__note">{words.activities(record.activities)}</View>}>
        <View id="record-hours" className="record__sum">
          {words.hours(record.hours)}
        </View>
        <View className="page__note">{words.keep}</View>
      </Card>
      <Card title={words.by}>
        {record.recorders.map(({ recorder, hours, activities }) => (
          <Cell
            key={recorder.id}
            id={`recorder-${recorder.id}`}
            label={recorder.name}
            note={words.activities(activities)}
            value={words.hours(hours)}
            onTap={() => toCertificate(year, recorder)}
          />
        ))}
      </Card>
    </>
  )
}

function ServiceCard({ row }: { row: ServiceRow }) {
  const { activityId, title, date, hours, recorder, filledIn, corrections } = row
  return (
    <Card
      id={`service-${activityId}`}
      title={title}
      label={title}
      aside={filledIn && <Tag tone="soon">{words.filledIn}</Tag>}
      onTap={() => go('activity', { id: activityId })}
    >
      <View className="record__fact">
        {date} · {words.hours(hours)}
      </View>
      <View className="page__note">{recorder.name}</View>
      {corrections.map(({ from, to, reason, at }) => (
        <NoticeBar key={at}>{words.corrected(from, to, reason, momentSaid(at, cloudTime()))}</NoticeBar>
      ))}
    </Card>
  )
}
