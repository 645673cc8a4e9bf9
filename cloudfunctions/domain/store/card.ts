/**
 * The elders' card: a code that says nothing and is stored as a hash, and a PIN stored as an HMAC. Pure, but for the county's
 * secret in `keyedHash`: the code to print is made from it anew each time, so that the database alone gives neither.
 */
import { type CardState, mostCardTries } from '#types/labels'
import { refuse } from '../../kernel/errors'
import { hash } from '../../kernel/ids'
import { keyedHash } from '../../kernel/secret'
import type { CardRecord } from './record'

/** A household has one card: a new one takes the place of the old. */
export const cardId = (householdId: string): string => `card:${householdId}`

type Issue = Pick<CardRecord, '_id' | 'serial'>

/** What the QR of an issue holds. @throws Refusal NOT_SET_UP */
export const tokenOf = ({ _id, serial }: Issue): string => keyedHash('card', _id, String(serial))

/** What is stored of the QR. */
export const tokenHashOf = (token: string): string => hash('card', token)

/** What is stored of a PIN. @throws Refusal NOT_SET_UP */
export const pinHashOf = ({ _id, serial }: Issue, pin: string): string => keyedHash('pin', _id, String(serial), pin)

/** A household's card issued anew: code and PIN of the one before are worthless. @throws Refusal NOT_SET_UP */
export function issued(
  before: CardRecord | null,
  {
    householdId,
    areas,
    pin,
    byId,
    now,
  }: { householdId: string; areas: string[]; pin: string; byId: string; now: Date },
): Omit<CardRecord, 'requests'> {
  const issue = { _id: cardId(householdId), serial: (before?.serial ?? 0) + 1 }
  return {
    ...issue,
    ...{ householdId, areas, state: 'active', tries: 0, issuedAt: now, issuedBy: byId },
    tokenHash: tokenHashOf(tokenOf(issue)),
    pinHash: pinHashOf(issue, pin),
    // a new card gives no second allowance on the same day
    spent: before?.spent ?? { date: '', points: 0 },
    version: (before?.version ?? 0) + 1,
  }
}

/** Points that may still be spent by card on a business date. */
export const leftToday = ({ spent }: Pick<CardRecord, 'spent'>, limit: number, date: string): number =>
  Math.max(0, limit - (spent.date === date ? spent.points : 0))

/** @throws Refusal DAILY_LIMIT when it is more than is left of the day's limit */
export function spend(card: CardRecord, points: number, limit: number, date: string): CardRecord['spent'] {
  const left = leftToday(card, limit, date)
  if (points > left) refuse('DAILY_LIMIT', { limit, left })
  return { date, points: limit - left + points }
}

/** The card after one more try, which counts before its outcome is told: the fifth locks. */
export function tried(card: CardRecord): Pick<CardRecord, 'tries' | 'state' | 'version'> {
  const tries = card.tries + 1
  const state: CardState = tries >= mostCardTries ? 'locked' : 'active'
  return { tries, state, version: card.version + 1 }
}

/** @throws Refusal CARD_UNKNOWN, CARD_REVOKED, CARD_LOCKED unless the card can be used */
export function usable(card: CardRecord | null | undefined): CardRecord {
  if (!card) return refuse('CARD_UNKNOWN')
  if (card.state === 'revoked') refuse('CARD_REVOKED')
  if (card.state === 'locked') refuse('CARD_LOCKED')
  return card
}
