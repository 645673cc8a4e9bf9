import { useEffect, useRef, useState } from 'react'
import type { ActionName, InputOf, OutputOf } from '@/platform/call'
import type { useDraft } from './draft'
import type { OutboxEntry } from './outbox-reducer'
import { submit, useOutbox } from './use-outbox'

/** What became of a form: the cloud has it, or it waits for the network, or it was refused after having waited. */
export type Sent<Output> =
  | { state: 'sent'; output: Output }
  | { state: 'waiting'; requestId: string }
  | { state: 'returned'; refusal: string }

/** What a form's value is sent as. */
export interface Parcel<Name extends ActionName> {
  input: InputOf<Name>
  /** In the list of unsent things. */
  title: string
  attachments?: OutboxEntry['attachments']
}

/** What waited may have gone meanwhile, while its page was open. */
function latest<Output>(outcome: Sent<Output> | undefined, entries: readonly OutboxEntry[]): Sent<Output> | undefined {
  if (outcome?.state !== 'waiting') return outcome
  const entry = entries.find(({ requestId }) => requestId === outcome.requestId)
  if (entry?.state === 'sent') return { state: 'sent', output: entry.output as Output }
  if (entry?.state === 'refused') return { state: 'returned', refusal: entry.refusal?.message ?? '' }
  return outcome
}

/**
 * A form that is made anew each time (点单, 申报积分), kept as the draft of its action's name: handed to the outbox, the draft
 * goes when the outbox has it, and a refusal leaves it where it is.
 */
export function useSending<Name extends ActionName, Value extends object>(
  action: Name,
  form: ReturnType<typeof useDraft<Value>>,
  pack: (value: Value) => Parcel<Name>,
) {
  const { entries, remove } = useOutbox()
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<string>()
  const [outcome, setOutcome] = useState<Sent<OutputOf<Name>>>()
  // Versions of this form that were handed over: what came back of them is settled when a corrected one goes through.
  const handed = useRef([JSON.stringify(form.value)])
  const ofThisForm = entries.filter(
    (entry) => entry.action === action && handed.current.includes(JSON.stringify(entry.draft?.value)),
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
      const { input, ...about } = pack(form.value)
      const answer = await submit(action, input, {
        ...about,
        subject: action,
        draft: { key: action, value: form.value },
      })
      setBusy(false)
      if (answer.state === 'refused') return setRefusal(answer.refusal.message)
      for (const { state, requestId } of ofThisForm) if (state === 'refused') remove(requestId)
      form.discard()
      setOutcome(answer)
    },
    again: () => setOutcome(undefined),
  }
}
