import { View } from '@tarojs/components'
import { useState } from 'react'
import type { ActivityDetail } from '#types/activity'
import { Choice } from '@/components/field'
import { Sheet } from '@/components/sheet'
import { periodSaid } from '@/components/when'
import { activityDetail, organizing, signUpSheet as words } from '@/copy/activity'
import { useWrite } from '@/state/write'

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
  const write = useWrite('activity.signUp')
  const [consent, setConsent] = useState<'yes' | 'no'>()
  const [asked, setAsked] = useState(false)
  const { id: activityId, title, startsAt, endsAt, place, capacity, taken, waiting } = activity
  const send = async () => {
    setAsked(true)
    if (!consent) return
    const answer = await write.run({ activityId, photoConsent: consent === 'yes' })
    if (!answer.ok) return
    onDone(answer.output.mine?.status === 'waiting' ? activityDetail.waitingDone : activityDetail.done.signUp)
  }
  return (
    <Sheet
      id="sign-up"
      open
      title={title}
      confirm={words.signUp}
      busy={write.busy}
      error={write.error?.message}
      onConfirm={() => void send()}
      onClose={onClose}
    >
      <View className="activity__explain">
        {periodSaid(startsAt, endsAt, Date.now())}
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
    </Sheet>
  )
}

export function SignOffSheet({ activity, onClose, onDone }: SheetProps) {
  const write = useWrite('activity.signOff')
  const send = async () => {
    const answer = await write.run({ activityId: activity.id })
    if (answer.ok) onDone(activityDetail.done.signOff)
  }
  return (
    <Sheet
      id="sign-off"
      open
      title={words.signOffTitle}
      kind="danger"
      busy={write.busy}
      error={write.error?.message}
      onConfirm={() => void send()}
      onClose={onClose}
    >
      <View className="activity__explain">{words.signOffAdvice}</View>
    </Sheet>
  )
}

/** Calls it off, with the reason that everybody who signed up is told. */
export function CancelSheet({ activity, onClose, onDone }: SheetProps) {
  const write = useWrite('activity.cancel')
  const [short, setShort] = useState(false)
  const { id: activityId, version } = activity
  const send = async (reason: string) => {
    setShort(reason.length < 2)
    if (reason.length < 2) return
    const answer = await write.run({ activityId, version, reason })
    if (answer.ok) onDone(activityDetail.done.cancel)
  }
  return (
    <Sheet
      id="call-off"
      open
      title={organizing.cancelTitle}
      kind="danger"
      reason={organizing.cancelReason}
      busy={write.busy}
      error={short ? organizing.reasonShort : write.error?.message}
      onConfirm={(reason) => void send(reason)}
      onClose={onClose}
    />
  )
}
