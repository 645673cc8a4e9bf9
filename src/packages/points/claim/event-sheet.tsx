import { View } from '@tarojs/components'
import type { ClaimDetail } from '#types/claim'
import { TextArea } from '@/components/field'
import { PhotoPicker } from '@/components/photo-picker'
import { claimWords as words } from '@/copy/claims'
import { type EventOutcome, EventSheet } from '@/sections/event-sheet'
import { buttonForms, type ClaimButton, callOf, explainOf, labelOf, saysEnough } from './events'

interface Props {
  button: ClaimButton
  claim: ClaimDetail
  onClose(): void
  onOutcome(outcome: EventOutcome): void
}

/** The sheet of one button of a claim. */
export function ClaimEventSheet({ button, claim, onClose, onOutcome }: Props) {
  const { asks, kind, keeps } = buttonForms[button]
  return (
    <EventSheet
      draft={`claim.${claim.id}.${button}`}
      empty={{ said: '', photos: [] as string[] }}
      label={labelOf(button, claim)}
      kind={kind}
      keeps={keeps}
      action={callOf(button, '', claim).action}
      subject={{ id: claim.id, name: claim.label }}
      renews={['claim.', 'points.']}
      problemsOf={({ said }) => (saysEnough(button, said) ? {} : { said: words.reasonShort })}
      inputOf={({ said }) => callOf(button, said, claim).input}
      onClose={onClose}
      onOutcome={onOutcome}
    >
      {({ values, problems, change }) => (
        <>
          <View className="page__words">{explainOf(button, claim)}</View>
          {asks && (
            <TextArea
              id="event-said"
              label={asks === 'reason' ? words.reason : words.note}
              required={asks === 'reason'}
              most={500}
              error={problems.said}
              value={values.said}
              onChange={(said) => change({ said })}
            />
          )}
          {asks === 'note' && (
            <PhotoPicker
              id="event-photos"
              label={words.notePhotos}
              value={values.photos}
              onChange={(photos) => change({ photos })}
            />
          )}
        </>
      )}
    </EventSheet>
  )
}
