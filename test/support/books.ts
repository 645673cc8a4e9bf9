/** Books for tests: accounts of the demo's people, made by the ledger's own moves. */

import { type AccountRecord, type Holder, type Move, openAccount } from '../../cloudfunctions/domain/ledger'
import { addDays, businessDate, startOfBusinessDay } from '../../cloudfunctions/kernel/time'
import type { Unit } from '../../types/units'
import type { DemoCloud } from './demo'

/** Whom the account of a persona belongs to: the household's goods points, the person's merit. */
export function holderOf(demo: DemoCloud, who: string, unit: Unit = 'goods'): Holder {
  const { _id, householdId, name, areas } = demo.personOf(who)
  const owner =
    unit === 'goods' ? { kind: 'household' as const, id: householdId! } : { kind: 'person' as const, id: _id }
  return { owner, name, areas }
}

/** Closes the demo's own books: a test that counts begins with none. */
export async function emptyBooks(demo: DemoCloud): Promise<void> {
  for (const collectionName of ['accounts', 'entries', 'redemptions']) {
    const query = JSON.stringify({ _id: { $exists: true } })
    const answer = await demo.database.handle({
      ...{ action: 'database.removeDocument', collectionName, queryType: 'WHERE', query, multi: true },
    })
    if (answer.code) throw new Error(String(answer.message))
  }
}

export type Steps = ((account: AccountRecord) => Move)[]

/** Opens an account with what some moves make of it. */
export async function enter(demo: DemoCloud, unit: Unit, holder: Holder, steps: Steps): Promise<Move[]> {
  let account = openAccount(unit, holder)
  const moves = steps.map((step) => {
    const move = step(account)
    account = move.account
    return move
  })
  await demo.database.bulkInsert('accounts', [account])
  await demo.database.bulkInsert(
    'entries',
    moves.map(({ entry }) => entry),
  )
  return moves
}

/** Noon of the day some days after the cloud's today. */
export function noonAfter(demo: DemoCloud, days: number): Date {
  const date = addDays(businessDate(demo.now()), days)
  return new Date(startOfBusinessDay(date).getTime() + 12 * 3_600_000)
}

/** Changes a document behind everybody's back. */
export async function plant(demo: DemoCloud, collection: string, id: string, change: object): Promise<void> {
  const answer = await demo.database.handle({
    ...{ action: 'database.modifyDocument', collectionName: collection, queryType: 'DOC' },
    ...{ multi: false, merge: true, upsert: false },
    query: JSON.stringify({ _id: id }),
    data: JSON.stringify({ $set: change }),
  })
  if (answer.code) throw new Error(String(answer.message))
}
