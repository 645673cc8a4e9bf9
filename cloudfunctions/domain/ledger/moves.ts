/**
 * Everything that can happen to an account, each as one entry whose postings sum to zero. Pure: an account and what is to be
 * done give the account as it will be and the entry; post.ts writes both in one transaction. Source: domain.md §3.
 */
import type { EntryKind } from '#types/units'
import { refuse } from '../../kernel/errors'
import { businessDate } from '../../kernel/time'
import {
  type AccountRecord,
  type Earned,
  type EntryRecord,
  entryId,
  expiredIn,
  holdOf,
  issuedBy,
  type Part,
  type Posting,
  takenOf,
} from './record'
import { hasEnded, nextLookOf, putInto, returned, sumOf, takeFrom } from './vintage'

/** What an entry is made of besides its postings. `words.what` says what for. */
export type Draft = Pick<EntryRecord, 'cause' | 'at' | 'words'> &
  Partial<Pick<EntryRecord, 'eventAt' | 'rule' | 'byId' | 'reverses' | 'requests' | 'demo'>>

/** What an entry refers to: set by the moves themselves. */
type Linked = Draft & Pick<EntryRecord, 'settles'>

/** An account as it will be, and the entry that makes it so. */
export interface Move {
  account: AccountRecord
  entry: EntryRecord
}

/** Most points one entry moves: far above any rule, and far below where integers stop being exact. */
const mostPoints = 1_000_000

function whole(points: number): void {
  if (!Number.isSafeInteger(points) || points < 1 || points > mostPoints) {
    refuse('BAD_INPUT', { problem: `积分须是 1 到 ${mostPoints} 的整数`, field: 'points' })
  }
}

/** @throws Error when the postings don't sum to zero: a defect, never a refusal */
function entryOf(
  { unit, village, areas }: Pick<AccountRecord, 'unit' | 'village' | 'areas'>,
  kind: EntryKind,
  postings: readonly Posting[],
  { cause, at, eventAt = at, words, ...rest }: Linked,
  owed?: EntryRecord['owed'],
): EntryRecord {
  if (postings.reduce((sum, { amount }) => sum + amount, 0) !== 0) throw new Error(`entry ${cause} isn't balanced`)
  const owners = postings.filter(({ version }) => version !== undefined).map(({ account }) => account)
  return {
    _id: entryId(cause),
    ...{ cause, kind, unit, at, eventAt, date: businessDate(at), village, areas },
    ...{ accountIds: owners, postings: [...postings], words },
    ...(owed && owed.before !== owed.after ? { owed } : {}),
    ...rest,
  }
}

/** The account after some parts went in (`sign` 1) or out (-1), and its own posting. */
function shift(
  account: AccountRecord,
  parts: readonly Part[],
  sign: 1 | -1,
  vintages: AccountRecord['vintages'],
  owed: number,
): { account: AccountRecord; posting: Posting } {
  // `|| 0`: no negative zero in the books
  const amount = sign * sumOf(parts) || 0
  const after: AccountRecord = {
    ...account,
    balance: account.balance + amount,
    vintages,
    owed,
    nextLook: nextLookOf(vintages, account.announced),
    version: account.version + 1,
  }
  const posting: Posting = {
    ...{ account: account._id, amount, parts: [...parts] },
    ...{ before: account.balance, after: after.balance, version: after.version },
  }
  return { account: after, posting }
}

/** Points into an account out of a system account. What the account owes is kept back and goes to issuance. */
function credit(account: AccountRecord, kind: EntryKind, parts: readonly Part[], from: string, draft: Linked): Move {
  const offered = putInto([], parts)
  const repaid = Math.min(account.owed, sumOf(parts))
  const { parts: kept } = takeFrom(takeFrom(offered, repaid).vintages, sumOf(parts))
  const owed = account.owed - repaid
  const moved = shift(account, kept, 1, putInto(account.vintages, kept), owed)
  const issued = issuedBy(account.unit, account.village)
  const postings = [
    moved.posting,
    { account: from, amount: -sumOf(parts) },
    ...(repaid > 0 ? [{ account: issued, amount: repaid }] : []),
  ]
  const words = {
    ...draft.words,
    points: String(sumOf(parts)),
    ...(repaid > 0 ? { repaid: String(repaid) } : {}),
  }
  const entry = entryOf(account, kind, merged(postings), { ...draft, words }, { before: account.owed, after: owed })
  return { account: moved.account, entry }
}

