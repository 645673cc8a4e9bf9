/**
 * The outbox's rules, pure: state + event → state + commands. The shell (`outbox.ts`) saves the state before it carries out
 * the commands, so that a restart at any point neither loses a change nor makes it twice (the cloud knows the requestId).
 */

/** A kept photo or recording that becomes a file id in `input[field]` before the change is sent. */
export interface Attachment {
  field: string
  /** True: the field is a list; false: one id, also inside an object (`voice.fileId`). */
  many: boolean
  /** Name of the kept copy (`platform/files`). */
  localFile: string
  /** Set once uploaded; never uploaded twice, so that a retry carries the same input. */
  fileId?: string
}

export interface Refusal {
  code: string
  message: string
}

/** One change on its way. 待发送 waiting · 发送中 sending · 已发送 sent · 被退回 refused. */
export interface OutboxEntry {
  requestId: string
  action: string
  input: Record<string, unknown>
  /** Changes to one subject (a case's id, for example) go one after the other. */
  subject: string
  /** What the person sees in the list of unsent things. */
  title: string
  attachments: Attachment[]
  /** Where a refused change goes back to, to be corrected. */
  draft?: { key: string; value: unknown }
  state: 'waiting' | 'sending' | 'sent' | 'refused'
  /** Failed attempts so far. */
  attempts: number
  /** Not before this instant, ms since 1970. */
  notBefore: number
  createdAt: number
  refusal?: Refusal
  output?: unknown
}

export interface OutboxState {
  /** Oldest first. */
  entries: OutboxEntry[]
}

export type OutboxEvent =
  | { type: 'added'; entry: OutboxEntry; now: number }
  /** After a restart: what was being sent may or may not have arrived; it is sent again under the same id. */
  | { type: 'restored'; now: number }
  /** Time has passed. */
  | { type: 'woken'; now: number }
  /** The network or the app is back: nobody waits out a back-off. */
  | { type: 'reconnected'; now: number }
  | { type: 'uploaded'; requestId: string; localFile: string; fileId: string }
  | { type: 'answered'; requestId: string; output: unknown; now: number }
  | { type: 'failed'; requestId: string; refusal: Refusal; now: number }
  /** A change whose id had grown too old goes on under another one. */
  | { type: 'renewed'; requestId: string; as: string; now: number }
  /** The person takes a waiting or refused change back, or clears a sent one away. */
  | { type: 'removed'; requestId: string }

export type OutboxCommand =
  | { type: 'send'; entry: OutboxEntry }
  | { type: 'wakeAt'; at: number }
  /** A new requestId is wanted: answered by `renewed`. */
  | { type: 'renew'; requestId: string }
  | { type: 'forgetFiles'; localFiles: string[] }
  | { type: 'restoreDraft'; key: string; value: unknown; refusal: Refusal }

/** How many attempts a failure is worth before it counts as a refusal. What is not named here is refused at once. */
export const ATTEMPTS: Record<string, number> = {
  NETWORK: Number.POSITIVE_INFINITY,
  BUSY: 20,
  INTERNAL: 6,
}

/**
 * Changes that the cloud makes once whatever their requestId, because their subject allows no second: goods given without
 * network must come to the books, also when the device was away longer than a requestId lives (7 days).
 */
const happensOnce: ReadonlySet<string> = new Set(['redemption.handOver'])

/** So many sent changes stay visible. */
export const SENT_KEPT = 20

/** Wait after the n-th failed attempt: 2 s, 4 s, 8 s … 5 min. */
export const backOff = (attempts: number) => Math.min(2000 * 2 ** Math.max(0, attempts - 1), 300_000)

type Outcome = { state: OutboxState; commands: OutboxCommand[] }

const change = (
  state: OutboxState,
  requestId: string,
  fields: (entry: OutboxEntry) => Partial<OutboxEntry>,
): OutboxState => ({
  entries: state.entries.map((entry) => (entry.requestId === requestId ? { ...entry, ...fields(entry) } : entry)),
})

/** Starts what is due: of each subject the oldest that is under way or waiting. A refused change holds nothing up: the cloud judges the next one. */
function start(state: OutboxState, now: number): Outcome {
  const commands: OutboxCommand[] = []
  const busy = new Set<string>()
  let next = Number.POSITIVE_INFINITY
  const entries = state.entries.map((entry) => {
    if (entry.state !== 'waiting' && entry.state !== 'sending') return entry
    if (busy.has(entry.subject)) return entry
    busy.add(entry.subject)
    if (entry.state === 'sending') return entry
    if (entry.notBefore > now) {
      next = Math.min(next, entry.notBefore)
      return entry
    }
    const sending: OutboxEntry = { ...entry, state: 'sending' }
    commands.push({ type: 'send', entry: sending })
    return sending
  })
  if (next < Number.POSITIVE_INFINITY) commands.push({ type: 'wakeAt', at: next })
  return { state: { entries }, commands }
}

