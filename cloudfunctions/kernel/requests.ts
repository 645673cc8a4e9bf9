/**
 * The replay memory that a document carries: which requests changed it, and what they were answered. Same id, person and
 * input → the same answer; same id with anything else → REQUEST_REUSED; older than 7 days → REQUEST_EXPIRED (serve.ts).
 */
import type { Db } from './db'
import { refuse } from './errors'

/** A request that has changed a document. Lies in the document's `requests` array. */
export interface KnownRequest {
  requestId: string
  personId: string
  /** SHA-256 over action and validated input. */
  inputHash: string
  at: Date
  /** What the caller was answered, when it can't be made again from the document. Keep it small. */
  answer?: unknown
}

/** How long a requestId is remembered and accepted. */
const requestLifeMs = 7 * 24 * 3_600_000

/** Bound on a document's memory; the oldest are forgotten first. */
export const mostRequests = 64

type Asked = Pick<KnownRequest, 'requestId' | 'personId' | 'inputHash'>

/**
 * Whether a request is new to a document or a repeat, with the answer it got.
 * @throws Refusal REQUEST_REUSED when the id came with another input or from another person
 */
export function recall(
  requests: readonly KnownRequest[],
  { requestId, personId, inputHash }: Asked,
): { kind: 'new' } | { kind: 'repeat'; answer: unknown } {
  const known = requests.find((request) => request.requestId === requestId)
  if (!known) return { kind: 'new' }
  if (known.personId !== personId || known.inputHash !== inputHash) refuse('REQUEST_REUSED')
  return { kind: 'repeat', answer: known.answer }
}

/**
 * After a write that came too late: the document, when it was this very call, delivered twice at once, that was faster.
 * @throws Refusal CONFLICT when it was another, REQUEST_REUSED
 */
export async function ownWrite<Document extends { requests?: readonly KnownRequest[] }>(
  db: Pick<Db, 'get'>,
  collection: string,
  id: string,
  asked: Asked,
): Promise<Document> {
  const present = await db.get<Document>(collection, id)
  return present && recall(present.requests ?? [], asked).kind === 'repeat' ? present : refuse('CONFLICT')
}

/** The memory with one more request: those of the last 7 days, 64 at most. */
export function remember(requests: readonly KnownRequest[], entry: KnownRequest, now: Date): KnownRequest[] {
  const oldest = now.getTime() - requestLifeMs
  return [...requests.filter(({ at }) => at.getTime() > oldest), entry].slice(-mostRequests)
}

/** The instant in a UUIDv7 (RFC 9562: 48 bits of milliseconds), or null when it is another version. */
export function instantOf(requestId: string): Date | null {
  if (requestId.charAt(14) !== '7') return null
  return new Date(Number.parseInt(requestId.slice(0, 8) + requestId.slice(9, 13), 16))
}

/**
 * @throws Refusal REQUEST_EXPIRED when it is older than the memory of it would be
 * @throws Refusal BAD_INPUT when it isn't a UUIDv7 or lies more than a day ahead of the cloud's clock
 */
export function checkAge(requestId: string, now: Date): void {
  const made = instantOf(requestId)
  if (!made) refuse('BAD_INPUT', { problem: '请求编号须为 UUIDv7', field: 'requestId' })
  const age = now.getTime() - made.getTime()
  if (age > requestLifeMs) refuse('REQUEST_EXPIRED')
  if (age < -24 * 3_600_000) refuse('BAD_INPUT', { problem: '手机时间不对', field: 'requestId' })
}
