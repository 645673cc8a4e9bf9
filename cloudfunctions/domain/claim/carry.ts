/** A village that goes on under another code goes on with its month: what it has issued stays issued. */
import type { Db } from '../../kernel/db'
import { neverDate } from '../ledger'
import type { BudgetRecord } from './budget'

/**
 * Begins the successor's budget with what the village has used up of this month. The queue stays where it is and is paid out
 * of the old code's budget. Repeated, it changes nothing: the successor has begun to count by itself.
 */
export async function carryBudget(db: Db, from: string, to: { _id: string; areas: string[] }): Promise<void> {
  const budget = await db.get<BudgetRecord>('budgets', from)
  if (!budget) return
  const { month, limit, used, past } = budget
  const queue = { waiting: 0, nextPlace: 1, nextLook: neverDate }
  await db.insert<BudgetRecord>('budgets', { _id: to._id, areas: to.areas, month, limit, used, past, ...queue })
}