/** One posting an account: an award out of issuance and what it repays to issuance are netted. */
function merged(postings: readonly Posting[]): Posting[] {
  const result: Posting[] = []
  for (const posting of postings) {
    const same = result.find(({ account }) => account === posting.account)
    if (same) same.amount += posting.amount
    else result.push({ ...posting })
  }
  return result.filter(({ amount, version }) => amount !== 0 || version !== undefined)
}

/** Points out of an account into a system account. */
function debit(
  account: AccountRecord,
  kind: EntryKind,
  taken: ReturnType<typeof takeFrom>,
  to: string,
  draft: Draft,
  owed = account.owed,
): Move {
  const moved = shift(account, taken.parts, -1, taken.vintages, owed)
  const points = sumOf(taken.parts)
  const more = owed - account.owed
  const words = {
    ...draft.words,
    points: String(points + more),
    ...(more > 0 ? { owed: String(more) } : {}),
  }
  const postings = [moved.posting, { account: to, amount: points }]
  const entry = entryOf(account, kind, postings, { ...draft, words }, { before: account.owed, after: owed })
  return { account: moved.account, entry }
}

/** An award out of the village's issuance. An older debt is repaid first. */
export function award(
  account: AccountRecord,
  points: number,
  vintage: { year: string; ends: string | null },
  draft: Draft,
): Move {
  whole(points)
  const issued = issuedBy(account.unit, account.village)
  const move = credit(account, 'award', [{ ...vintage, amount: points }], issued, draft)
  return { ...move, account: { ...move.account, earned: earnedWith(account.earned, points, businessDate(draft.at)) } }
}

/** What was earned with some points more, awarded on a business date. */
function earnedWith({ month, inMonth, year, inYear }: Earned, points: number, date: string): Earned {
  const [thisMonth, thisYear] = [date.slice(0, 7), date.slice(0, 4)]
  return {
    month: thisMonth,
    inMonth: points + (month === thisMonth ? inMonth : 0),
    year: thisYear,
    inYear: points + (year === thisYear ? inYear : 0),
  }
}

/** What was earned without some points of a business date that turned out wrong; a month or year that is over is forgotten. */
const earnedWithout = ({ month, inMonth, year, inYear }: Earned, points: number, date: string): Earned => ({
  month,
  inMonth: date.startsWith(month) ? inMonth - points : inMonth,
  year,
  inYear: date.startsWith(year) ? inYear - points : inYear,
})

/** A deduction: takes what is there, the rest is owed. */
export function deduct(account: AccountRecord, points: number, draft: Draft): Move {
  whole(points)
  const taken = takeFrom(account.vintages, points)
  const owed = account.owed + points - sumOf(taken.parts)
  return debit(account, 'deduction', taken, issuedBy(account.unit, account.village), draft, owed)
}

function spend(account: AccountRecord, kind: 'hold' | 'redeem', points: number, to: string, draft: Draft): Move {
  whole(points)
  const today = businessDate(draft.at)
  const have = spendable(account, today)
  if (have < points) refuse('POINTS_SHORT', { need: points, have })
  // what has ended waits for the clock to take it away
  const ended = account.vintages.filter((vintage) => hasEnded(vintage, today))
  const { vintages, parts } = takeFrom(
    account.vintages.filter((vintage) => !ended.includes(vintage)),
    points,
  )
  return debit(account, kind, { vintages: [...ended, ...vintages], parts }, to, draft)
}

/** What can be spent on a business date: the balance without points that have ended and wait for the clock. */
export const spendable = ({ vintages }: Pick<AccountRecord, 'vintages'>, date: string): number =>
  vintages.reduce((sum, vintage) => sum + (hasEnded(vintage, date) ? 0 : vintage.balance), 0)

/** Sets points aside for a redemption. @throws Refusal POINTS_SHORT */
export const hold = (account: AccountRecord, points: number, storeId: string, draft: Draft): Move =>
  spend(account, 'hold', points, holdOf(storeId), draft)

/** Spends points at the counter at once. @throws Refusal POINTS_SHORT */
export const redeem = (account: AccountRecord, points: number, storeId: string, draft: Draft): Move =>
  spend(account, 'redeem', points, takenOf(storeId), draft)

