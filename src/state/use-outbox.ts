import { type ActionName, call, type InputOf, type OutputOf } from '@/platform/call'
import { phoneTime } from '@/platform/clock'
import { files } from '@/platform/files'
import { login } from '@/platform/login'
import { newRequestId } from '@/platform/request-id'
import { storage } from '@/platform/storage'
import { upload } from '@/platform/upload'
import { restoreDraft } from './draft'
import { online } from './online'
import { type Change, createOutbox } from './outbox'
import type { OutboxEntry, Refusal } from './outbox-reducer'
import { renew } from './query'
import { createStore, useStore } from './store'

/** How far each kept file has been uploaded, 0–1, while it is under way. */
const progress = createStore<Record<string, number>>({})
const running = new Map<string, () => void>()

function note(localFile: string, part: number | undefined) {
  const { [localFile]: _, ...others } = progress.get()
  progress.set(part === undefined ? others : { ...others, [localFile]: part })
}

async function uploadNoted(localFile: string): Promise<string> {
  note(localFile, 0)
  try {
    return await upload(localFile, {
      progress: (part) => note(localFile, part),
      started: (stop) => running.set(localFile, stop),
    })
  } finally {
    running.delete(localFile)
    note(localFile, undefined)
  }
}

/** Stops the upload of a file; its change comes back as a draft. */
export const stopUpload = (localFile: string) => running.get(localFile)?.()

/** For progress bars: how far each kept file has come, by its name; a file that is not under way is absent. */
export const useUploads = (): Record<string, number> => useStore(progress)

let timer: ReturnType<typeof setTimeout> | undefined

const outbox = createOutbox({
  storage,
  owner: login.owner,
  now: phoneTime,
  newRequestId,
  send: (action, input, requestId) => call(action as ActionName, input as never, { requestId }),
  upload: uploadNoted,
  forgetFile: files.forget,
  restoreDraft,
  wakeIn(milliseconds, wake) {
    clearTimeout(timer)
    timer = setTimeout(wake, milliseconds)
  },
  arrived: (action) => renew(`${action.split('.')[0]}.`),
})

/** Called once when the app starts: takes up what was not sent, and goes on whenever the network returns. */
export function startOutbox(): void {
  outbox.restore()
  online.subscribe(() => online.get() && outbox.reconnect())
}

/** The app is shown again, or another persona has entered. */
export const resumeOutbox = outbox.reconnect
export const switchOutbox = outbox.restore

/** How a typed submission went. */
export type Submitted<Name extends ActionName> =
  | { state: 'sent'; output: OutputOf<Name> }
  | { state: 'waiting'; requestId: string }
  | { state: 'refused'; refusal: Refusal }

/** Everything beside the input that a submission says about itself; see {@link OutboxEntry}. */
export type About = Pick<OutboxEntry, 'subject' | 'title'> & Partial<Pick<OutboxEntry, 'attachments' | 'draft'>>

/**
 * Makes a change through the outbox: `await submit('case.submit', input, {subject: 'new', title: '点单：路灯'})`.
 * Answers `sent` with the cloud's output, `waiting` when it is kept for later (no network), or `refused` with the sentence.
 */
export function submit<Name extends ActionName>(
  action: Name,
  input: InputOf<Name>,
  about: About,
): Promise<Submitted<Name>> {
  const change: Change = { ...about, action, input: input as Record<string, unknown> }
  return outbox.submit(change) as Promise<Submitted<Name>>
}

/** What is on its way, oldest first, for 待发送 lists; `remove` takes a waiting or refused change back. */
export function useOutbox(): { entries: OutboxEntry[]; submit: typeof submit; remove(requestId: string): void } {
  return { entries: useStore(outbox.store).entries, submit, remove: outbox.remove }
}
