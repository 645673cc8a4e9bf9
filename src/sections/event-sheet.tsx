import { type ReactNode, useState } from 'react'
import { NoticeBar } from '@/components/notice-bar'
import { Sheet } from '@/components/sheet'
import { eventOutcome as words } from '@/copy/event'
import type { ActionName } from '@/platform/call'
import { asCallError } from '@/platform/error'
import { useDraft } from '@/state/draft'
import { renew } from '@/state/query'
import { submit, useOutbox } from '@/state/use-outbox'
import { useWrite } from '@/state/write'

/** How it went: done, kept for the network, or what it was about had moved on. */
export type EventOutcome = 'done' | 'waiting' | 'changed'

/** What is wrong with what was typed, by field; empty when it can be sent. */
export type EventProblems<Values> = Partial<Record<keyof Values, string>>

/** What the sheet hands to its fields. */
export interface EventForm<Values> {
  values: Values
  /** Those to show: none before one has tried to send. */
  problems: EventProblems<Values>
  busy: boolean
  change(fields: Partial<Values>): void
}

/** One event as data; the words and photos it asks for are its `Values`. */
interface Props<Values> {
  /** What is typed is kept under this name until it has been taken. */
  draft: string
  empty: Values
  /** Title and confirming button. */
  label: string
  kind: 'main' | 'plain' | 'danger'
  /** Has photos or words that must survive a missing network: goes through the outbox. */
  keeps?: boolean
  action: ActionName
  /** What the event happens to: what is sent about it goes one after the other, under its name. */
  subject: { id: string; name: string }
  /** The prefixes of what reads otherwise afterwards. */
  renews: readonly string[]
  problemsOf(values: Values): EventProblems<Values>
  /** What is sent, photos apart: those become file ids on the way. */
  inputOf(values: Values): object
  onClose(): void
  onOutcome(outcome: EventOutcome): void
  /** The fields. */
  children(form: EventForm<Values>): ReactNode
}

/** The sheet of one event of a loop, straight to the cloud or through the outbox. Ids begin with `event`. */
export function EventSheet<Values extends { photos: string[] }>(event: Props<Values>) {
  const { draft: key, label, kind, keeps, action, subject, renews, problemsOf, inputOf, onClose, onOutcome } = event
  const draft = useDraft<Values>(key, event.empty)
  const [asked, setAsked] = useState(false)
  const [refusal, setRefusal] = useState<string>()
  const [busy, setBusy] = useState(false)
  const write = useWrite(action)
  const { entries, remove } = useOutbox()
  const { value: values, change } = draft
  const found = problemsOf(values)
  const settle = (outcome: EventOutcome) => {
    if (outcome !== 'changed') {
      // What had come back of this very form is settled with it.
      for (const entry of entries) if (entry.draft?.key === key && entry.state === 'refused') remove(entry.requestId)
      draft.discard()
    }
    renew(...renews)
    onOutcome(outcome)
  }
  const failed = (code: string, message: string) => {
    if (code === 'CONFLICT' || code === 'EVENT_NOT_ALLOWED') return settle('changed')
    setRefusal(message)
  }
  const throughOutbox = async () => {
    const answer = await submit(action, inputOf(values) as never, {
      subject: subject.id,
      title: `${label}：${subject.name}`,
      attachments: values.photos.map((localFile) => ({ field: 'photos', many: true, localFile })),
      draft: { key, value: values },
    })
    if (answer.state === 'refused') failed(answer.refusal.code, answer.refusal.message)
    else settle(answer.state === 'sent' ? 'done' : 'waiting')
  }
  const send = async () => {
    setAsked(true)
    setRefusal(undefined)
    if (Object.keys(found).length > 0) return
    setBusy(true)
    try {
      if (keeps) return await throughOutbox()
      const answer = await write.run(inputOf(values) as never)
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
      title={label}
      kind={kind === 'danger' ? 'danger' : 'main'}
      confirm={label}
      busy={busy}
      error={refusal}
      onConfirm={() => void send()}
      onClose={onClose}
    >
      {draft.refusal && <NoticeBar tone="error">{draft.refusal}</NoticeBar>}
      {event.children({ values, problems: asked ? found : {}, busy, change })}
    </Sheet>
  )
}

/** What became of the last button, over what it was about as it is now. */
export function Outcome({ how, label, state }: { how: EventOutcome; label: string; state: string }) {
  if (how === 'changed') return <NoticeBar tone="error">{words.changed(state)}</NoticeBar>
  if (how === 'waiting') return <NoticeBar tone="warn">{words.waiting}</NoticeBar>
  return <NoticeBar>{words.done(label)}</NoticeBar>
}
