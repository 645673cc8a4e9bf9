import { View } from '@tarojs/components'
import { useState } from 'react'
import type { ClaimDetail } from '#types/claim'
import { TextArea } from '@/components/field'
import { NoticeBar } from '@/components/notice-bar'
import { PhotoPicker } from '@/components/photo-picker'
import { Sheet } from '@/components/sheet'
import { claimWords as words } from '@/copy/claims'
import { asCallError } from '@/platform/error'
import { useDraft } from '@/state/draft'
import { renew } from '@/state/query'
import { submit } from '@/state/use-outbox'
import { useWrite } from '@/state/write'
import { buttonForms, type ClaimButton, callOf, explainOf, labelOf, saysEnough } from './events'

/** How it went: done, kept for the network, or the claim had moved on. */
export type EventOutcome = 'done' | 'waiting' | 'changed'

interface Props {
  button: ClaimButton
  claim: ClaimDetail
  onClose(): void
  onOutcome(outcome: EventOutcome): void
}

/** The sheet of one button; what is typed is kept until it has been taken. Ids begin with `event`. */
export function EventSheet({ button, claim, onClose, onOutcome }: Props) {
  const key = `claim.${claim.id}.${button}`
  const draft = useDraft<{ said: string; photos: string[] }>(key, { said: '', photos: [] })
  const [asked, setAsked] = useState(false)
  const [refusal, setRefusal] = useState<string>()
  const [busy, setBusy] = useState(false)
  const form = buttonForms[button]
  const { said, photos } = draft.value
  const { action, input } = callOf(button, said, claim)
  const write = useWrite(action)
  const settle = (outcome: EventOutcome) => {
    if (outcome !== 'changed') draft.discard()
    renew('claim.', 'points.')
    onOutcome(outcome)
  }
  const failed = (code: string, message: string) => {
    if (code === 'CONFLICT' || code === 'EVENT_NOT_ALLOWED') return settle('changed')
    setRefusal(message)
  }
  const throughOutbox = async () => {
    const answer = await submit(action, input, {
      subject: claim.id,
      title: `${labelOf(button, claim)}：${claim.label}`,
      attachments: photos.map((localFile) => ({ field: 'photos', many: true, localFile })),
      draft: { key, value: draft.value },
    })
    if (answer.state === 'refused') failed(answer.refusal.code, answer.refusal.message)
    else settle(answer.state === 'sent' ? 'done' : 'waiting')
  }
  const send = async () => {
    setAsked(true)
    setRefusal(undefined)
    if (!saysEnough(button, said)) return
    setBusy(true)
    try {
      if (form.keeps) return await throughOutbox()
      const answer = await write.run(input as never)
      if (answer.ok) settle('done')
      else failed(answer.error.code, answer.error.message)
    } catch (thrown) {
      setRefusal(asCallError(thrown).message)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Sheet
      id="event"
      open
      title={labelOf(button, claim)}
      kind={form.kind === 'danger' ? 'danger' : 'main'}
      confirm={labelOf(button, claim)}
      busy={busy}
      error={refusal}
      onConfirm={() => void send()}
      onClose={onClose}
    >
      <View className="page__words">{explainOf(button, claim)}</View>
      {draft.refusal && <NoticeBar tone="error">{draft.refusal}</NoticeBar>}
      {form.asks && (
        <TextArea
          id="event-said"
          label={form.asks === 'reason' ? words.reason : words.note}
          required={form.asks === 'reason'}
          most={500}
          error={asked && !saysEnough(button, said) ? words.reasonShort : undefined}
          value={said}
          onChange={(typed) => draft.change({ said: typed })}
        />
      )}
      {form.asks === 'note' && (
        <PhotoPicker
          id="event-photos"
          label={words.notePhotos}
          value={photos}
          onChange={(kept) => draft.change({ photos: kept })}
        />
      )}
    </Sheet>
  )
}
