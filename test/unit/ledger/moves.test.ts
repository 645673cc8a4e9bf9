/** The books over random histories: what must hold after every entry, whatever came before (domain.md §3). */
import fc from 'fast-check'
import {
  award,
  close,
  deduct,
  expire,
  hold,
  ownPosting,
  redeem,
  release,
  reverse,
  spendable,
} from '../../../cloudfunctions/domain/ledger/moves'
import type { AccountRecord, EntryRecord } from '../../../cloudfunctions/domain/ledger/record'
import { vintageOf } from '../../../cloudfunctions/domain/ledger/vintage'
import { Refusal } from '../../../cloudfunctions/kernel/errors'
import { businessDate } from '../../../cloudfunctions/kernel/time'
import { type Books, draft, expiryOf, fresh, history, live, run, type Step, start, village, year } from './history'

const total = (entries: readonly EntryRecord[], account?: string) =>
  entries
    .flatMap(({ postings }) => postings)
    .filter((posting) => account === undefined || posting.account === account)
    .reduce((sum, { amount }) => sum + amount, 0)

test('after any history the books balance, and the account is the sum of its postings', () => {
  fc.assert(
    fc.property(history, expiryOf, (story, expiry) => {
      const { account, entries } = run(story, expiry)
      for (const entry of entries) expect(total([entry])).toBe(0)
      expect(total(entries)).toBe(0)
      expect(account.balance).toBe(total(entries, account._id))
      expect(account.vintages.reduce((sum, { balance }) => sum + balance, 0)).toBe(account.balance)
    }),
  )
})

test('a balance is never negative, and nothing can be spent while something is owed', () => {
  fc.assert(
    fc.property(history, expiryOf, (story, expiry) => {
      let books = start
      for (const next of story) {
        books = live(books, next, expiry)
        expect(books.account.balance).toBeGreaterThanOrEqual(0)
        expect(books.account.owed).toBeGreaterThanOrEqual(0)
        if (books.account.owed > 0) expect(books.account.balance).toBe(0)
      }
    }),
  )
})

test('every posting says the balance before and after and the version, without a gap', () => {
  fc.assert(
    fc.property(history, expiryOf, (story, expiry) => {
      const { account, entries } = run(story, expiry)
      let balance = 0
      let version = 0
      for (const entry of entries.filter(({ kind }) => kind !== 'take')) {
        const posting = ownPosting(entry)
        expect(posting).toMatchObject({ before: balance, after: balance + posting.amount, version: version + 1 })
        balance += posting.amount
        version += 1
      }
      expect(account).toMatchObject({ balance, version })
    }),
  )
})

test('vintages are positive, one of a kind, and in the order in which they end', () => {
  fc.assert(
    fc.property(history, expiryOf, (story, expiry) => {
      const { vintages } = run(story, expiry).account
      expect(vintages.every(({ balance }) => balance > 0)).toBe(true)
      expect(new Set(vintages.map(({ year, ends }) => `${year} ${ends}`)).size).toBe(vintages.length)
      const ends = vintages.map((vintage) => vintage.ends ?? '9999-12-31')
      expect(ends).toEqual([...ends].sort())
    }),
  )
})

test('what is spent comes out of the vintage that ends first', () => {
  const old = award(fresh(), 30, { year: '2025', ends: '2026-12-31' }, draft('a')).account
  const both = award(old, 50, { year: '2026', ends: '2028-12-31' }, draft('b')).account
  const never = award(both, 5, { year: '2024', ends: null }, draft('c')).account
  const { account, entry } = hold(never, 40, 'store:1', draft('d'))
  expect(ownPosting(entry).parts).toEqual([
    { year: '2025', ends: '2026-12-31', amount: 30 },
    { year: '2026', ends: '2028-12-31', amount: 10 },
  ])
  expect(account.vintages).toEqual([
    { year: '2026', ends: '2028-12-31', balance: 40 },
    { year: '2024', ends: null, balance: 5 },
  ])
})

