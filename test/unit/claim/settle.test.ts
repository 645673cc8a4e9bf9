/** How a claim ends: account, cap or queue; and that books, caps and budget agree over random histories. */
import fc from 'fast-check'
import { type BudgetRecord, budgetOn, nextMonth } from '../../../cloudfunctions/domain/claim/budget'
import type { ClaimRecord } from '../../../cloudfunctions/domain/claim/record'
import { type Settled, settle, undo } from '../../../cloudfunctions/domain/claim/settle'
import type { AccountRecord, EntryRecord } from '../../../cloudfunctions/domain/ledger/record'
import { addDays } from '../../../cloudfunctions/kernel/time'
import { areas, claim, ground, openHousehold, village } from './sample'

const due = (more: Partial<ClaimRecord> = {}, caps?: ClaimRecord['caps']) =>
  claim({ state: 'published', ...more }, caps ? { caps } : {})
const monthly = { month: 10, per: 'household' } as const

describe('one claim', () => {
  test('is credited with its rule and version, in the vintage of the day it is credited', () => {
    const { claim: after, account, entry, budget } = settle(due(), ground('2026-11-24'))
    expect(after).toMatchObject({ state: 'credited', granted: 3, creditedOn: '2026-11-24' })
    expect(account).toMatchObject({ balance: 3, vintages: [{ year: '2026', ends: '2026-12-31' }] })
    expect(entry).toMatchObject({ kind: 'award', rule: { id: 'clean', version: 0 }, cause: 'claim:c1' })
    expect(budget).toMatchObject({ used: 3, waiting: 0 })
  })

  test('gets what its cap leaves, and nothing once it is used up', () => {
    const used = { 'clean|month:2026-11': 8 }
    const partly = settle(due({}, monthly), ground('2026-11-24', { account: { ...openHousehold(), used } }))
    expect(partly.claim).toMatchObject({ state: 'credited', granted: 2 })
    expect(partly.claim!.steps.at(-1)!.words.note).toContain('应为 3 分')
    expect(partly.account!.used).toEqual({ 'clean|month:2026-11': 10 })
    const full = settle(due({}, monthly), ground('2026-11-24', { account: partly.account }))
    expect(full.claim).toMatchObject({ state: 'capped', granted: 0 })
    expect([full.account, full.entry, full.budget]).toEqual([undefined, undefined, undefined])
  })

  test('counts in the month of the deed, not of the credit', () => {
    const late = settle(due({ on: '2026-10-31' }, monthly), ground('2026-11-24'))
    expect(late.account!.used).toEqual({ 'clean|month:2026-10': 3 })
  })

  test('of a person-wise cap counts for that person only', () => {
    const caps = { month: 3, per: 'person' } as const
    const first = settle(due({}, caps), ground('2026-11-24'))
    const other = settle(due({ _id: 'c2', personId: 'p2' }, caps), ground('2026-11-24', { account: first.account }))
    expect(other.claim!.state).toBe('credited')
    const again = settle(due({ _id: 'c3' }, caps), ground('2026-11-24', { account: other.account }))
    expect(again.claim!.state).toBe('capped')
  })

  test('a deduction takes what is there, owes the rest, and costs the budget nothing', () => {
    const taken = settle(claim({ state: 'published' }, { sign: 'negative' }), {
      ...ground('2026-11-24'),
      budget: undefined,
    })
    expect(taken.account).toMatchObject({ balance: 0, owed: 3 })
    expect(taken.entry!.kind).toBe('deduction')
    expect(taken.budget).toBeUndefined()
  })

  test('worth more than a whole month gets that month, rather than blocking the queue for ever', () => {
    const big = settle(due({ points: 50 }), ground('2026-11-24', { limit: 20 }))
    expect(big.claim).toMatchObject({ state: 'credited', granted: 20 })
  })

  test('in a village that issues nothing, waits', () => {
    expect(settle(due(), ground('2026-11-24', { limit: 0 })).claim!.state).toBe('deferred')
  })
})

