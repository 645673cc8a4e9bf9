/**
 * points.reverse: an award or a deduction that was wrong is put right by a new entry; the old one stays as it is. The claim
 * that made it, its caps and the month's budget are put right in the same transaction.
 */
import type { PointsReverseInput, PointsReverseOutput } from '#types/points'
import type { Call, Early } from '../../kernel/action'
import type { Db, Tx } from '../../kernel/db'
import { refuse } from '../../kernel/errors'
import { type KnownRequest, recall } from '../../kernel/requests'
import { businessDate } from '../../kernel/time'
import { type ClaimRecord, claimBehind, correctClaim, type PutRight } from '../claim'
import {
  type AccountRecord,
  type EntryRecord,
  type Owner,
  ownerOf,
  ownPosting,
  readEntry,
  record,
  reversalCause,
  reverse,
  vintageOf,
} from '../ledger'
import { type MessageRecord, tellOutside } from '../message'
import { membersOf, type PersonRecord } from '../person'
import { rulesOn } from '../rule'

function answerOf({ _id, postings, owed }: EntryRecord): PointsReverseOutput {
  const moved = Math.abs(postings.find(({ version }) => version !== undefined)?.amount ?? 0)
  return { entryId: _id, moved, owed: Math.max(0, (owed?.after ?? 0) - (owed?.before ?? 0)) }
}

/** Whom an account is about: the household's members, or the person; with the households they live in. */
async function peopleOf(db: Db, owner: Owner): Promise<{ people: string[]; households: string[] }> {
  if (owner.kind === 'household') {
    const members = await membersOf(db, owner.id)
    return { people: members.map(({ _id }) => _id), households: [owner.id] }
  }
  if (owner.kind !== 'person') return { people: [], households: [] }
  const person = await db.get<PersonRecord>('people', owner.id)
  return { people: [owner.id], households: person?.householdId ? [person.householdId] : [] }
}

/** What is known of an entry on somebody's account before it is put right. */
interface Wrong {
  entry: EntryRecord
  account: AccountRecord
  /** The claim that made it, if one did. */
  behind: ClaimRecord | null
  people: string[]
  households: string[]
}

/** Reads it while the session is read; null where there is no such entry, or none on anybody's account. */
export async function findWrong({ db }: Early, { entryId }: PointsReverseInput): Promise<Wrong | null> {
  const entry = await db.get<EntryRecord>('entries', entryId)
  const accountOf = entry?.accountIds[0]
  if (!entry || accountOf === undefined) return null
  const [account, behind, concerned] = await Promise.all([
    db.get<AccountRecord>('accounts', accountOf),
    claimBehind(db, entry),
    peopleOf(db, ownerOf(accountOf)),
  ])
  return account && { entry, account, behind, ...concerned }
}

/** What the people of the account are told: what, why and how much; who did it stands in the entry. */
function messagesOf(entry: EntryRecord, people: readonly string[], now: Date): MessageRecord[] {
  const { what = '', reason = '' } = entry.words
  const { amount } = ownPosting(entry)
  const { owed } = answerOf(entry)
  const points = amount < 0 ? `收回 ${-amount} 分` : `补回 ${amount} 分`
  const text = `“${what}”的积分已更正：${points}${owed > 0 ? `，还欠 ${owed} 分` : ''}。原因：${reason}。有疑问请找村支书。`
  return people.map((personId, n) => ({
    _id: `${entry._id}:${n}`,
    personId,
    at: now,
    kind: 'points',
    text,
    read: false,
  }))
}

/** Puts an entry right that no claim made: by a new entry alone. */
async function reverseAlone(
  tx: Tx,
  { entry, account }: Wrong,
  vintage: ReturnType<typeof vintageOf>,
  draft: Omit<Parameters<typeof reverse>[3], 'cause' | 'words'> & { reason: string },
): Promise<PutRight> {
  const { reason, ...rest } = draft
  const cause = reversalCause(entry._id)
  const [before, present] = await Promise.all([readEntry(tx, cause), tx.get<AccountRecord>('accounts', account._id)])
  if (before) return { made: before }
  const words = { what: entry.words.what ?? '', reason }
  const move = reverse(present ?? account, entry, vintage, { ...rest, cause, words })
  return { made: move.entry, write: () => record(tx, move) }
}

/** What the transaction does: with the claim behind the entry, or without where there is none. */
async function puttingRight(
  call: Call,
  wrong: Wrong,
  reason: string,
  request: KnownRequest,
): Promise<(tx: Tx) => Promise<PutRight>> {
  const { db, session, now } = call
  const { entry, account, behind } = wrong
  const { personId, name } = session
  // also what somebody owes for goods that were handed over late: it goes back with the goods
  if (entry.cause.startsWith('redemption:')) refuse('EVENT_NOT_ALLOWED', { state: '已入账', event: '更正' })
  const today = businessDate(now)
  const { policy } = await rulesOn(db, behind?.village ?? account.village, today, now)
  if (behind) {
    const correction = { actor: { personId, name }, reason, request, policy, now }
    return (tx) => correctClaim(tx, behind, entry, correction)
  }
  const draft = { at: now, byId: personId, requests: [request], reason }
  return (tx) => reverseAlone(tx, wrong, vintageOf(policy.expiry, today), draft)
}

/**
 * Puts the entry right, once: a repeat of the request gets its answer, another request ALREADY_DONE. The household is told
 * in the same transaction.
 * @throws Refusal FORBIDDEN for entries outside the caller's village, OWN_HOUSEHOLD, EVENT_NOT_ALLOWED, ALREADY_DONE
 */
export async function putRight(
  call: Call,
  { reason }: PointsReverseInput,
  wrong: Wrong | null,
): Promise<PointsReverseOutput> {
  const { db, session, now, requestId, inputHash, ids, platform } = call
  // an entry that isn't there, or that is the shop's own, is refused like a strange one
  call.within(wrong?.account.areas ?? [])
  if (!wrong) return refuse('NOT_FOUND')
  const { people, households } = wrong
  const own = session.householdId !== undefined && households.includes(session.householdId)
  if (own || people.some((id) => session.identities.includes(id))) refuse('OWN_HOUSEHOLD')
  const request = { requestId, personId: session.personId, inputHash, at: now }
  const putting = await puttingRight(call, wrong, reason, request)
  const { made, messages } = await db.transact(async (tx) => {
    const { made, write } = await putting(tx)
    if (!write) {
      if (recall(made.requests ?? [], request).kind === 'new') refuse('ALREADY_DONE')
      return { made, messages: [] }
    }
    const messages = messagesOf(made, people, now)
    await Promise.all([write(), ...messages.map((message) => tx.insert('messages', message))])
    return { made, messages }
  })
  if (messages.length > 0)
    await tellOutside(messages, { db, ids, platform, now, collection: 'entries', documentId: made._id })
  return answerOf(made)
}
