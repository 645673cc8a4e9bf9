import { Text, View } from '@tarojs/components'
import type { ActivityDetail, MySignUp } from '#types/activity'
import { activityKinds, activityStates, audiences, checkInLeadMs, checkOutGraceMs } from '#types/activity-loop'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { Cell } from '@/components/cell'
import { NoticeBar } from '@/components/notice-bar'
import { Photos } from '@/components/photos'
import { ReadAloud } from '@/components/read-aloud'
import { Tag, type Tone } from '@/components/tag'
import { momentSaid, periodSaid } from '@/components/when'
import { consentSheet, activityDetail as words } from '@/copy/activity'
import { cloudTime } from '@/platform/clock'
import { showOnMap } from '@/platform/show-map'
import './index.scss'

const tones: Record<ActivityDetail['state'], Tone> = {
  open: 'now',
  running: 'now',
  ended: 'soon',
  finished: 'done',
  cancelled: 'over',
}

const minutes = (milliseconds: number) => milliseconds / 60_000

interface Props {
  activity: ActivityDetail
  /** The person wants no photos of themselves. */
  onWithdraw(): void
}

/** All there is to know of an activity. */
export function Facts({ activity, onWithdraw }: Props) {
  const { title, state, text, place, startsAt, endsAt, reason, mine, photos, events } = activity
  // of use as long as there is a consent to take back, or a photo to take down
  const withdrawable = events.includes('withdrawConsent') && (mine?.photoConsent || photos.length > 0)
  const when = periodSaid(startsAt, endsAt, cloudTime())
  return (
    <>
      {state === 'cancelled' && <NoticeBar tone="error">{words.cancelled(reason ?? '')}</NoticeBar>}
      {mine && mine.status !== 'off' && <Mine mine={mine} onWithdraw={withdrawable ? onWithdraw : undefined} />}
      <Card title={title} aside={<Tag tone={tones[state]}>{activityStates[state]}</Tag>}>
        <Cell label={words.when} value={when} />
        <Cell label={words.where} value={place} />
        <ShowOnMap activity={activity} />
        <Terms activity={activity} />
      </Card>
      {state === 'finished' && <Summary activity={activity} />}
      <Card title={words.text}>
        <Text id="activity-text" className="activity__text" userSelect>
          {text}
        </Text>
        <ReadAloud id="activity-read" text={words.read(title, when, place, text)} />
      </Card>
    </>
  )
}

function ShowOnMap({ activity: { location, place } }: { activity: ActivityDetail }) {
  if (!location || !showOnMap) return null
  return (
    <Button id="activity-map" onTap={() => showOnMap?.({ ...location, address: place })}>
      {words.map}
    </Button>
  )
}

/** For whom, how many, and what counts. */
function Terms({ activity }: { activity: ActivityDetail }) {
  const { kind, organizer, audience, capacity, taken, waiting, mostHours, location, radius, state } = activity
  const live = state === 'open' || state === 'running'
  return (
    <>
      <Cell label={words.kind} value={activityKinds[kind]} />
      <Cell label={words.by} value={organizer} />
      <Cell label={words.audience} value={audiences[audience]} />
      <Cell label={words.places} value={words.placesOf(capacity, taken, waiting)} />
      <Cell label={words.hours} value={words.mostHours(mostHours)} />
      {live && (
        <Cell
          label={words.attendance}
          note={[
            words.attendanceWhen(minutes(checkInLeadMs), minutes(checkOutGraceMs)),
            ...(location ? [words.attendanceWhere(radius)] : []),
          ].join('；')}
        />
      )}
    </>
  )
}

const mineTones: Record<MySignUp['status'], Tone> = { placed: 'done', waiting: 'soon', off: 'plain', added: 'done' }

/** How I stand to it. Id: `consent-withdraw`. */
function Mine({ mine, onWithdraw }: { mine: MySignUp; onWithdraw: (() => void) | undefined }) {
  const { status, waitingPlace, photoConsent, checkedInAt, checkedOutAt, hours, filledIn } = mine
  const now = cloudTime()
  return (
    <Card title={words.mine} aside={<Tag tone={mineTones[status]}>{words.mineStatus[status]}</Tag>}>
      {waitingPlace !== undefined && <View id="waiting-place">{words.waitingPlace(waitingPlace)}</View>}
      {checkedInAt && <Cell label={words.checkedIn} value={momentSaid(checkedInAt, now)} />}
      {checkedOutAt && <Cell label={words.checkedOut} value={momentSaid(checkedOutAt, now)} />}
      {hours !== undefined && (
        <Cell label={words.myHours} value={words.hoursOf(hours)} note={filledIn ? words.filledIn : undefined} />
      )}
      <Cell label={words.consent} value={photoConsent ? words.consents.yes : words.consents.no} />
      {onWithdraw && (
        <Button id="consent-withdraw" onTap={onWithdraw}>
          {photoConsent ? consentSheet.withdraw : consentSheet.takeDown}
        </Button>
      )}
    </Card>
  )
}

function Summary({ activity: { summary, photos } }: { activity: ActivityDetail }) {
  const addresses = photos.map(({ url }) => url)
  return (
    <Card title={words.summary}>
      <Text id="activity-summary" className="activity__text" userSelect>
        {summary ?? words.noSummary}
      </Text>
      <Photos id="activity-photo" photos={addresses} />
    </Card>
  )
}