describe('the queue', () => {
  const full = { ...budgetOn(null, { village, areas, limit: 10, today: '2026-11-24' }), used: 8 }
  const first = settle(due(), ground('2026-11-24', { budget: full, limit: 10 }))

  test('what does not fit waits, is counted against its cap at once, and is looked at on the first', () => {
    expect(first.claim).toMatchObject({ state: 'deferred', queue: 1, granted: 3 })
    expect(first.budget).toMatchObject({ used: 8, waiting: 1, nextPlace: 2, nextLook: '2026-12-01' })
    expect(first.entry).toBeUndefined()
  })

  test('nobody overtakes: what would fit waits behind', () => {
    const small = settle(due({ _id: 'c2', points: 1 }), ground('2026-11-25', { budget: first.budget, limit: 10 }))
    expect(small.claim).toMatchObject({ state: 'deferred', queue: 2 })
    const nextDay = settle(due({ _id: 'c3', points: 1 }), ground('2026-12-02', { budget: small.budget, limit: 10 }))
    expect(nextDay.claim).toMatchObject({ state: 'deferred', queue: 3 })
  })

  test('its first is paid in the new month; while it does not fit, nothing is written but the next look', () => {
    const paid = settle(first.claim!, ground('2026-12-01', { budget: first.budget, limit: 10 }))
    expect(paid.claim).toMatchObject({ state: 'credited' })
    expect(paid.claim!.queue).toBeUndefined()
    expect(paid.budget).toMatchObject({ month: '2026-12', used: 3, waiting: 0, nextLook: '9999-12-31' })
    expect(paid.budget!.past).toEqual([{ month: '2026-11', limit: 10, used: 8 }])
    const stays = settle(first.claim!, ground('2026-11-30', { budget: first.budget, limit: 10 }))
    expect(stays).toEqual({ budget: first.budget })
  })

  test('cancelled while waiting, it leaves the queue and gives its cap back', () => {
    const capped = settle(due({}, monthly), ground('2026-11-24', { budget: full, limit: 10 }))
    const at = ground('2026-11-25', { account: capped.account, budget: capped.budget, limit: 10 })
    const gone = undo(capped.claim!, null, at, '撤销')
    expect(gone.claim!.state).toBe('cancelled')
    expect(gone.account!.used).toEqual({})
    expect(gone.budget).toMatchObject({ waiting: 0, used: 8, nextLook: '9999-12-31' })
  })
})

describe('undoing', () => {
  const credited = settle(due({}, monthly), ground('2026-11-24'))

  test('reverses the entry, gives cap and budget back, and lets the queue be looked at today', () => {
    const at = ground('2026-11-25', { account: credited.account, budget: { ...credited.budget!, waiting: 1 } })
    const undone = undo(credited.claim!, credited.entry!, at, '重新打开')
    expect(undone.account).toMatchObject({ balance: 0, used: {} })
    expect(undone.entry).toMatchObject({ kind: 'reversal', reverses: credited.entry!._id })
    expect(undone.budget).toMatchObject({ used: 0, nextLook: '2026-11-25' })
  })

  test('of a month that is over gives that budget nothing', () => {
    const at = ground('2026-12-05', { account: credited.account, budget: credited.budget })
    expect(undo(credited.claim!, credited.entry!, at, '重新打开').budget).toMatchObject({ month: '2026-12', used: 0 })
  })

  test('what somebody has reversed by hand is not reversed again', () => {
    const at = ground('2026-11-25', { account: credited.account, budget: credited.budget })
    const undone = undo(credited.claim!, null, at, '重新打开')
    expect(undone).toMatchObject({ claim: { state: 'cancelled' } })
    expect(undone.entry).toBeUndefined()
  })
})

/** A village's books as a history of claims leaves them. */
interface Books {
  account: AccountRecord
  budget: BudgetRecord | null
  entries: EntryRecord[]
  claims: ClaimRecord[]
  date: string
}

const step = fc.oneof(
  fc.record({
    kind: fc.constant('claim' as const),
    points: fc.integer({ min: 1, max: 30 }),
    ruleId: fc.constantFrom('clean', 'plant', 'patrol'),
    daysAgo: fc.integer({ min: 0, max: 60 }),
    negative: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('wait' as const), days: fc.integer({ min: 1, max: 20 }) }),
  fc.record({ kind: fc.constant('undo' as const), pick: fc.nat() }),
)
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never

const limit = 40
const cap = 25

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

/** The queue as the clock pays it, in order until one does not fit. */
function payQueue(before: Books): Books {
  let books = before
  const queue = books.claims.filter(({ state }) => state === 'deferred').sort((a, b) => a.queue! - b.queue!)
  for (const one of queue) {
    const settled = settle(one, groundOf(books, one))
    books = kept(books, settled)
    if (!settled.claim) break
  }
  return books
}

