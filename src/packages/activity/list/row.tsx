import { View } from '@tarojs/components'
import type { ActivitySummary } from '#types/activity'
import { type ActivityState, activityKinds, activityStates, signUpStatuses } from '#types/activity-loop'
import { Card } from '@/components/card'
import { Tag, type Tone } from '@/components/tag'
import { periodSaid } from '@/components/when'
import { activityWords as words } from '@/copy/activity'
import { cloudTime } from '@/platform/clock'

const tones: Record<ActivityState, Tone> = {
  open: 'plain',
  running: 'now',
  ended: 'soon',
  finished: 'done',
  cancelled: 'over',
}

/** What to know of it at a glance: how I stand to it where I do, how it stands otherwise. */
function StatusTag({ state, mine }: ActivitySummary) {
  if (mine && mine.status !== 'off' && (state === 'open' || state === 'running'))
    return <Tag tone={mine.status === 'waiting' ? 'soon' : 'done'}>{signUpStatuses[mine.status]}</Tag>
  return <Tag tone={tones[state]}>{activityStates[state]}</Tag>
}

/** One activity in a list. Id: `activity-<id>`. */
export function ActivityRow({ row, onTap }: { row: ActivitySummary; onTap(): void }) {
  const { id, kind, title, place, startsAt, endsAt, capacity, taken, waiting, demo } = row
  return (
    <Card id={`activity-${id}`} title={title} label={title} aside={<StatusTag {...row} />} onTap={onTap}>
      <View className="page__note">{periodSaid(startsAt, endsAt, cloudTime())}</View>
      <View className="page__note">{place}</View>
      <View className="page__note">
        {activityKinds[kind]} · {words.places(taken, capacity)}
        {words.waiting(waiting)}
        {demo && ` · ${words.demo}`}
      </View>
    </Card>
  )
}
