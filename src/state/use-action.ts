import { useRef, useState } from 'react'
import { kit } from '@/copy/kit'
import { type ActionName, call, type InputOf, type OutputOf } from '@/platform/call'
import { asCallError, CallError } from '@/platform/error'
import { newRequestId } from '@/platform/request-id'
import { renew } from './query'

/** A change that is made while the person waits for its answer. */
export interface Act<Name extends ActionName> {
  busy: boolean
  /** Why the last attempt failed; gone when the next one starts. */
  error?: CallError
  /** Forgets the failure: the person has closed the sheet that showed it. */
  clear(): void
  /** Gives the answer, or undefined when it failed. */
  run(input: InputOf<Name>): Promise<OutputOf<Name> | undefined>
}

/**
 * Makes changes that must be answered at once (an order taken before somebody else does, a verdict, a set-up) and therefore do
 * not wait in the outbox: `const accept = useAction('case.accept')`. After a failure of the network the same input goes out
 * under the same requestId, so that a second tap never does it twice. Reads of the noun and the home page are asked again,
 * also after a CONFLICT.
 */
export function useAction<Name extends ActionName>(action: Name): Act<Name> {
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<CallError>()
  const tried = useRef<{ input: string; requestId: string }>()
  const renewAll = () => renew(`${action.split('.')[0]}.`, 'home.')
  return {
    busy,
    error,
    clear: () => setError(undefined),
    async run(input) {
      setBusy(true)
      setError(undefined)
      try {
        const text = JSON.stringify(input)
        if (tried.current?.input !== text) tried.current = { input: text, requestId: await newRequestId() }
        const output = await call(action, input, { requestId: tried.current.requestId })
        tried.current = undefined
        renewAll()
        return output
      } catch (thrown) {
        const failure = asCallError(thrown)
        if (failure.code !== 'NETWORK') tried.current = undefined
        if (failure.code === 'CONFLICT') renewAll()
        setError(failure.code === 'NETWORK' ? new CallError('NETWORK', kit.onlineOnly) : failure)
        return undefined
      } finally {
        setBusy(false)
      }
    },
  }
}
