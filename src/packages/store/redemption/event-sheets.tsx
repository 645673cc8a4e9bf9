import { type RedemptionDetail, redemptionRule } from '#types/redemption'
import { Sheet } from '@/components/sheet'
import { redemptionWords as words } from '@/copy/store'
import { useWrite } from '@/state/write'

interface Props {
  redemption: RedemptionDetail
  onClose(): void
  onDone(): void
}

/** Giving up what is set aside: the points come back. */
export function CancelSheet({ redemption, onClose, onDone }: Props) {
  const cancelling = useWrite('redemption.cancel')
  const cancel = async () => {
    if ((await cancelling.run({ redemptionId: redemption.id })).ok) onDone()
  }
  return (
    <Sheet
      id="event"
      open
      kind="danger"
      title={words.cancelTitle}
      confirm={words.cancel}
      busy={cancelling.busy}
      error={cancelling.error?.message}
      onConfirm={() => void cancel()}
      onClose={onClose}
    >
      {words.cancelSaid}
    </Sheet>
  )
}

/** Taking back what was handed over, with the reason that the receipt will show. */
export function TakeBackSheet({ event, redemption, onClose, onDone }: Props & { event: 'undo' | 'reverse' }) {
  const takingBack = useWrite(`redemption.${event}`)
  const takeBack = async (reason: string) => {
    if ((await takingBack.run({ redemptionId: redemption.id, reason })).ok) onDone()
  }
  const { label } = redemptionRule(event)
  return (
    <Sheet
      id="event"
      open
      kind="danger"
      title={label}
      confirm={label}
      reason={words.reason}
      busy={takingBack.busy}
      error={takingBack.error?.message}
      onConfirm={(reason) => void takeBack(reason)}
      onClose={onClose}
    >
      {words.takeBackSaid(redemption.points)}
    </Sheet>
  )
}