/** The owner's own posting of an entry: there is one in every kind but `take`. */
export function ownPosting(entry: Pick<EntryRecord, '_id' | 'postings'>): Posting & { parts: Part[] } {
  const posting = entry.postings.find(({ version }) => version !== undefined)
  if (!posting?.parts) throw new Error(`entry ${entry._id} has no owner`)
  return posting as Posting & { parts: Part[] }
}

/** Points held come back: they keep their vintage, an ended one gets 30 days' grace. */
export function release(account: AccountRecord, held: EntryRecord, storeId: string, draft: Draft): Move {
  const parts = returned(ownPosting(held).parts, businessDate(draft.at))
  return credit(account, 'release', parts, holdOf(storeId), { ...draft, settles: held._id })
}

/** Points taken for goods come back, because the goods did. `paid` is the hold or the redemption by card. */
export const giveBack = (account: AccountRecord, paid: EntryRecord, storeId: string, draft: Draft): Move =>
  credit(account, 'giveBack', returned(ownPosting(paid).parts, businessDate(draft.at)), takenOf(storeId), draft)

/** Goods are handed over: what was held is taken. No owner's account changes. */
export function take(held: EntryRecord, storeId: string, draft: Draft): EntryRecord {
  const points = -ownPosting(held).amount
  const postings = [
    { account: holdOf(storeId), amount: -points },
    { account: takenOf(storeId), amount: points },
  ]
  const words = { ...draft.words, points: String(points) }
  return entryOf(held, 'take', postings, { ...draft, words, settles: held._id })
}

/** Moves what has ended before `today` to `expired`; null when nothing has. */
export function expire(account: AccountRecord, today: string, draft: Draft): Move | null {
  const ended = account.vintages.filter((vintage) => hasEnded(vintage, today))
  if (ended.length === 0) return null
  const parts = ended.map(({ year, ends, balance }) => ({ year, ends, amount: balance }))
  const vintages = account.vintages.filter((vintage) => !ended.includes(vintage))
  return debit(account, 'expiry', { vintages, parts }, expiredIn(account.unit, account.village), draft)
}

/**
 * Empties an account because its owner leaves (domain.md §7, erasing oneself): all that is left goes to `expired`.
 * Null when nothing is left.
 */
export function close(account: AccountRecord, draft: Draft): Move | null {
  if (account.balance === 0) return null
  const taken = takeFrom(account.vintages, account.balance)
  return debit(account, 'expiry', taken, expiredIn(account.unit, account.village), draft)
}

/**
 * Puts an award or a deduction right. An award's points are taken back, first of their own vintage; what is missing is owed.
 * A deduction's come back with their vintage; a debt it made is forgiven or, where repaid meanwhile, given back in `vintage`.
 * @throws Refusal EVENT_NOT_ALLOWED for entries of other kinds, which have their own way back
 */
export function reverse(
  account: AccountRecord,
  entry: EntryRecord,
  vintage: { year: string; ends: string | null },
  draft: Draft,
): Move {
  const { amount, parts } = ownPosting(entry)
  const debt = (entry.owed?.after ?? 0) - (entry.owed?.before ?? 0)
  const issued = issuedBy(account.unit, account.village)
  const putRight = { ...draft, reverses: entry._id }
  if (entry.kind === 'award') {
    const points = amount - debt
    const taken = takeFrom(account.vintages, points, parts)
    const move = debit(account, 'reversal', taken, issued, putRight, account.owed + points - sumOf(taken.parts))
    return { ...move, account: { ...move.account, earned: earnedWithout(account.earned, points, entry.date) } }
  }
  if (entry.kind !== 'deduction') refuse('EVENT_NOT_ALLOWED', { state: '已入账', event: '冲正' })
  const back = returned(parts, businessDate(draft.at))
  const forgiven = Math.min(debt, account.owed)
  const repaid = debt - forgiven
  const again: Part[] = repaid > 0 ? [{ ...vintage, amount: repaid }] : []
  const relieved = { ...account, owed: account.owed - forgiven }
  const move = credit(relieved, 'reversal', [...back, ...again], issued, putRight)
  const owed = { before: account.owed, after: move.account.owed }
  return { ...move, entry: { ...move.entry, ...(owed.before !== owed.after ? { owed } : {}) } }
}
