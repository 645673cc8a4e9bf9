/** The proof of the books: silent over everything the moves can make, and it finds whatever is changed behind their back. */
import fc from 'fast-check'
import { hold, take } from '../../../cloudfunctions/domain/ledger/moves'
import { type ProofResult, proofOf } from '../../../cloudfunctions/domain/ledger/proof'
import type { AccountRecord, EntryRecord } from '../../../cloudfunctions/domain/ledger/record'
import { startOfBusinessDay } from '../../../cloudfunctions/kernel/time'
import { type Books, draft, expiryOf, fresh, history, live, run, start } from './history'

const later = new Date('2100-01-01')

function prove(
  accounts: readonly AccountRecord[],
  entries: readonly EntryRecord[],
  options = { readAt: later, heldBefore: later },
): ProofResult {
  const proof = proofOf(accounts, options)
  for (const entry of entries) proof.take(entry)
  return proof.result()
}

/** Two awards, something bought and something set aside. */
const sample: Books = [
  { kind: 'award' as const, points: 30, pick: 0 },
  { kind: 'award' as const, points: 20, pick: 0 },
  { kind: 'redeem' as const, points: 5, pick: 0 },
  { kind: 'hold' as const, points: 10, pick: 0 },
].reduce((books, step) => live(books, step, 'threeYears'), start)

const problems = (accounts: AccountRecord[], entries: EntryRecord[]) =>
  prove(accounts, entries).findings.map(({ problem }) => problem)

test('over any history it finds nothing, in whatever order the entries come', () => {
  fc.assert(
    fc.property(history, history, expiryOf, (first, second, expiry) => {
      const one = run(first, expiry)
      const other = run(second, expiry, { ...start, account: fresh('h2') })
      const books = [one, other].filter(({ account }) => account.version > 0)
      const entries = books.flatMap((book) => book.entries).reverse()
      const accounts = books.map(({ account }) => account)
      expect(prove(accounts, entries)).toMatchObject({
        accounts: books.length,
        entries: entries.length,
        sum: 0,
        findings: [],
      })
    }),
  )
})

test('what is set aside is counted as it stood at an instant', () => {
  const noon = new Date(startOfBusinessDay('2026-01-05').getTime() + 12 * 3_600_000)
  const { account, entries } = sample
  expect(prove([account], entries).held).toEqual({ 'hold:store:1': 10 })
  const taken = take(entries.at(-1)!, 'store:1', { ...draft('t'), at: new Date(noon.getTime() + 1) })
  expect(prove([account], [...entries, taken]).held).toEqual({ 'hold:store:1': 0 })
  expect(prove([account], [...entries, taken], { readAt: later, heldBefore: noon }).held).toEqual({
    'hold:store:1': 10,
  })
})

const { account, entries } = sample
const [first, second, ...rest] = entries as [EntryRecord, EntryRecord, ...EntryRecord[]]
const bent = (entry: EntryRecord, amount: number): EntryRecord => ({
  ...entry,
  postings: entry.postings.map((posting, n) => (n === 1 ? { ...posting, amount } : posting)),
})
const richer = { ...account, balance: account.balance + 1 }
const otherVintages = { ...account, vintages: account.vintages.map((vintage) => ({ ...vintage, year: '1999' })) }
const released = take(rest.at(-1)!, 'store:1', draft('once'))
const again = take(rest.at(-1)!, 'store:1', draft('twice'))

test.each<[name: string, accounts: AccountRecord[], entries: EntryRecord[], problem: RegExp]>([
  ['an entry that isn’t balanced', [account], [bent(first, -29), second, ...rest], /分录合计不为零，差 1 分/],
  ['points that aren’t whole', [account], [bent(first, -30.5), second, ...rest], /分录不是整数/],
  ['an account that says more than its postings', [richer], entries, /余额 36 分，分录合计 35 分/],
  ['an account with other vintages than its postings made', [otherVintages], entries, /1999 .*余 35 分，分录合计 0 分/],
  ['an entry that is gone', [account], [first, ...rest], /第 3 笔之前缺一笔或重了一笔/],
  ['an entry that is there twice', [account], [first, second, second, ...rest], /第 2 笔之前缺一笔或重了一笔/],
  ['the last entry gone', [account], entries.slice(0, -1), /账户记到第 4 笔，分录只到第 3 笔/],
  ['postings without an account', [], entries, /有 4 笔分录，没有账户/],
  ['an account without postings', [account], [], /账户记到第 4 笔，分录只到第 0 笔/],
  ['an entry under another id', [account], [{ ...first, _id: 'x' }, second, ...rest], /编号与事由不符/],
  ['a hold that was settled twice', [account], [...entries, released, again], /预订的积分被了结 2 次/],
  ['a settlement of nothing', [account], [...entries.slice(0, -1), released], /了结的预订不在账上/],
])('finds %s', (_name, accounts, changed, problem) => {
  expect(problems(accounts, changed).join('\n')).toMatch(problem)
})

test('an account that only counts a waiting claim needs no posting', () => {
  expect(problems([{ ...fresh('h3'), used: { 'rule|month:2026-11': 5 } }], [])).toEqual([])
})

test('what comes in while the books are read is left to the next night', () => {
  const before = startOfBusinessDay('2026-01-01')
  const during = { readAt: before, heldBefore: before }
  const { account: next, entry } = hold(account, 5, 'store:1', draft('z', '2026-01-05'))
  // the account was read before the entry came, or before there was any
  expect(prove([account], [...entries, entry], during).findings).toEqual([])
  expect(prove([], [...entries, entry], during).findings).toEqual([])
  expect(prove([next], [...entries, entry], during).findings).toEqual([])
})
