import { View } from '@tarojs/components'
import { type ReactNode, useState } from 'react'
import type { CaseDetail } from '#types/case'
import { categoryOf, rejectReasons, sources, stageLabels, urgencies, visibilities } from '#types/categories'
import { ratings } from '#types/labels'
import { caseStates } from '#types/loop'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { toneOf } from '@/components/case-row/tone'
import { Cell } from '@/components/cell'
import { Deadline } from '@/components/deadline'
import { joined } from '@/components/joined'
import { NoticeBar } from '@/components/notice-bar'
import { Photos } from '@/components/photos'
import { ReadAloud } from '@/components/read-aloud'
import { SixSteps } from '@/components/six-steps'
import { Tag } from '@/components/tag'
import { Timeline } from '@/components/timeline'
import { whenSaid } from '@/components/when'
import { caseWords } from '@/copy/case'
import { detailWords as words } from '@/copy/detail'
import { cloudTime } from '@/platform/clock'
import { printRecord } from '@/platform/hand-over'
import { showOnMap } from '@/platform/show-map'
import { Orders } from './orders'
import { People } from './people'
import { recordText, stepNow, timelineOf } from './record'
import { VoicePlay } from './voice-play'

/** The file of a case: where it stands, what it is, who has it, what was done. `children` are its buttons. */
export function CaseFile({ detail, children }: { detail: CaseDetail; children: ReactNode }) {
  const now = cloudTime()
  return (
    <View id="file" className="file">
      <Card
        title={detail.words || caseWords.spoken}
        aside={<Tag tone={toneOf(detail.state)}>{caseStates[detail.state]}</Tag>}
      >
        <SixSteps now={stepNow(detail)} />
        {detail.due && (
          <View className="file__due">
            {words.dueStage(stageLabels[detail.due.stage])}
            <Deadline at={detail.due.at} />
          </View>
        )}
        {detail.rejected && (
          <NoticeBar tone="error">
            {words.rejected}：{rejectReasons[detail.rejected]}
          </NoticeBar>
        )}
        {detail.supported && <NoticeBar>{words.supported}</NoticeBar>}
        {detail.voice && <VoicePlay voice={detail.voice} />}
        <Photos id="photo" photos={detail.photos} />
      </Card>
      {children}
      <People detail={detail} />
      <Card title={words.history}>
        <Timeline entries={timelineOf(detail.steps)} />
        {detail.more && <View className="page__note">{words.more}</View>}
      </Card>
      <Orders orders={detail.orders} />
      <Facts detail={detail} />
      <View className="file__actions file__no-print">
        <ReadAloud id="read" text={recordText(detail, now)} />
        <Hand text={recordText(detail, now)} />
      </View>
    </View>
  )
}

function Facts({ detail }: { detail: CaseDetail }) {
  const { place, rating } = detail
  const now = cloudTime()
  const at = place.location
  return (
    <Card>
      <Cell label={words.number} value={detail.number} />
      <Cell
        label={categoryOf(detail.category).label}
        value={urgencies[detail.urgency]}
        note={detail.supporters > 0 ? caseWords.supporters(detail.supporters) : undefined}
      />
      <Cell label={words.where} value={joined([detail.areaName, place.text])} />
      {at && showOnMap && (
        <Button id="show-map" onTap={() => showOnMap?.({ ...at, address: place.text })}>
          {words.showMap}
        </Button>
      )}
      <Cell label={words.submitted} value={whenSaid(detail.submittedAt, now)} />
      <Cell label={words.from} value={sources[detail.source]} />
      {detail.outsideNumber && <Cell label={words.outside} value={detail.outsideNumber} />}
      <Cell label={words.visibility} value={visibilities[detail.visibility]} />
      {rating && <Cell label={words.rating} value={ratings[rating]} />}
    </Card>
  )
}

/** Prints the record in the browser; in WeChat copies it as words. */
function Hand({ text }: { text: string }) {
  const [copied, setCopied] = useState(false)
  const hand = async () => setCopied((await printRecord(text)) === 'copied')
  return (
    <>
      <Button id="print" onTap={() => void hand()}>
        {process.env.TARO_ENV === 'weapp' ? words.copy : words.print}
      </Button>
      {copied && <NoticeBar>{words.copied}</NoticeBar>}
    </>
  )
}
