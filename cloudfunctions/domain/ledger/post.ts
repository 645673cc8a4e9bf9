/** Reading and writing the books, inside a transaction only: an account never changes without its entry. */
import type { Unit } from '#types/units'
import type { Tx } from '../../kernel/db'
import { type AccountRecord, accountId, type EntryRecord, entryId, neverDate, type Owner, villageOf } from './record'

/** Whom an account belongs to, as far as it must be known to open one. */
export interface Holder {
  owner: Owner
  name: string
  /** County down to the owner's grid. */
  areas: string[]
}

/** An account without a posting. */
export function openAccount(unit: Unit, { owner, name, areas }: Holder): AccountRecord {
  return {
    ...{ _id: accountId(unit, owner), unit, owner, name, areas, village: villageOf(areas) },
    ...{ balance: 0, vintages: [], owed: 0, used: {}, earned: { month: '', inMonth: 0, year: '', inYear: 0 } },
    ...{ announced: '', nextLook: neverDate, version: 0 },
  }
}

/** The account as the transaction sees it, with the holder's present name and areas; an empty one where there is none yet. */
export async function readAccount(tx: Tx, unit: Unit, holder: Holder): Promise<AccountRecord> {
  const account = await tx.get<AccountRecord>('accounts', accountId(unit, holder.owner))
  const { name, areas } = holder
  return account ? { ...account, name, areas } : openAccount(unit, holder)
}

/**
 * The account as the transaction sees it, and as it is kept: for what happened long ago, whose holder may have moved since or
 * lie in another village's areas now.
 */
export async function keptAccount(tx: Tx, unit: Unit, holder: Holder): Promise<AccountRecord> {
  return (await tx.get<AccountRecord>('accounts', accountId(unit, holder.owner))) ?? openAccount(unit, holder)
}

/** The entry that a cause has made, or null: with it, the cause counts no second time. */
export const readEntry = (tx: Tx, cause: string): Promise<EntryRecord | null> =>
  tx.get<EntryRecord>('entries', entryId(cause))

/** Writes an entry, and the account that it changed. */
export async function record(
  tx: Tx,
  { account, entry }: { account?: AccountRecord; entry: EntryRecord },
): Promise<void> {
  await Promise.all([tx.insert('entries', entry), account && tx.set('accounts', account._id, account)])
}
