/** Accounts and entries as screens show them. Pure. */
import type { AccountView, EntryView } from '#types/points'
import { addDays } from '../../kernel/time'
import { type AccountRecord, type EntryRecord, graceDays, hasEnded, spendable } from '../ledger'

/**
 * An account on a business date. Points that have ended and only wait for the clock aren't shown: they can't be spent.
 * @param held points set aside for redemptions
 */
export function accountView(
  { unit, owner, name, vintages, owed, earned, ...account }: Omit<AccountRecord, '_id'>,
  held: number,
  today: string,
): AccountView {
  return {
    unit,
    name: owner.kind === 'household' && name ? `${name}户` : name,
    balance: spendable({ vintages }, today),
    vintages: vintages
      .filter((vintage) => !hasEnded(vintage, today))
      .map(({ year, ends, balance }) => ({
        ...{ year, points: balance, endsSoon: ends !== null && ends <= addDays(today, graceDays) },
        ...(ends === null ? {} : { ends }),
      })),
    ...{ owed, held },
    earnedThisMonth: today.startsWith(earned.month) && account.version > 0 ? earned.inMonth : 0,
  }
}

/** A line of an account's passbook. @param reversals the entries of the account that put others right */
export function entryView(entry: EntryRecord, account: string, reversals: readonly EntryRecord[]): EntryView {
  const { _id, kind, at, eventAt, postings, words, rule, reverses } = entry
  const own = postings.find((posting) => posting.account === account)
  return {
    ...{ id: _id, kind, at: at.toISOString(), eventAt: eventAt.toISOString() },
    ...{ amount: own?.amount ?? 0, balance: own?.after ?? 0, words },
    ...(rule ? { rule } : {}),
    ...(reverses ? { reverses } : {}),
    reversed: reversals.some((later) => later.reverses === _id),
  }
}
