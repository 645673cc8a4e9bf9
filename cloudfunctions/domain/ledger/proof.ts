/**
 * The proof of the books: whether every entry sums to zero and every account is what its postings make it. Pure: accounts and
 * entries come in, findings go out. It trusts nothing that is stored: each sum is made again from the postings.
 */
import type { ProofFinding } from '#types/points'
import { type AccountRecord, accountId, type EntryRecord, entryId, type Posting } from './record'

/** A posting on an owner's account, as far as the chain of the account needs it. */
interface Link {
  at: number
  amount: number
  before: number
  after: number
  version: number
}

interface Chain {
  links: Link[]
  /** Year and end → what its postings leave of it. */
  vintages: Map<string, number>
}

export interface ProofResult {
  accounts: number
  entries: number
  /** Over all postings: 0 when the books balance. */
  sum: number
  findings: ProofFinding[]
  /** Points set aside by store account, as of the instant `heldBefore`: what the shop's open redemptions must sum up to. */
  held: Record<string, number>
}

export interface Proof {
  /** Takes one entry; the order doesn't matter. */
  take(entry: EntryRecord): void
  result(): ProofResult
}

interface ProofOptions {
  /** What was entered from this instant on may have come while the books were being read: it is tomorrow's. */
  readAt: Date
  /** Holds are counted as they stood at this instant. */
  heldBefore: Date
}

const vintageKey = ({ year, ends }: { year: string; ends: string | null }) => `${year} ${ends ?? '长期'}`

const isOwners = ({ version }: Posting) => version !== undefined

const isHold = (account: string) => account.startsWith('hold:')

const sumOf = (numbers: readonly number[]) => numbers.reduce((sum, number) => sum + number, 0)

/** What is wrong with an entry by itself. */
function problemsOf(entry: EntryRecord): string[] {
  const { _id, cause, postings, accountIds } = entry
  const sum = sumOf(postings.map(({ amount }) => amount))
  const owners = postings.filter(isOwners).map(({ account }) => account)
  return [
    ...(sum === 0 ? [] : [`分录合计不为零，差 ${sum} 分`]),
    ...(postings.every(({ amount }) => Number.isSafeInteger(amount)) ? [] : ['分录不是整数']),
    ...(_id === entryId(cause) ? [] : ['编号与事由不符']),
    ...(owners.join() === accountIds.join() ? [] : ['登记的账户与分录不符']),
    ...postings.filter(isOwners).flatMap(({ amount, parts = [], before = 0, after = 0 }) => {
      const moved = sumOf(parts.map((part) => part.amount))
      return [
        ...(moved === Math.abs(amount) ? [] : [`分录 ${amount} 分与各年度合计 ${moved} 分不符`]),
        ...(before + amount === after ? [] : [`分录前后余额不符：${before}、${amount}、${after}`]),
      ]
    }),
  ]
}

function chainOf(chains: Map<string, Chain>, account: string): Chain {
  const known = chains.get(account) ?? { links: [], vintages: new Map() }
  chains.set(account, known)
  return known
}

/** Where the versions of an account's postings leave a gap, come twice, or don't join. */
function breaks(links: readonly Link[]): string[] {
  return links.flatMap(({ version, before }, n) => {
    const previous = links[n - 1]
    if (version !== (previous?.version ?? 0) + 1) return [`第 ${version} 笔之前缺一笔或重了一笔`]
    return before === (previous?.after ?? 0) ? [] : [`第 ${version} 笔与前一笔的余额接不上`]
  })
}

/**
 * What an account says, compared with what its postings say. One without postings is sound as long as it says nothing: it was
 * opened to count a claim that waits.
 */
