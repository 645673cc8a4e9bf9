import { View } from '@tarojs/components'
import { useState } from 'react'
import type { CallerEvent, CaseDetail } from '#types/case'
import { caseStates, ruleOf } from '#types/loop'
import { NoticeBar } from '@/components/notice-bar'
import { Sheet } from '@/components/sheet'
import { detailWords, eventWords } from '@/copy/detail'
import { asCallError } from '@/platform/error'
import { useDraft } from '@/state/draft'
import { renew } from '@/state/query'
import { submit, useOutbox } from '@/state/use-outbox'
import { useWrite } from '@/state/write'
import { EventFields } from './event-fields'
import { type EventValues, eventForms, inputOf, problemsOf } from './events'

/** How it went: done, kept for the network, or the case had moved on. */
export type EventOutcome = 'done' | 'waiting' | 'changed'

interface Props {
  event: CallerEvent
  detail: CaseDetail
  onClose(): void
  onOutcome(outcome: EventOutcome): void
}

const explained: Partial<Record<CallerEvent, string>> = eventWords.explain

/** The sheet of one event: its fields from the table; what is typed is kept until it has been taken. Ids begin with `event`. */
export function EventSheet({ event, detail, onClose, onOutcome }: Props) {
  const key = `event.${detail.id}.${event}`
  const { category, urgency, visibility } = detail
  const initial: EventValues = { note: '', reason: '', tried: '', photos: [], category, urgency, visibility }
  const draft = useDraft(key, initial)
  const [asked, setAsked] = useState(false)
  const [refusal, setRefusal] = useState<string>()
  const [busy, setBusy] = useState(false)
  const write = useWrite(`case.${event}`)
  const { entries, remove } = useOutbox()
  const form = eventForms[event]
  const problems = asked ? problemsOf(event, draft.value, detail) : {}

  const settle = (outcome: EventOutcome) => {
    if (outcome !== 'changed') {
      // What had come back of this very form is settled with it.
      for (const entry of entries) if (entry.draft?.key === key && entry.state === 'refused') remove(entry.requestId)
      draft.discard()
    }
    renew('case.', 'home.')
    onOutcome(outcome)
  }
  const failed = (code: string, message: string) => {
    if (code === 'CONFLICT' || code === 'EVENT_NOT_ALLOWED') return settle('changed')
    setRefusal(message)
  }
  const throughOutbox = async () => {
    const answer = await submit(`case.${event}`, inputOf(event, draft.value, detail) as never, {
      subject: detail.id,
      title: `${ruleOf(event).label}：${detail.number}`,
      attachments: draft.value.photos.map((localFile) => ({ field: 'photos', many: true, localFile })),
      draft: { key, value: draft.value },
    })
    if (answer.state === 'refused') failed(answer.refusal.code, answer.refusal.message)
    else settle(answer.state === 'sent' ? 'done' : 'waiting')
  }
  const send = async () => {
    setAsked(true)
    setRefusal(undefined)
    if (Object.keys(problemsOf(event, draft.value, detail)).length > 0) return
    setBusy(true)
    try {
      if (form.keeps) return await throughOutbox()
      const answer = await write.run(inputOf(event, draft.value, detail) as never)
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
      title={ruleOf(event).label}
      kind={form.kind === 'danger' ? 'danger' : 'main'}
      confirm={ruleOf(event).label}
      busy={busy}
      error={refusal}
      onConfirm={() => void send()}
      onClose={onClose}
    >
      <View className="page__note">
        {detail.number} · {caseStates[detail.state]}
      </View>
      {draft.refusal && <NoticeBar tone="error">{draft.refusal}</NoticeBar>}
      {explained[event] && <View className="file__explain">{explained[event]}</View>}
      <EventFields event={event} detail={detail} values={draft.value} problems={problems} onChange={draft.change} />
      {busy && draft.value.photos.length > 0 && <View className="page__note">{detailWords.photos}…</View>}
    </Sheet>
  )
}
