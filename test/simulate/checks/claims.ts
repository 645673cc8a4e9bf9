/**
 * What must be true of claims: none lost or doubled, each by its table, each credited once and only when it says so, caps and
 * budgets used up by those that count and by no others.
 */
import { type ClaimState, claimRuleOf } from '#types/claim'
import type { BudgetRecord } from '../../../cloudfunctions/domain/claim/budget'
import { type ClaimRecord, causeOf, never } from '../../../cloudfunctions/domain/claim/record'
import {
  type AccountRecord,
  accountId,
  type EntryRecord,
  entryId,
  reversalCause,
} from '../../../cloudfunctions/domain/ledger/record'
import type { Books, Checks } from '../life'

/** What was told to somebody who declared, under `claims`. */
export interface Declared {
  id: string
}

/** What a worker was told of a round that was entered, under `rounds`. */
export interface Round {
  /** Claims of it. */
  entered: number
}

/** Whether a claim's steps lead to its state by the table, and whether somebody or the clock has it. Pure. */
export function onItsWay(claim: ClaimRecord): string[] {
  const problems: string[] = []
  let state: ClaimState | undefined
  claim.steps.forEach(({ seq, event, to }, n) => {
    const row = claimRuleOf(event)
    if (seq !== n + 1) problems.push(`step ${seq} stands where ${n + 1} belongs`)
    if (state ? !row.from.includes(state) : row.from.length > 0)
      problems.push(`step ${seq}: ${event} out of ${state} is not in the table`)
    if (!row.to.includes(to)) problems.push(`step ${seq}: ${event} into ${to} is not in the table`)
    state = to
  })
  if (state !== claim.state) problems.push(`it is ${claim.state}, its steps say ${state}`)
  if (claim.seq !== claim.steps.length) problems.push(`it counts ${claim.seq} of ${claim.steps.length} steps`)
  if (claim.state === 'published' && !(claim.nextClock < never)) problems.push('it is published and no clock runs')
  if (claim.state === 'deferred' && claim.queue === undefined) problems.push('it is deferred and in no queue')
  return problems.map((problem) => `claim ${claim._id}: ${problem}`)
}

/**
 * Whether the books have of a claim what it says that it got, and say of it whether it was put right. Pure.
 * @param entry the one that the claim causes
 * @param reversal the one that puts that right
 */
export function creditedOnce(claim: ClaimRecord, entry?: EntryRecord, reversal?: EntryRecord): string[] {
  const { _id, state, granted } = claim
  const here = `claim ${_id} is ${state}`
  // what was cancelled or put right after it had been credited stays in the books, beside what puts it right
  if (state === 'reversed' && !(entry && reversal)) return [`${here} and nothing in the books says so`]
  if (state === 'cancelled' || state === 'reversed')
    return entry && !reversal ? [`${here} and still counts in the books`] : []
  if (state !== 'credited') return entry ? [`${here} and is in the books`] : []
  if (!entry) return [`${here} and isn't in the books`]
  if (reversal) return [`${here} and was put right in the books`]
  return Number(entry.words.points) === granted ? [] : [`${here} for ${granted}, the books say ${entry.words.points}`]
}

const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0)

/** Whether a village's month is used up by what was credited in it and not put right, and its queue is as long as it says. Pure. */
export function budgetKept({ _id, month, used, waiting }: BudgetRecord, claims: readonly ClaimRecord[]): string[] {
  const paid = claims.filter(({ village, unit, sign }) => village === _id && unit === 'goods' && sign !== 'negative')
  const issued = paid.filter(({ state, creditedOn }) => state === 'credited' && creditedOn?.startsWith(month))
  const points = sum(issued.map(({ granted = 0 }) => granted))
  const queued = paid.filter(({ state }) => state === 'deferred').length
  return [
    ...(used === points ? [] : [`budget ${_id} has used ${used} in ${month}, ${points} were credited`]),
    ...(waiting === queued ? [] : [`budget ${_id} has ${waiting} waiting, ${queued} are deferred`]),
  ]
}

const lengths = { day: 10, month: 7, year: 4 } as const

/** Whether an account's caps are used up by what its claims were granted, those that were put right left out. Pure. */
export function capsKept({ _id, used }: AccountRecord, claims: readonly ClaimRecord[]): string[] {
  const expected = new Map<string, number>()
  for (const { state, rule, caps, personId, granted = 0, capsOn } of claims) {
    if (!caps || capsOn === undefined) continue
    const counts = state === 'credited' || state === 'deferred'
    const subject = caps.per === 'person' ? `${rule.id}:${personId}` : rule.id
    for (const period of ['day', 'month', 'year'] as const) {
      if (caps[period] === undefined) continue
      const key = `${subject}|${period}:${capsOn.slice(0, lengths[period])}`
      expected.set(key, (expected.get(key) ?? 0) + (counts ? granted : 0))
    }
  }
  return [...expected].flatMap(([key, amount]) =>
    (used[key] ?? 0) === amount
      ? []
      : [`account ${_id} has used ${used[key] ?? 0} of ${key}, claims make it ${amount}`],
  )
}

/** Whether every declaration that somebody was told of is there, and none beside them. Pure. */
export function declaredOnce(told: readonly Declared[], claims: readonly ClaimRecord[]): string[] {
  const ids = new Set(claims.map(({ _id }) => _id))
  const known = new Set(told.map(({ id }) => id))
  return [
    ...told.flatMap(({ id }) => (ids.has(id) ? [] : [`claim ${id} is lost`])),
    ...(known.size < told.length ? ['two declarations were answered with one claim'] : []),
    ...claims.flatMap(({ _id, origin }) => (origin !== 'declared' || known.has(_id) ? [] : [`nobody declared ${_id}`])),
  ]
}

/** Whether every round was entered whole and once. Pure. */
export function enteredOnce(rounds: readonly Round[], claims: readonly ClaimRecord[]): string[] {
  const told = rounds.reduce((sum, { entered }) => sum + entered, 0)
  const there = claims.filter(({ origin, demo }) => origin === 'bulk' && !demo).length
  return told === there ? [] : [`rounds of ${told} claims were entered, ${there} are there`]
}

function checkClaim(books: Books, claim: ClaimRecord): string[] {
  const entry = books.row<EntryRecord>('entries', entryId(causeOf(claim)))
  const reversal = entry && books.row<EntryRecord>('entries', entryId(reversalCause(entry._id)))
  return [...onItsWay(claim), ...creditedOnce(claim, entry, reversal)]
}

function checkRoom(books: Books, claims: readonly ClaimRecord[]): string[] {
  const of = new Map<string, ClaimRecord[]>()
  for (const claim of claims) {
    const id = accountId(claim.unit, claim.owner)
    of.set(id, [...(of.get(id) ?? []), claim])
  }
  return [
    ...books.rows<BudgetRecord>('budgets').flatMap((budget) => budgetKept(budget, claims)),
    ...books.rows<AccountRecord>('accounts').flatMap((account) => capsKept(account, of.get(account._id) ?? [])),
  ]
}

export const claimChecks: Checks = {
  touched: (books, collection, id) => {
    if (collection !== 'claims') return []
    const claim = books.row<ClaimRecord>('claims', id)
    return claim ? checkClaim(books, claim) : [`claim ${id} is lost`]
  },
  daily: (books) => {
    const claims = books.rows<ClaimRecord>('claims')
    return [
      ...declaredOnce(books.told('claims'), claims),
      ...enteredOnce(books.told('rounds'), claims),
      ...claims.flatMap((claim) => checkClaim(books, claim)),
      ...checkRoom(books, claims),
    ]
  },
}
