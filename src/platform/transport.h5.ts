import type { Send } from './contract'
import { CallError } from './error'
import { bearer } from './login.h5'

/** How the cloud names this client. */
export const platform = 'h5' as const

/** Sends to the local cloud that served this page. */
export const send: Send = async (envelope) => {
  try {
    const response = await fetch('/call/api', {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...bearer() },
      body: JSON.stringify(envelope),
    })
    return await response.json()
  } catch {
    throw new CallError('NETWORK')
  }
}