test('a balance that is too small is refused, and nothing changes', () => {
  const { account } = award(fresh(), 30, year, draft('a'))
  expect(() => hold(account, 31, 'store:1', draft('b'))).toThrow(new Refusal('POINTS_SHORT'))
  expect(() => redeem(account, 31, 'store:1', draft('b'))).toThrow(new Refusal('POINTS_SHORT'))
  expect(account.balance).toBe(30)
})

test.each([0, -5, 1.5, Number.NaN, 1e12])('%s points are refused by every move', (points) => {
  const { account } = award(fresh(), 30, year, draft('a'))
  for (const move of [
    () => award(account, points, year, draft('b')),
    () => deduct(account, points, draft('b')),
    () => hold(account, points, 'store:1', draft('b')),
    () => redeem(account, points, 'store:1', draft('b')),
  ])
    expect(move).toThrow(new Refusal('BAD_INPUT'))
})

test('a deduction takes what is there; the rest is owed and repaid by the next award', () => {
  const rich = award(fresh(), 30, year, draft('a')).account
  const fined = deduct(rich, 50, draft('b'))
  expect(fined.account).toMatchObject({ balance: 0, owed: 20 })
  expect(fined.entry).toMatchObject({ owed: { before: 0, after: 20 }, words: { points: '50', owed: '20' } })
  const poor = award(fined.account, 15, year, draft('c'))
  expect(poor.account).toMatchObject({ balance: 0, owed: 5 })
  expect(poor.entry).toMatchObject({ words: { points: '15', repaid: '15' } })
  const free = award(poor.account, 15, year, draft('d'))
  expect(free.account).toMatchObject({ balance: 10, owed: 0 })
})

test('points that come back repay a debt first', () => {
  const rich = award(fresh(), 50, year, draft('a')).account
  const held = hold(rich, 50, 'store:1', draft('b'))
  const fined = deduct(held.account, 20, draft('c')).account
  const back = release(fined, held.entry, 'store:1', draft('d'))
  expect(back.account).toMatchObject({ balance: 30, owed: 0 })
  expect(total([back.entry])).toBe(0)
})

test('reversing leaves what one has less what one owes as if it had never been', () => {
  const worth = ({ balance, owed }: AccountRecord) => balance - owed
  fc.assert(
    fc.property(history, expiryOf, fc.integer({ min: 1, max: 200 }), fc.boolean(), (story, expiry, points, good) => {
      const before = run(story, expiry)
      const as = (cause: string) => draft(cause, before.date)
      const done = good
        ? award(before.account, points, vintageOf(expiry, before.date), as('x'))
        : deduct(before.account, points, as('x'))
      const undone = reverse(done.account, done.entry, vintageOf(expiry, before.date), as('y'))
      expect(worth(undone.account)).toBe(worth(before.account))
      expect(total([undone.entry])).toBe(0)
      expect(undone.entry.reverses).toBe(done.entry._id)
    }),
  )
})

test('an award that was spent is owed once it is reversed', () => {
  const given = award(fresh(), 30, year, draft('a'))
  const spent = redeem(given.account, 25, 'store:1', draft('b')).account
  const { account, entry } = reverse(spent, given.entry, year, draft('c'))
  expect(account).toMatchObject({ balance: 0, owed: 25 })
  expect(ownPosting(entry).amount).toBe(-5)
})

test('only awards and deductions are reversed: the shop has its own way back', () => {
  const given = award(fresh(), 30, year, draft('a')).account
  const { account, entry } = hold(given, 10, 'store:1', draft('b'))
  expect(() => reverse(account, entry, year, draft('c'))).toThrow(new Refusal('EVENT_NOT_ALLOWED'))
})