function live(books: Books, taken: Step): Books {
  switch (taken.kind) {
    case 'claim': {
      const { points, ruleId: id, daysAgo, negative } = taken
      const on = addDays(books.date, -daysAgo)
      const caps = { month: cap, per: 'household' } as const
      const born = claim(
        { _id: `c${books.claims.length}`, state: 'published', points, on, rule: { id, version: 0 } },
        { caps, sign: negative ? 'negative' : 'positive' },
      )
      return kept(books, settle(born, groundOf(books, born)))
    }
    case 'wait': {
      const date = addDays(books.date, taken.days)
      const later = { ...books, date }
      return date.slice(0, 7) > books.date.slice(0, 7) ? payQueue(later) : later
    }
    case 'undo': {
      const open = books.claims.filter(({ state }) => state !== 'cancelled')
      const one = open[taken.pick % Math.max(open.length, 1)]
      if (!one) return books
      const entry = books.entries.find(({ cause }) => cause === `claim:${one._id}`) ?? null
      return kept(books, undo(one, entry, groundOf(books, one), '撤销'))
    }
  }
}

const histories = fc.array(step, { maxLength: 40 })
const begin: Books = { account: openHousehold(), budget: null, entries: [], claims: [], date: '2026-10-20' }
const everyState = (taken: readonly Step[]) => {
  const states: Books[] = []
  taken.reduce<Books>((books, one) => {
    states.push(live(books, one))
    return states.at(-1)!
  }, begin)
  return states
}

describe('over random histories', () => {
  test('postings sum to zero and to the balance, which is never negative', () => {
    fc.assert(
      fc.property(histories, (taken) => {
        for (const { account, entries } of everyState(taken)) {
          const postings = entries.flatMap((entry) => entry.postings)
          expect(postings.reduce((sum, { amount }) => sum + amount, 0)).toBe(0)
          const own = postings.filter((posting) => posting.account === account._id)
          expect(own.reduce((sum, { amount }) => sum + amount, 0)).toBe(account.balance)
          expect(account.balance).toBeGreaterThanOrEqual(0)
        }
      }),
    )
  })

  test('no month issues more than its limit, and what is used is what was credited', () => {
    fc.assert(
      fc.property(histories, (taken) => {
        for (const { budget, claims } of everyState(taken)) {
          if (!budget) continue
          expect(budget.used).toBeLessThanOrEqual(limit)
          const credited = claims.filter(
            ({ state, sign, creditedOn }) =>
              state === 'credited' && sign !== 'negative' && creditedOn!.startsWith(budget.month),
          )
          expect(budget.used).toBe(credited.reduce((sum, { granted }) => sum + granted!, 0))
          expect(budget.waiting).toBe(claims.filter(({ state }) => state === 'deferred').length)
        }
      }),
    )
  })

  test('no cap is exceeded, and the account knows how much of each is used', () => {
    fc.assert(
      fc.property(histories, (taken) => {
        for (const { account, claims } of everyState(taken)) {
          const counting = claims.filter(({ state }) => state === 'credited' || state === 'deferred')
          const used = new Map<string, number>()
          for (const { rule, on, granted } of counting) {
            const key = `${rule.id}|month:${on.slice(0, 7)}`
            used.set(key, (used.get(key) ?? 0) + granted!)
          }
          for (const [key, amount] of used) {
            expect(amount).toBeLessThanOrEqual(cap)
            expect(account.used[key]).toBe(amount)
          }
        }
      }),
    )
  })

  test('the queue is paid in the order in which it was joined', () => {
    fc.assert(
      fc.property(histories, (taken) => {
        const paid: number[] = []
        let waiting = new Map<string, number>()
        for (const { claims } of everyState(taken)) {
          const paidNow = claims.flatMap(({ _id, state }) =>
            state === 'credited' && waiting.has(_id) ? [waiting.get(_id)!] : [],
          )
          paid.push(...paidNow.sort((a, b) => a - b))
          waiting = new Map(claims.flatMap(({ _id, state, queue }) => (state === 'deferred' ? [[_id, queue!]] : [])))
          for (const place of waiting.values()) expect(place).toBeGreaterThan(paid.at(-1) ?? 0)
        }
        expect(paid).toEqual([...paid].sort((a, b) => a - b))
      }),
    )
  })
})

test('the month after December is January', () => {
  expect(nextMonth('2026-12-31')).toBe('2027-01-01')
  expect(nextMonth('2026-09-01')).toBe('2026-10-01')
})