function problemsWith(account: AccountRecord, { links, vintages }: Chain): string[] {
  const { balance, version, owed } = account
  const sum = sumOf(links.map(({ amount }) => amount))
  const stored = new Map<string, number>()
  for (const vintage of account.vintages)
    stored.set(vintageKey(vintage), (stored.get(vintageKey(vintage)) ?? 0) + vintage.balance)
  const keys = new Set([...stored.keys(), ...[...vintages].filter(([, left]) => left !== 0).map(([key]) => key)])
  const wrong = [...keys].filter((key) => (stored.get(key) ?? 0) !== (vintages.get(key) ?? 0))
  return [
    ...(account._id === accountId(account.unit, account.owner) ? [] : ['编号与户主不符']),
    ...breaks(links),
    ...(version === (links.at(-1)?.version ?? 0)
      ? []
      : [`账户记到第 ${version} 笔，分录只到第 ${links.at(-1)?.version ?? 0} 笔`]),
    ...(balance === sum ? [] : [`余额 ${balance} 分，分录合计 ${sum} 分`]),
    ...wrong.map((key) => `${key} 到期的余 ${stored.get(key) ?? 0} 分，分录合计 ${vintages.get(key) ?? 0} 分`),
    ...(balance < 0 || owed < 0 || (owed > 0 && balance > 0)
      ? [`余额 ${balance} 分、欠 ${owed} 分，不应同时存在`]
      : []),
  ]
}

/** Proves the accounts of one part of the books; the entries of the same part are to be taken one by one. */
export function proofOf(accounts: readonly AccountRecord[], { readAt, heldBefore }: ProofOptions): Proof {
  const known = new Map(accounts.map((account) => [account._id, account]))
  const chains = new Map<string, Chain>()
  const holds = new Set<string>()
  /** Hold → what settled it. */
  const settled = new Map<string, string[]>()
  const held: Record<string, number> = {}
  const findings: ProofFinding[] = []
  let entries = 0
  let sum = 0

  const takePosting = (entry: EntryRecord, posting: Posting) => {
    const { account, amount, version } = posting
    sum += amount
    if (isHold(account) && entry.at < heldBefore) held[account] = (held[account] ?? 0) + amount
    if (version === undefined) return
    // read after the account was: what it made of it isn't known yet
    if (version > (known.get(account)?.version ?? Number.POSITIVE_INFINITY)) return
    const { links, vintages } = chainOf(chains, account)
    const { before = 0, after = 0, parts = [] } = posting
    links.push({ at: entry.at.getTime(), amount, before, after, version })
    for (const part of parts) {
      const key = vintageKey(part)
      vintages.set(key, (vintages.get(key) ?? 0) + Math.sign(amount) * part.amount)
    }
  }

  return {
    take(entry) {
      entries += 1
      findings.push(...problemsOf(entry).map((problem) => ({ subject: entry._id, problem })))
      for (const posting of entry.postings) takePosting(entry, posting)
      if (entry.kind === 'hold') holds.add(entry._id)
      if (entry.settles) settled.set(entry.settles, [...(settled.get(entry.settles) ?? []), entry._id])
    },
    result() {
      const all: ProofFinding[] = [...findings]
      const find = (subject: string, problem: string) => all.push({ subject, problem })
      for (const [id, chain] of chains) {
        chain.links.sort((a, b) => a.version - b.version)
        // opened while the books were being read
        const late = chain.links.every(({ at }) => at >= readAt.getTime())
        if (!known.has(id) && !late) find(id, `有 ${chain.links.length} 笔分录，没有账户`)
      }
      for (const account of accounts)
        for (const problem of problemsWith(account, chainOf(chains, account._id))) find(account._id, problem)
      for (const [hold, by] of settled) {
        if (by.length > 1) find(hold, `预订的积分被了结 ${by.length} 次`)
        if (!holds.has(hold)) find(by[0]!, '了结的预订不在账上')
      }
      for (const [id, points] of Object.entries(held)) if (points < 0) find(id, `预订账户为负：${points} 分`)
      return { accounts: accounts.length, entries, sum, findings: all, held }
    },
  }
}
