import { View } from '@tarojs/components'
import { useState } from 'react'
import type { ActivityDetail, Attendee } from '#types/activity'
import { TextField } from '@/components/field'
import { Sheet } from '@/components/sheet'
import { attendeeWords as words } from '@/copy/activity'
import { useWrite } from '@/state/write'
import { hoursOf, wayOf } from './hours'

interface Props {
  attendee: Attendee
  activity: ActivityDetail
  onClose(): void
  onDone(): void
}

/**
 * Hours with their reason: filled in where none were recorded, put right where some were; the former figure stays readable.
 * Ids: `hours-number`, `hours-reason`, `hours-ok`.
 */
export function HoursSheet({ attendee, activity, onClose, onDone }: Props) {
  const fillIn = useWrite('activity.fillIn')
  const correct = useWrite('service.correct')
  const [typed, setTyped] = useState('')
  const [problem, setProblem] = useState<string>()
  const { personId, name, hours: recorded } = attendee
  const activityId = activity.id
  const correcting = wayOf(attendee, activity) === 'correct'
  const least = correcting ? 0 : 0.5
  const most = activity.mostHours
  const send = async (reason: string) => {
    const hours = hoursOf(typed, least, most)
    if (hours === undefined) return setProblem(words.hoursWrong(least, most))
    setProblem(undefined)
    const answer =
      correcting && recorded !== undefined
        ? await correct.run({ activityId, personId, from: recorded, to: hours, reason })
        : await fillIn.run({ activityId, personId, hours, reason })
    if (answer.ok) onDone()
  }
  return (
    <Sheet
      id="hours"
      open
      title={correcting ? words.correctTitle(name, recorded ?? 0) : words.fillInTitle(name)}
      reason={words.reason}
      busy={fillIn.busy || correct.busy}
      error={problem ?? fillIn.error?.message ?? correct.error?.message}
      onConfirm={(reason) => void send(reason)}
      onClose={onClose}
    >
      <View className="attendees__fact">{correcting ? words.correctAdvice : words.fillInAdvice}</View>
      <TextField
        id="hours-number"
        label={words.hoursLabel}
        required
        type="digit"
        most={4}
        value={typed}
        onChange={setTyped}
      />
    </Sheet>
  )
}