const after = (before: OutboxCommand[], outcome: Outcome): Outcome => ({
  state: outcome.state,
  commands: [...before, ...outcome.commands],
})

const filesOf = (entry: OutboxEntry) => entry.attachments.map((attachment) => attachment.localFile)

function trimmed(state: OutboxState): OutboxState {
  const sent = state.entries.filter((entry) => entry.state === 'sent')
  const tooMany = new Set(sent.slice(0, Math.max(0, sent.length - SENT_KEPT)))
  return tooMany.size === 0 ? state : { entries: state.entries.filter((entry) => !tooMany.has(entry)) }
}

/** One event after the other; an event about an entry that is gone changes nothing. */
export function outboxStep(state: OutboxState, event: OutboxEvent): Outcome {
  if (event.type === 'added') {
    if (state.entries.some((entry) => entry.requestId === event.entry.requestId)) return { state, commands: [] }
    return start({ entries: [...state.entries, event.entry] }, event.now)
  }
  if (event.type === 'woken') return start(state, event.now)
  if (event.type === 'reconnected' || event.type === 'restored') {
    const entries = state.entries.map((entry): OutboxEntry => {
      if (entry.state === 'waiting') return { ...entry, notBefore: event.now }
      if (entry.state === 'sending' && event.type === 'restored')
        return { ...entry, state: 'waiting', notBefore: event.now }
      return entry
    })
    return start({ entries }, event.now)
  }
  const entry = state.entries.find((one) => one.requestId === event.requestId)
  if (!entry) return { state, commands: [] }
  if (event.type === 'uploaded') {
    const attachments = entry.attachments.map((attachment) =>
      attachment.localFile === event.localFile ? { ...attachment, fileId: event.fileId } : attachment,
    )
    return { state: change(state, event.requestId, () => ({ attachments })), commands: [] }
  }
  if (event.type === 'removed') {
    if (entry.state === 'sending') return { state, commands: [] }
    // A refused change's photos belong to its draft now; a sent one's are forgotten already.
    const forget: OutboxCommand[] =
      entry.state === 'waiting' && entry.attachments.length > 0
        ? [{ type: 'forgetFiles', localFiles: filesOf(entry) }]
        : []
    return { state: { entries: state.entries.filter((one) => one !== entry) }, commands: forget }
  }
  if (entry.state !== 'sending') return { state, commands: [] }
  if (event.type === 'answered') {
    const done = change(state, event.requestId, () => ({ state: 'sent', output: event.output, draft: undefined }))
    const forget: OutboxCommand[] =
      entry.attachments.length > 0 ? [{ type: 'forgetFiles', localFiles: filesOf(entry) }] : []
    return after(forget, start(trimmed(done), event.now))
  }
  if (event.type === 'renewed') {
    const renewed = change(state, event.requestId, () => ({
      requestId: event.as,
      state: 'waiting',
      notBefore: event.now,
    }))
    return start(renewed, event.now)
  }
  if (event.refusal.code === 'REQUEST_EXPIRED' && happensOnce.has(entry.action))
    return { state, commands: [{ type: 'renew', requestId: entry.requestId }] }
  const attempts = entry.attempts + 1
  if (attempts < (ATTEMPTS[event.refusal.code] ?? 0)) {
    const notBefore = event.now + backOff(attempts)
    return start(
      change(state, event.requestId, () => ({ state: 'waiting', attempts, notBefore })),
      event.now,
    )
  }
  const refused = change(state, event.requestId, () => ({ state: 'refused', attempts, refusal: event.refusal }))
  const restore: OutboxCommand[] = entry.draft ? [{ type: 'restoreDraft', ...entry.draft, refusal: event.refusal }] : []
  return after(restore, start(refused, event.now))
}

/** The input as it is sent: with the file ids of the uploaded attachments in their fields. */
export function completeInput(entry: OutboxEntry): Record<string, unknown> {
  const input = { ...entry.input }
  for (const { field, many, fileId } of entry.attachments) {
    const [outer = field, inner] = field.split('.')
    if (inner) input[outer] = { ...(input[outer] as object | undefined), [inner]: fileId }
    else input[field] = many ? [...((input[field] as string[] | undefined) ?? []), fileId] : fileId
  }
  return input
}
