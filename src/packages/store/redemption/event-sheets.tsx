import { type RedemptionDetail, redemptionRule } from '#types/redemption'
import { Decision } from '@/components/decision'
import { redemptionWords as words } from '@/copy/store'

interface Props {
  redemption: RedemptionDetail
  onClose(): void
  onDone(): void
}

/** Giving up what is set aside: the points come back. */
export function CancelSheet({ redemption, onClose, onDone }: Props) {
  return (
    <Decision
      id="event"
      kind="danger"
      title={words.cancelTitle}
      confirm={words.cancel}
      action="redemption.cancel"
      inputOf={() => ({ redemptionId: redemption.id })}
      onDone={onDone}
      onClose={onClose}
    >
      {words.cancelSaid}
    </Decision>
  )
}

/** Taking back what was handed over, with the reason that the receipt will show. */
export function TakeBackSheet({ event, redemption, onClose, onDone }: Props & { event: 'undo' | 'reverse' }) {
  const { label } = redemptionRule(event)
  return (
    <Decision
      id="event"
      kind="danger"
      title={label}
      confirm={label}
      reason={words.reason}
      action={`redemption.${event}`}
      inputOf={(reason) => ({ redemptionId: redemption.id, reason })}
      onDone={onDone}
      onClose={onClose}
    >
      {words.takeBackSaid(redemption.points)}
    </Decision>
  )
}
