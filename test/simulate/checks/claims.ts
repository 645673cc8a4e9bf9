/** What must be true of claims: none lost or doubled, each by its table, each credited once and only when it says so. */
import { type ClaimState, claimRuleOf } from '#types/claim'
import { type ClaimRecord, causeOf, never } from '../../../cloudfunctions/domain/claim/record'
import { type EntryRecord, entryId } from '../../../cloudfunctions/domain/ledger/record'
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

/** Whether the books have of a claim what it says that it got. Pure. @param entry the one that the claim causes */
export function creditedOnce(claim: ClaimRecord, entry: EntryRecord | undefined): string[] {
  const { _id, state, granted } = claim
  const here = `claim ${_id} is ${state}`
  if (state === 'credited') {
    if (!entry) return [`${here} and isn't in the books`]
    return Number(entry.words.points) === granted ? [] : [`${here} for ${granted}, the books say ${entry.words.points}`]
  }
  // what was cancelled after it had been credited stays in the books, beside what puts it right
  return entry && state !== 'cancelled' ? [`${here} and is in the books`] : []
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

const checkClaim = (books: Books, claim: ClaimRecord): string[] => [
  ...onItsWay(claim),
  ...creditedOnce(claim, books.row<EntryRecord>('entries', entryId(causeOf(claim)))),
]

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
    ]
  },
}
