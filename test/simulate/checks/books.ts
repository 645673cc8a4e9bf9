/** What must be true of the books: every entry sums to zero, and every balance is the sum of its postings, in their order. */
import type { AccountRecord, EntryRecord, Posting } from '../../../cloudfunctions/domain/ledger/record'
import { hash } from '../../../cloudfunctions/kernel/ids'
import { businessDate } from '../../../cloudfunctions/kernel/time'
import type { Checks } from '../life'

const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0)
const repeated = (values: readonly string[]) => values.filter((value, n) => values.indexOf(value) !== n)

/** Whether each entry balances, is called after its cause, and is put right once at most. Pure. */
export function balanced(entries: readonly EntryRecord[]): string[] {
  const ids = new Set(entries.map(({ _id }) => _id))
  const reversed = entries.flatMap(({ reverses }) => (reverses ? [reverses] : []))
  const problems = entries.flatMap(({ _id, cause, postings, reverses }): string[] => {
    const amounts = postings.map(({ amount }) => amount)
    return [
      ...(sum(amounts) === 0 ? [] : [`entry ${cause} sums to ${sum(amounts)}`]),
      ...(amounts.every(Number.isSafeInteger) ? [] : [`entry ${cause} moves parts of points`]),
      ...(_id === hash('entry', cause) ? [] : [`entry ${cause} is not called after its cause`]),
      ...(reverses && !ids.has(reverses) ? [`entry ${cause} puts right what isn't there`] : []),
    ]
  })
  return [...problems, ...repeated(reversed).map((id) => `entry ${id} is put right twice`)]
}

/** Whether an account is what its postings make of it. Pure. @param postings all of the account's, in any order */
function kept(account: AccountRecord, postings: readonly Posting[]): string[] {
  const { _id, balance, owed, vintages, version } = account
  const problems: string[] = []
  const must = (holds: boolean, problem: string) => {
    if (!holds) problems.push(`account ${_id}: ${problem}`)
  }
  must(balance >= 0 && owed >= 0, `has ${balance} and owes ${owed}`)
  must(owed === 0 || balance === 0, `owes ${owed} and has ${balance}`)
  must(balance === sum(vintages.map((vintage) => vintage.balance)), `its vintages don't add up to ${balance}`)
  must(
    vintages.every((vintage) => vintage.balance > 0),
    'a vintage has nothing left',
  )
  const inOrder = [...postings].sort((a, b) => (a.version ?? 0) - (b.version ?? 0))
  let before = 0
  inOrder.forEach((posting, n) => {
    const here = `posting ${posting.version}`
    must(posting.version === n + 1, `${here} stands where ${n + 1} belongs`)
    must(posting.before === before, `${here} begins with ${posting.before}, the one before left ${before}`)
    must(posting.after === before + posting.amount, `${here} doesn't add up`)
    must(
      sum((posting.parts ?? []).map(({ amount }) => amount)) === Math.abs(posting.amount),
      `${here}: its parts don't`,
    )
    before = posting.after ?? before
  })
  must(version === inOrder.length, `is at version ${version} with ${inOrder.length} postings`)
  must(balance === before, `has ${balance}, its postings add up to ${before}`)
  return problems
}

/** Whether every posting on an owner's account belongs to an account, and every account is kept. Pure. */
export function proven(accounts: readonly AccountRecord[], entries: readonly EntryRecord[]): string[] {
  const byAccount = new Map(accounts.map(({ _id }) => [_id, [] as Posting[]]))
  const problems: string[] = []
  for (const { cause, postings } of entries) {
    for (const posting of postings) {
      if (posting.version === undefined) continue
      const own = byAccount.get(posting.account)
      if (own) own.push(posting)
      else problems.push(`entry ${cause} is on account ${posting.account}, which isn't there`)
    }
  }
  return [...problems, ...accounts.flatMap((account) => kept(account, byAccount.get(account._id) ?? []))]
}

/** Whether what has ended is gone: by the evening the clock has moved it away. Pure. @param today a business date */
export function endedGone(accounts: readonly AccountRecord[], today: string): string[] {
  return accounts.flatMap(({ _id, vintages }) =>
    vintages
      .filter(({ ends, balance }) => ends !== null && ends < today && balance > 0)
      .map(({ ends, balance }) => `account ${_id} still has ${balance} that ended on ${ends}`),
  )
}

export const bookChecks: Checks = {
  touched: (books, collection, id) => {
    if (collection !== 'accounts') return []
    const account = books.row<AccountRecord>('accounts', id)
    const entries = books.rows<EntryRecord>('entries', { accountIds: id })
    return account ? [...balanced(entries), ...proven([account], ofAccount(entries, id))] : []
  },
  daily: (books) => {
    const entries = books.rows<EntryRecord>('entries')
    const total = sum(entries.flatMap(({ postings }) => postings.map(({ amount }) => amount)))
    return [
      ...(total === 0 ? [] : [`the books sum to ${total}`]),
      ...balanced(entries),
      ...proven(books.rows('accounts'), entries),
      ...endedGone(books.rows('accounts'), businessDate(books.now)),
    ]
  },
}

const ofAccount = (entries: readonly EntryRecord[], id: string) =>
  entries.map((entry) => ({ ...entry, postings: entry.postings.filter(({ account }) => account === id) }))
