import { View } from '@tarojs/components'
import Taro, { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import type { ActivityDetail, Attendee } from '#types/activity'
import { doorstepRoles } from '#types/roles'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { List } from '@/components/list'
import { Page } from '@/components/page'
import { Row } from '@/components/row'
import { Tag, type Tone } from '@/components/tag'
import { dateAndTime } from '@/components/when'
import { activityDetail, attendeeWords as words } from '@/copy/activity'
import { parameter } from '@/platform/go'
import { useSignedIn } from '@/state/entrance'
import { renew, useList, useQuery } from '@/state/query'
import { useSession } from '@/state/session'
import { AddSheet } from './add-sheet'
import { wayOf } from './hours'
import { HoursSheet } from './hours-sheet'
import './index.scss'

/** Who signed up, who was there, and for how long. Opened with `activityId`. */
export default function Attendees() {
  return useSignedIn() ? <Content /> : <Page>{null}</Page>
}

function Content() {
  const activityId = parameter(useRouter().params.activityId)
  const [asking, setAsking] = useState<Attendee>()
  const [adding, setAdding] = useState(false)
  const me = useSession().data
  const input = activityId === undefined ? undefined : { activityId }
  const activity = useQuery('activity.get', input)
  const query = useList('activity.attendees', input)
  // the roster is searched by those who confirm identities at the doorstep
  const mayAdd = activity.data?.events.includes('fillIn') && me?.posts.some(({ role }) => doorstepRoles.includes(role))
  return (
    <Page
      footer={
        mayAdd && (
          <Button id="attendee-add" onTap={() => setAdding(true)}>
            {words.add}
          </Button>
        )
      }
    >
      <List
        id="attendees"
        query={query}
        keyOf={({ personId }) => personId}
        empty={{ title: words.empty, advice: words.emptyAdvice }}
        row={(row) => <AttendeeCard attendee={row} activity={activity.data} onHours={() => setAsking(row)} />}
      />
      {adding && (
        <AddSheet
          onClose={() => setAdding(false)}
          onChosen={(attendee) => {
            setAdding(false)
            setAsking(attendee)
          }}
        />
      )}
      {asking && activity.data && (
        <HoursSheet
          key={asking.personId}
          attendee={asking}
          activity={activity.data}
          onClose={() => setAsking(undefined)}
          onDone={() => {
            setAsking(undefined)
            renew('activity.')
            void Taro.showToast({ title: words.done, icon: 'none' })
          }}
        />
      )}
    </Page>
  )
}

/** How far somebody has come: who is there stands out from who has only signed up. */
function standingOf({ status, checkedInAt, checkedOutAt }: Attendee): { tone: Tone; word: string } {
  if (status === 'placed' && checkedOutAt) return { tone: 'done', word: words.isOut }
  if (status === 'placed' && checkedInAt) return { tone: 'now', word: words.isIn }
  const tones: Record<Attendee['status'], Tone> = { placed: 'plain', waiting: 'soon', off: 'plain', added: 'done' }
  return { tone: tones[status], word: activityDetail.mineStatus[status] }
}

interface Props {
  attendee: Attendee
  activity: ActivityDetail | undefined
  onHours(): void
}

/** Ids: `hours-<person>`. */
function AttendeeCard({ attendee, activity, onHours }: Props) {
  const { personId, name, photoConsent, hours, filledIn } = attendee
  const { tone, word } = standingOf(attendee)
  const way = activity && wayOf(attendee, activity)
  return (
    <Card title={name} aside={<Tag tone={tone}>{word}</Tag>}>
      <View className="attendees__fact">{presenceOf(attendee)}</View>
      {hours !== undefined && <View className="attendees__fact">{words.hours(hours)}</View>}
      {filledIn && <View className="attendees__fact">{words.filledIn(filledIn.reason)}</View>}
      {!photoConsent && <Tag tone="over">{words.noPhoto}</Tag>}
      {way && (
        <Row>
          <Button id={`hours-${personId}`} onTap={onHours}>
            {words[way]}
          </Button>
        </Row>
      )}
    </Card>
  )
}

/** 签到 09:02 · 在现场 · 没有签退 */
function presenceOf({ status, checkedInAt, checkedOutAt, within }: Attendee): string {
  if (!checkedInAt) return status === 'placed' ? words.notIn : ''
  return [
    words.in(dateAndTime(checkedInAt).time),
    ...(within ? [words.within] : []),
    checkedOutAt ? words.out(dateAndTime(checkedOutAt).time) : words.notOut,
  ].join(' · ')
}
