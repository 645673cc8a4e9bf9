/** Random histories of one account: what any order of awards, deductions, shopping, expiry and corrections makes of it. */
import fc from 'fast-check'
import {
  award,
  deduct,
  expire,
  giveBack,
  hold,
  type Move,
  redeem,
  release,
  reverse,
  spendable,
  take,
} from '../../../cloudfunctions/domain/ledger/moves'
import { openAccount } from '../../../cloudfunctions/domain/ledger/post'
import type { AccountRecord, EntryRecord } from '../../../cloudfunctions/domain/ledger/record'
import { vintageOf } from '../../../cloudfunctions/domain/ledger/vintage'
import { addDays, startOfBusinessDay } from '../../../cloudfunctions/kernel/time'
import { type Expiry, expiries } from '../../../types/rule-words'

export const village = '411521105204'
export const fresh = (id = 'h1') =>
  openAccount('goods', { owner: { kind: 'household', id }, name: '一户', areas: ['411521', '411521105', village] })
const at = (date: string) => new Date(startOfBusinessDay(date).getTime() + 10 * 3_600_000)
export const draft = (cause: string, date = '2026-11-26') => ({ cause, at: at(date), words: { what: '好事' } })
export const year = { year: '2026', ends: '2026-12-31' }

/** An account with its entries, as a history leaves it. */
export interface Books {
  account: AccountRecord
  entries: EntryRecord[]
  date: string
}

const steps = [
  'award',
  'deduct',
  'hold',
  'redeem',
  'settle',
  'release',
  'giveBack',
  'expire',
  'reverse',
  'wait',
] as const
const step = fc.record({ kind: fc.constantFrom(...steps), points: fc.integer({ min: 1, max: 200 }), pick: fc.nat() })
export type Step = { kind: (typeof steps)[number]; points: number; pick: number }
export const history = fc.array(step, { maxLength: 40 })
export const expiryOf = fc.constantFrom(...(Object.keys(expiries) as Expiry[]))

/** Entries of a kind that nothing has undone or settled yet. */
const unsettled = (entries: readonly EntryRecord[], kinds: readonly EntryRecord['kind'][]) =>
  entries.filter(
    ({ _id, kind }) =>
      kinds.includes(kind) && !entries.some(({ words, reverses }) => words.of === _id || reverses === _id),
  )

/** One step of a history; what isn't possible changes nothing. */
export function live(books: Books, { kind, points, pick }: Step, expiry: Expiry): Books {
  const { account, entries, date } = books
  const as = (of?: EntryRecord) => ({
    ...draft(`${account._id}-${entries.length}`, date),
    words: { what: '好事', ...(of ? { of: of._id } : {}) },
  })
  const one = (kinds: EntryRecord['kind'][]) => {
    const open = unsettled(entries, kinds)
    return open[pick % Math.max(open.length, 1)]
  }
  const after = (move: Move | null) =>
    move ? { ...books, account: move.account, entries: [...entries, move.entry] } : books
  const held = one(['hold'])
  const paid = one(['redeem'])
  const wrong = one(['award', 'deduction'])
  switch (kind) {
    case 'award':
      return after(award(account, points, vintageOf(expiry, date), as()))
    case 'deduct':
      return after(deduct(account, points, as()))
    case 'hold':
    case 'redeem':
      if (points > spendable(account, date)) return books
      return after((kind === 'hold' ? hold : redeem)(account, points, 'store:1', as()))
    case 'settle':
      return held ? { ...books, entries: [...entries, take(held, 'store:1', as(held))] } : books
    case 'release':
      return held ? after(release(account, held, 'store:1', as(held))) : books
    case 'giveBack':
      return paid ? after(giveBack(account, paid, 'store:1', as(paid))) : books
    case 'expire':
      return after(expire(account, date, as()))
    case 'reverse':
      return wrong ? after(reverse(account, wrong, vintageOf(expiry, date), as())) : books
    case 'wait':
      return { ...books, date: addDays(date, points) }
  }
}

export const start: Books = { account: fresh(), entries: [], date: '2026-01-05' }
export const run = (story: readonly Step[], expiry: Expiry, from = start): Books =>
  story.reduce((books, next) => live(books, next, expiry), from)
