import { useRef, useState } from 'react'
import { type ActionName, call, type InputOf, type OutputOf } from '@/platform/call'
import { asCallError, CallError } from '@/platform/error'
import { newRequestId } from '@/platform/request-id'
import { ATTEMPTS } from './outbox-reducer'

/** How a change went. */
export type Written<Output> = { ok: true; output: Output } | { ok: false; error: CallError }

/** A change that is made while somebody waits for it. */
export interface Write<Name extends ActionName> {
  busy: boolean
  /** Why the last attempt failed. */
  error?: CallError
  /** Makes the change; the failure is also kept in `error` until the next attempt. */
  run(input: InputOf<Name>): Promise<Written<OutputOf<Name>>>
}

/**
 * One change at a time, straight to the cloud: for what is of no use later (accepting an order, registering). What must not be
 * lost without network goes through the outbox. The same input again is sent under the same requestId, so that a repeat after a
 * lost answer counts once; changed input, or the same after a refusal, is a new request.
 */
export function useWrite<Name extends ActionName>(action: Name): Write<Name> {
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<CallError>()
  const under = useRef(false)
  const last = useRef<{ of: string; requestId: string }>()
  return {
    busy,
    error,
    async run(input) {
      if (under.current) return { ok: false, error: new CallError('BUSY') }
      under.current = true
      setBusy(true)
      setError(undefined)
      const of = `${action}|${JSON.stringify(input)}`
      try {
        if (last.current?.of !== of) last.current = { of, requestId: await newRequestId() }
        const output = await call(action, input, { requestId: last.current.requestId })
        last.current = undefined
        return { ok: true, output }
      } catch (thrown) {
        const failure = asCallError(thrown)
        // a refusal is an answer: nothing was done, and the same input later is another attempt
        if (!(failure.code in ATTEMPTS)) last.current = undefined
        setError(failure)
        return { ok: false, error: failure }
      } finally {
        under.current = false
        setBusy(false)
      }
    },
  }
}
