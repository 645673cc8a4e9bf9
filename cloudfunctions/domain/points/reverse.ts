/** points.reverse: an award or a deduction that was wrong is put right by a new entry; the old one stays as it is. */
import type { PointsReverseInput, PointsReverseOutput } from '#types/points'
import type { Call } from '../../kernel/action'
import type { Tx } from '../../kernel/db'
import { refuse } from '../../kernel/errors'
import { recall } from '../../kernel/requests'
import { businessDate } from '../../kernel/time'
import {
  type AccountRecord,
  type EntryRecord,
  ownPosting,
  readEntry,
  record,
  reversalCause,
  reverse,
  vintageOf,
} from '../ledger'
import { deliver, type MessageRecord } from '../message'
import { membersOf, type PersonRecord } from '../person'
import { rulesOn } from '../rule'

function answerOf({ _id, postings, owed }: EntryRecord): PointsReverseOutput {
  const moved = Math.abs(postings.find(({ version }) => version !== undefined)?.amount ?? 0)
  return { entryId: _id, moved, owed: Math.max(0, (owed?.after ?? 0) - (owed?.before ?? 0)) }
}

/** Whom an account is about: the household's members, or the person; with the households they live in. */
async function peopleOf({ db }: Call, { owner }: AccountRecord): Promise<{ people: string[]; households: string[] }> {
  if (owner.kind === 'household') {
    const members = await membersOf(db, owner.id)
    return { people: members.map(({ _id }) => _id), households: [owner.id] }
  }
  if (owner.kind !== 'person') return { people: [], households: [] }
  const person = await db.get<PersonRecord>('people', owner.id)
  return { people: [owner.id], households: person?.householdId ? [person.householdId] : [] }
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

/**
 * Puts the entry right, once: a repeat of the request gets its answer, another request ALREADY_DONE. The household is told
 * in the same transaction.
 * @throws Refusal FORBIDDEN for entries outside the caller's village, OWN_HOUSEHOLD, EVENT_NOT_ALLOWED, ALREADY_DONE
 */
export async function putRight(
  call: Call,
  { entryId, reason }: PointsReverseInput,
  entry: EntryRecord | null,
): Promise<PointsReverseOutput> {
  const { db, session, now, requestId, inputHash, ids, platform } = call
  const accountOf = entry?.accountIds[0] ?? ''
  const account = accountOf ? await db.get<AccountRecord>('accounts', accountOf) : null
  // an entry that isn't there, or that is the shop's own, is refused like a strange one
  call.within(account?.areas ?? [])
  if (!entry || !account) return refuse('NOT_FOUND')
  const today = businessDate(now)
  const [{ people, households }, { policy }] = await Promise.all([
    peopleOf(call, account),
    rulesOn(db, account.village, today, now),
  ])
  const own = session.householdId !== undefined && households.includes(session.householdId)
  if (own || people.some((id) => session.identities.includes(id))) refuse('OWN_HOUSEHOLD')
  const request = { requestId, personId: session.personId, inputHash, at: now }
  const { made, messages } = await db.transact(async (tx) => {
    const [before, present] = await Promise.all([
      readEntry(tx, reversalCause(entryId)),
      tx.get<AccountRecord>('accounts', account._id),
    ])
    if (before) {
      if (recall(before.requests ?? [], request).kind === 'new') refuse('ALREADY_DONE')
      return { made: before, messages: [] }
    }
    const draft = {
      ...{ cause: reversalCause(entryId), at: now, byId: session.personId, requests: [request] },
      words: { what: entry.words.what ?? '', reason },
    }
    const move = reverse(present ?? account, entry, vintageOf(policy.expiry, today), draft)
    const told = messagesOf(move.entry, people, now)
    await Promise.all([record(tx, move), ...tellIn(tx, told)])
    return { made: move.entry, messages: told }
  })
  // the inbox has them already: this is WeChat's turn
  const effect = { id: made._id, kind: 'message', seq: 0, tries: 0, messages }
  if (messages.length > 0)
    await deliver(effect, { db, ids, platform, now, collection: 'entries', documentId: made._id })
  return answerOf(made)
}

const tellIn = (tx: Tx, messages: readonly MessageRecord[]) => messages.map((message) => tx.insert('messages', message))
