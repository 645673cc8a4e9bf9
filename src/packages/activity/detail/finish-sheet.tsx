import { useState } from 'react'
import { Switch, TextArea } from '@/components/field'
import { NoticeBar } from '@/components/notice-bar'
import { PhotoPicker } from '@/components/photo-picker'
import { Sheet } from '@/components/sheet'
import { activityDetail, organizing as words } from '@/copy/activity'
import { useDraft } from '@/state/draft'
import { submit } from '@/state/use-outbox'
import type { SheetProps } from './sheets'

interface Form {
  summary: string
  /** Kept files. */
  photos: string[]
  consenting: boolean
}

/** Summary and photos; what is typed is kept. Photos need the organizer's word that whoever is on them agrees. */
export function FinishSheet({ activity, onClose, onDone }: SheetProps) {
  const key = `activity.finish.${activity.id}`
  const draft = useDraft<Form>(key, { summary: '', photos: [], consenting: false })
  const [asked, setAsked] = useState(false)
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState(draft.refusal)
  const { summary, photos, consenting } = draft.value
  const problems = {
    summary: summary.trim().length < 2 ? words.summaryNeeded : undefined,
    consenting: photos.length > 0 && !consenting ? words.consentingNeeded : undefined,
  }
  const send = async () => {
    setAsked(true)
    if (problems.summary || problems.consenting) return
    setBusy(true)
    setRefusal(undefined)
    const outcome = await submit(
      'activity.finish',
      {
        activityId: activity.id,
        version: activity.version,
        summary: summary.trim(),
        ...(photos.length > 0 ? { onlyConsenting: true } : {}),
      },
      {
        subject: activity.id,
        title: `${words.finish}：${activity.title}`,
        attachments: photos.map((localFile) => ({ field: 'photos', many: true, localFile })),
        draft: { key, value: draft.value },
      },
    )
    setBusy(false)
    if (outcome.state === 'refused') return setRefusal(outcome.refusal.message)
    draft.discard()
    onDone(outcome.state === 'sent' ? activityDetail.done.finish : activityDetail.kept)
  }
  return (
    <Sheet
      id="finish"
      open
      title={words.summary}
      confirm={words.finish}
      busy={busy}
      error={refusal}
      onConfirm={() => void send()}
      onClose={onClose}
    >
      <NoticeBar>{words.finishAdvice}</NoticeBar>
      <TextArea
        id="finish-summary"
        label={words.summary}
        hint={words.summaryHint}
        required
        value={summary}
        error={asked ? problems.summary : undefined}
        onChange={(text) => draft.change({ summary: text })}
      />
      <PhotoPicker
        id="finish-photos"
        label={words.photos}
        hint={words.photosHint}
        value={photos}
        onChange={(chosen) => draft.change({ photos: chosen, consenting: false })}
      />
      {photos.length > 0 && (
        <Switch
          id="finish-consenting"
          label={words.consenting}
          hint={words.consentingHint}
          value={consenting}
          error={asked ? problems.consenting : undefined}
          onChange={(on) => draft.change({ consenting: on })}
        />
      )}
    </Sheet>
  )
}
