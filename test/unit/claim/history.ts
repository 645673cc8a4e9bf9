/** Random histories of one household's claims: declared, capped, queued, paid, undone, put right, over more than a year. */
import fc from 'fast-check'
import type { BudgetRecord } from '../../../cloudfunctions/domain/claim/budget'
import type { ClaimRecord } from '../../../cloudfunctions/domain/claim/record'
import { correct, type Settled, settle, undo } from '../../../cloudfunctions/domain/claim/settle'
import { redeem, spendable } from '../../../cloudfunctions/domain/ledger/moves'
import type { AccountRecord, EntryRecord } from '../../../cloudfunctions/domain/ledger/record'
import { addDays } from '../../../cloudfunctions/kernel/time'
import type { Rule } from '../../../types/rule'
import { at, claim, correction, ground, openHousehold } from './sample'

/** A village's books as a history of claims leaves them. */
export interface Books {
  account: AccountRecord
  budget: BudgetRecord | null
  entries: EntryRecord[]
  claims: ClaimRecord[]
  date: string
}

/** What the village may issue in a month. */
export const limit = 40

/** Rules of the histories: caps over each period, for a household and for a person. */
export const capsOf = {
  clean: { month: 25, per: 'household' },
  plant: { day: 20, month: 30, year: 45, per: 'household' },
  patrol: { day: 15, year: 50, per: 'person' },
} as const satisfies Record<string, Rule['caps']>
export type RuleId = keyof typeof capsOf

const step = fc.oneof(
  fc.record({
    kind: fc.constant('claim' as const),
    points: fc.integer({ min: 1, max: 30 }),
    ruleId: fc.constantFrom(...(Object.keys(capsOf) as RuleId[])),
    personId: fc.constantFrom('p1', 'p2'),
    daysAgo: fc.integer({ min: 0, max: 60 }),
    negative: fc.boolean(),
  }),
  // long waits too, so that whole periods are forgotten before something of them is taken back
  fc.record({ kind: fc.constant('wait' as const), days: fc.oneof(fc.nat(20), fc.integer({ min: 60, max: 200 })) }),
  fc.record({ kind: fc.constantFrom('undo' as const, 'correct' as const), pick: fc.nat() }),
  fc.record({ kind: fc.constant('spend' as const), points: fc.integer({ min: 1, max: 30 }) }),
)
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never

const kept = (books: Books, { claim: after, account, entry, budget }: Settled): Books => ({
  ...books,
  account: account ?? books.account,
  budget: budget ?? books.budget,
  entries: entry ? [...books.entries, entry] : books.entries,
  claims: after ? [...books.claims.filter(({ _id }) => _id !== after._id), after] : books.claims,
})

const groundOf = (books: Books, one: ClaimRecord) => {
  const { budget, ...rest } = ground(books.date, { account: books.account, budget: books.budget, limit })
  return one.sign === 'negative' ? rest : { ...rest, budget }
}

const entryOf = ({ entries }: Books, { _id }: ClaimRecord) =>
  entries.find(({ cause }) => cause === `claim:${_id}`) ?? null

/** The queue as the clock pays it when it must look, in order until one does not fit. */
function payQueue(before: Books): Books {
  let books = before
  if (!books.budget || books.budget.nextLook > books.date) return books
  const queue = books.claims.filter(({ state }) => state === 'deferred').sort((a, b) => a.queue! - b.queue!)
  for (const one of queue) {
    const settled = settle(one, groundOf(books, one))
    books = kept(books, settled)
    if (!settled.claim) break
  }
  return books
}

function taken(books: Books, one: Step): Books {
  const pickOf = (found: readonly ClaimRecord[], pick: number) => found[pick % Math.max(found.length, 1)]
  switch (one.kind) {
    case 'claim': {
      const { points, ruleId: id, personId, daysAgo, negative } = one
      const born = claim(
        {
          ...{ _id: `c${books.claims.length}`, state: 'published', points, personId },
          ...{ on: addDays(books.date, -daysAgo), rule: { id, version: 0 } },
        },
        { caps: capsOf[id], sign: negative ? 'negative' : 'positive' },
      )
      return kept(books, settle(born, groundOf(books, born)))
    }
    case 'wait':
      return { ...books, date: addDays(books.date, one.days) }
    case 'undo': {
      const open = pickOf(
        books.claims.filter(({ state }) => state !== 'cancelled'),
        one.pick,
      )
      return open ? kept(books, undo(open, entryOf(books, open), groundOf(books, open), '撤销')) : books
    }
    case 'correct': {
      const credited = pickOf(
        books.claims.filter(({ state }) => state === 'credited'),
        one.pick,
      )
      if (!credited) return books
      return kept(books, correct(credited, entryOf(books, credited)!, groundOf(books, credited), correction))
    }
    case 'spend': {
      if (spendable(books.account, books.date) < one.points) return books
      const cause = `shop:${books.entries.length}`
      const draft = { cause, at: at(books.date), words: { what: '肥皂' } }
      return kept(books, redeem(books.account, one.points, 'store:1', draft))
    }
  }
}

/** One step, and the clock's run after it. */
const live = (books: Books, one: Step): Books => payQueue(taken(books, one))

export const histories = fc.array(step, { maxLength: 40 })
const begin: Books = { account: openHousehold(), budget: null, entries: [], claims: [], date: '2026-10-20' }

/** The books after each step. */
export function everyState(steps: readonly Step[]): Books[] {
  const states: Books[] = []
  steps.reduce<Books>((books, one) => {
    states.push(live(books, one))
    return states.at(-1)!
  }, begin)
  return states
}
