/**
 * Accounts that the clock must look at: points that will end are announced 30 days before, points that have ended are moved
 * to `expired` the day after (domain.md §3). Bounded, served by the index on `nextLook`; the rest is next minute's.
 */
import type { Db } from '../../kernel/db'
import type { EffectContext } from '../../kernel/outbox'
import { addDays, businessDate } from '../../kernel/time'
import { type AccountRecord, expire, graceDays, hasEnded, nextLookOf, record } from '../ledger'
import { deliver } from '../message'
import { membersOf } from '../person'

interface TickOptions extends Pick<EffectContext, 'now' | 'ids' | 'platform'> {
  /** Accounts taken at most. */
  limit: number
  /** No new account after so many milliseconds. */
  budgetMs: number
}

/** Accounts under way at the same time. */
const lanes = 4

/** What will end within 30 days and was not announced yet, by the date of its end. Pure. */
function toAnnounce({ vintages, announced }: AccountRecord, today: string): { ends: string; points: number }[] {
  const soon = addDays(today, graceDays)
  const points = new Map<string, number>()
  for (const { ends, balance } of vintages)
    if (ends !== null && ends > announced && ends >= today && ends <= soon)
      points.set(ends, (points.get(ends) ?? 0) + balance)
  return [...points].map(([ends, sum]) => ({ ends, points: sum }))
}

/** `8 月 5 日` of a business date. */
const spokenDate = (date: string) => `${Number(date.slice(5, 7))} 月 ${Number(date.slice(8))} 日`

/**
 * Tells whoever the account is about. The ids come from account and end, so that an end is announced once.
 * @returns the latest end that has been announced now
 */
async function announce(db: Db, account: AccountRecord, { now, ids, platform }: TickOptions): Promise<string> {
  const { _id, owner } = account
  const due = toAnnounce(account, businessDate(now))
  const members = due.length > 0 && owner.kind === 'household' ? await membersOf(db, owner.id) : []
  const people = owner.kind === 'person' ? [owner.id] : members.map((member) => member._id)
  for (const { ends, points } of due) {
    const whose = owner.kind === 'household' ? '您家' : '您'
    const text = `${whose}有 ${points} 分积分到 ${spokenDate(ends)}为止，过后清零，请及时使用。`
    const messages = people.map((personId) => ({ personId, kind: 'points' as const, text }))
    const effect = { id: `ends:${_id}:${ends}`, kind: 'message', seq: 0, tries: 0, messages }
    await deliver(effect, { db, ids, platform, now, collection: 'accounts', documentId: _id })
  }
  return due.reduce((last, { ends }) => (ends > last ? ends : last), account.announced)
}

/** Moves what has ended away and notes what was announced, in one transaction that no entry can come between. */
async function settle(db: Db, id: string, announced: string, now: Date): Promise<void> {
  const today = businessDate(now)
  await db.transact(async (tx) => {
    const found = await tx.get<AccountRecord>('accounts', id)
    if (!found) return
    const account = { ...found, announced: found.announced > announced ? found.announced : announced }
    const years = account.vintages.filter((vintage) => hasEnded(vintage, today)).map(({ year }) => year)
    const what = `${[...new Set(years)].join('、')} 年的积分`
    const move = expire(account, today, { cause: `expiry:${id}:${today}`, at: now, words: { what } })
    if (move) await record(tx, move)
    else await tx.set('accounts', id, { ...account, nextLook: nextLookOf(account.vintages, account.announced) })
  })
}

/** Announces and expires what is due. @returns how many accounts it looked at */
export async function tickAccounts(db: Db, options: TickOptions): Promise<number> {
  const { now, limit, budgetMs } = options
  const due = await db.find<AccountRecord>('accounts', {
    where: { nextLook: db.command.lte(businessDate(now)) },
    sort: [
      ['nextLook', 'asc'],
      ['_id', 'asc'],
    ],
    limit,
  })
  const end = performance.now() + budgetMs
  const queue = due.values()
  let looked = 0
  const lane = async () => {
    for (const account of queue) {
      if (performance.now() >= end) return
      await settle(db, account._id, await announce(db, account, options), now)
      looked += 1
    }
  }
  await Promise.all(Array.from({ length: lanes }, lane))
  return looked
}
