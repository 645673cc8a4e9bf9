/**
 * The books when somebody erases themselves (domain.md §7): the balance of their own account goes to `expired`. The
 * household's points belong to all who live there and stay with them; when the last member goes, they go to `expired` too.
 * The accounts' opaque ids and entries stay, the name does not.
 */
import type { Unit } from '#types/units'
import type { Call } from '../../kernel/action'
import type { Db } from '../../kernel/db'
import { type AccountRecord, accountId, close, type Owner, readEntry, record } from '../ledger'
import { erasedName, membersOf } from '../person'

/** Empties an account, once, and takes the name off it. */
async function closeAccount(db: Db, unit: Unit, owner: Owner, cause: string, now: Date): Promise<void> {
  await db.transact(async (tx) => {
    const [account, before] = await Promise.all([
      tx.get<AccountRecord>('accounts', accountId(unit, owner)),
      readEntry(tx, cause),
    ])
    if (!account || account.name === erasedName) return
    const nameless = { ...account, name: erasedName }
    const move = before ? null : close(nameless, { cause, at: now, words: { what: '注销的积分' } })
    if (move) await record(tx, move)
    else await tx.set('accounts', account._id, nameless)
  })
}

/** Takes the caller out of the books. Repeating it changes nothing. */
export async function leaveBooks({ db, session, now }: Call): Promise<void> {
  const { personId, householdId, name } = session
  await closeAccount(db, 'merit', { kind: 'person', id: personId }, `erase:${personId}`, now)
  if (householdId === undefined) return
  const owner: Owner = { kind: 'household', id: householdId }
  const heir = (await membersOf(db, householdId)).find(({ _id }) => _id !== personId)
  if (!heir) return closeAccount(db, 'goods', owner, `erase:${personId}:household`, now)
  // like the household itself, an account that bore the caller's name is called after somebody who stays
  await db.update('accounts', accountId('goods', owner), { name }, { name: heir.name })
}
