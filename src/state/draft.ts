import { useCallback, useRef, useState } from 'react'
import { login } from '@/platform/login'
import { storage } from '@/platform/storage'

/** A form's unfinished value, with the sentence of the refusal when it came back. */
export interface Draft<Value> {
  value: Value
  refusal?: string
}

const slot = (key: string) => `draft:${login.owner()}:${key}`

/** Puts a refused submission back as a draft. What was typed since then is newer and stays. */
export function restoreDraft(key: string, value: unknown, refusal: string): void {
  const kept = storage.get<Draft<unknown>>(slot(key))
  if (kept && JSON.stringify(kept.value) !== JSON.stringify(value)) return
  storage.set(slot(key), { value, refusal } satisfies Draft<unknown>)
}

/**
 * A form's value that is saved with every change: `const {value, change, discard} = useDraft('case.submit', empty)`.
 * `change` merges fields, or what it is told of the latest value; `discard` after a submission has been handed to the outbox.
 */
export function useDraft<Value extends object>(key: string, initial: Value) {
  const [draft, setDraft] = useState<Draft<Value>>(() => {
    const kept = storage.get<Draft<Value>>(slot(key))
    return kept ? { ...kept, value: { ...initial, ...kept.value } } : { value: initial }
  })
  const latest = useRef(draft)
  latest.current = draft
  const change = useCallback(
    (fields: Partial<Value> | ((value: Value) => Partial<Value>)) => {
      const changed = typeof fields === 'function' ? fields(latest.current.value) : fields
      const next = { ...latest.current, value: { ...latest.current.value, ...changed } }
      latest.current = next
      storage.set(slot(key), next)
      setDraft(next)
    },
    [key],
  )
  const first = useRef(initial)
  const discard = useCallback(() => {
    storage.remove(slot(key))
    latest.current = { value: first.current }
    setDraft(latest.current)
  }, [key])
  return { value: draft.value, refusal: draft.refusal, restored: draft.value !== initial, change, discard }
}