test('points ended by the day are moved to the village’s expired; the rest stays', () => {
  const one = award(fresh(), 30, year, draft('a')).account
  const two = award(one, 20, { year: '2026', ends: '2028-12-31' }, draft('b')).account
  expect(expire(two, '2026-12-31', draft('c', '2026-12-31'))).toBeNull()
  const { account, entry } = expire(two, '2027-01-01', draft('c', '2027-01-01'))!
  expect(account).toMatchObject({ balance: 20, nextLook: '2028-12-01' })
  expect(entry.postings).toContainEqual({ account: `expired:goods:${village}`, amount: 30 })
})

test('points that have ended can’t be spent, also before the clock has taken them away', () => {
  const old = award(fresh(), 30, year, draft('a')).account
  const both = award(old, 20, { year: '2027', ends: '2027-12-31' }, draft('b', '2027-01-01')).account
  expect(spendable(both, '2026-12-31')).toBe(50)
  expect(spendable(both, '2027-01-01')).toBe(20)
  expect(() => hold(both, 21, 'store:1', draft('c', '2027-01-01'))).toThrow(new Refusal('POINTS_SHORT'))
  const { account } = redeem(both, 20, 'store:1', draft('c', '2027-01-01'))
  expect(account.vintages).toEqual([{ ...year, balance: 30 }])
})

test('what was earned is counted by month and year, and loses what was reversed in its own period only', () => {
  const november = award(fresh(), 30, year, draft('a', '2026-11-30'))
  const december = award(november.account, 5, year, draft('b', '2026-12-01'))
  expect(december.account.earned).toEqual({ month: '2026-12', inMonth: 5, year: '2026', inYear: 35 })
  const late = reverse(december.account, november.entry, year, draft('c', '2026-12-02'))
  expect(late.account.earned).toEqual({ month: '2026-12', inMonth: 5, year: '2026', inYear: 5 })
  const both = reverse(late.account, december.entry, year, draft('d', '2026-12-02'))
  expect(both.account.earned).toEqual({ month: '2026-12', inMonth: 0, year: '2026', inYear: 0 })
  const fined = deduct(december.account, 20, draft('e', '2026-12-02')).account
  expect(fined.earned.inYear).toBe(35)
  expect(award(fined, 7, year, draft('f', '2027-01-01')).account.earned).toMatchObject({ inMonth: 7, inYear: 7 })
})

test('points held past their end come back with 30 days of grace', () => {
  const given = award(fresh(), 30, year, draft('a')).account
  const held = hold(given, 10, 'store:1', draft('b', '2026-12-31'))
  const { account } = release(held.account, held.entry, 'store:1', draft('c', '2027-01-01'))
  expect(account.vintages).toContainEqual({ year: '2026', ends: '2027-01-31', balance: 10 })
})

test('who leaves leaves an empty account and balanced books', () => {
  const given = award(fresh(), 30, year, draft('a')).account
  const { account, entry } = close(given, draft('b'))!
  expect(account).toMatchObject({ balance: 0, vintages: [] })
  expect(total([entry])).toBe(0)
  expect(close(account, draft('c'))).toBeNull()
})

test('entries of different accounts don’t care about each other’s order', () => {
  fc.assert(
    fc.property(history, history, expiryOf, fc.array(fc.boolean()), (first, second, expiry, turns) => {
      const books = [start, { ...start, account: fresh('h2') }] as [Books, Books]
      const queues = [[...first], [...second]] as [Step[], Step[]]
      for (const turn of [...turns, ...first.map(() => true), ...second.map(() => false)]) {
        const who = turn ? 0 : 1
        const next = queues[who].shift()
        if (next) books[who] = live(books[who], next, expiry)
      }
      expect(books[0].account).toEqual(run(first, expiry).account)
      expect(books[1].account).toEqual(run(second, expiry, { ...start, account: fresh('h2') }).account)
    }),
  )
})

test('the day of an entry is the business date of its instant', () => {
  const late = { ...draft('a'), at: new Date('2026-11-26T16:30:00Z') }
  expect(award(fresh(), 1, year, late).entry.date).toBe(businessDate(late.at))
  expect(businessDate(late.at)).toBe('2026-11-27')
})
