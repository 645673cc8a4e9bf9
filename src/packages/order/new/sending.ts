import { useEffect, useRef, useState } from 'react'
import type { CaseSubmitOutput } from '#types/case'
import { categoryOf } from '#types/categories'
import { orderWords as words } from '@/copy/order'
import { files } from '@/platform/files'
import type { useDraft } from '@/state/draft'
import type { OutboxEntry } from '@/state/outbox-reducer'
import { submit, useOutbox } from '@/state/use-outbox'
import { attachmentsOf, DRAFT, inputOf, type OrderForm } from './form'

/** What became of it: it has its number, or it waits for the network, or it was refused after having waited. */
export type Sent =
  | { state: 'sent'; output: CaseSubmitOutput }
  | { state: 'waiting'; requestId: string }
  | { state: 'returned'; refusal: string }

/** What waited may have gone meanwhile, while its page was open. */
function latest(outcome: Sent | undefined, entries: readonly OutboxEntry[]): Sent | undefined {
  if (outcome?.state !== 'waiting') return outcome
  const entry = entries.find(({ requestId }) => requestId === outcome.requestId)
  if (entry?.state === 'sent') return { state: 'sent', output: entry.output as CaseSubmitOutput }
  if (entry?.state === 'refused') return { state: 'returned', refusal: entry.refusal?.message ?? '' }
  return outcome
}

/** Hands the form to the outbox; the draft goes when the outbox has it, and a refusal leaves it where it is. */
export function useSending(form: ReturnType<typeof useDraft<OrderForm>>) {
  const { entries, remove } = useOutbox()
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<string>()
  const [outcome, setOutcome] = useState<Sent>()
  // Versions of this form that were handed over: what came back of them is settled when a corrected one goes through.
  const handed = useRef([JSON.stringify(form.value)])
  const ofThisForm = entries.filter(
    (entry) => entry.action === DRAFT && handed.current.includes(JSON.stringify(entry.draft?.value)),
  )
  const [underWay] = useState(() => ofThisForm.some(({ state }) => state === 'waiting' || state === 'sending'))
  // The app was closed between handing it over and forgetting the draft: it must not be filed twice.
  // biome-ignore lint/correctness/useExhaustiveDependencies: looked at once, when the page opens
  useEffect(() => {
    if (underWay) form.discard()
  }, [])
  return {
    busy,
    refusal,
    outcome: latest(outcome, entries),
    async send() {
      setBusy(true)
      setRefusal(undefined)
      handed.current.push(JSON.stringify(form.value))
      const answer = await submit(DRAFT, inputOf(form.value), {
        subject: DRAFT,
        title: words.title(categoryOf(form.value.category!).label),
        attachments: attachmentsOf(form.value),
        draft: { key: DRAFT, value: form.value },
      })
      setBusy(false)
      if (answer.state === 'refused') return setRefusal(answer.refusal.message)
      for (const { state, requestId } of ofThisForm) if (state === 'refused') remove(requestId)
      form.discard()
      setOutcome(answer)
    },
    again: () => setOutcome(undefined),
    clear() {
      for (const file of [...form.value.photos, ...(form.value.voice ? [form.value.voice.file] : [])])
        void files.forget(file)
      form.discard()
    },
  }
}
