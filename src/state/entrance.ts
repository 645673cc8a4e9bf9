import { login } from '@/platform/login'
import { createStore, useStore } from './store'
import { switchOutbox } from './use-outbox'

const signedIn = createStore(login.signedIn())

/** Whether calls can be made: always in WeChat; in the browser once a persona has been chosen. */
export const useSignedIn = () => useStore(signedIn)

/** Enters as a persona of the local cloud and takes up that persona's outbox. Browser only. */
export async function enter(personaId: string): Promise<void> {
  await login.enter(personaId)
  switchOutbox()
  signedIn.set(login.signedIn())
}

/** Leaves the persona. In WeChat nothing happens. */
export function leave(): void {
  login.leave()
  switchOutbox()
  signedIn.set(login.signedIn())
}
