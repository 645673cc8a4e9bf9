import { View } from '@tarojs/components'
import { useState } from 'react'
import type { ActivityDetail } from '#types/activity'
import { Decision } from '@/components/decision'
import { Choice } from '@/components/field'
import { periodSaid } from '@/components/when'
import { activityDetail, organizing, signUpSheet as words } from '@/copy/activity'
import { cloudTime } from '@/platform/clock'

/** What every sheet of an activity is given. */
export interface SheetProps {
  activity: ActivityDetail
  onClose(): void
  /** It is done; in words. */
  onDone(said: string): void
}

const consentOptions = (['yes', 'no'] as const).map((value) => ({ value, label: words[value] }))

/** Signs up; whether photos may show me is asked and has no answer beforehand. Ids: `sign-up-consent-yes`, `-no`. */
export function SignUpSheet({ activity, onClose, onDone }: SheetProps) {
  const [consent, setConsent] = useState<'yes' | 'no'>()
  const [asked, setAsked] = useState(false)
  const { id: activityId, title, startsAt, endsAt, place, capacity, taken, waiting } = activity
  return (
    <Decision
      id="sign-up"
      title={title}
      confirm={words.signUp}
      action="activity.signUp"
      inputOf={() => {
        setAsked(true)
        return consent && { activityId, photoConsent: consent === 'yes' }
      }}
      onDone={({ mine }) =>
        onDone(mine?.status === 'waiting' ? activityDetail.waitingDone : activityDetail.done.signUp)
      }
      onClose={onClose}
    >
      <View className="activity__explain">
        {periodSaid(startsAt, endsAt, cloudTime())}
        {'\n'}
        {place}
      </View>
      {taken >= capacity && <View className="activity__explain">{words.full(waiting + 1)}</View>}
      <Choice
        id="sign-up-consent"
        label={words.consent}
        hint={words.consentHint}
        required
        options={consentOptions}
        value={consent}
        error={asked && !consent ? words.choose : undefined}
        onChange={(chosen) => setConsent(chosen)}
      />
    </Decision>
  )
}

/** Gives the place back. */
export function SignOffSheet({ activity, onClose, onDone }: SheetProps) {
  return (
    <Decision
      id="sign-off"
      title={words.signOffTitle}
      kind="danger"
      action="activity.signOff"
      inputOf={() => ({ activityId: activity.id })}
      onDone={() => onDone(activityDetail.done.signOff)}
      onClose={onClose}
    >
      <View className="activity__explain">{words.signOffAdvice}</View>
    </Decision>
  )
}

/** Calls it off, with the reason that everybody who signed up is told. */
export function CancelSheet({ activity, onClose, onDone }: SheetProps) {
  return (
    <Decision
      id="call-off"
      title={organizing.cancelTitle}
      kind="danger"
      reason={organizing.cancelReason}
      action="activity.cancel"
      inputOf={(reason) => ({ activityId: activity.id, version: activity.version, reason })}
      onDone={() => onDone(activityDetail.done.cancel)}
      onClose={onClose}
    />
  )
}
