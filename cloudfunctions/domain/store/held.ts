/** What the shops say is set aside: the other side of the nightly proof's hold accounts. */
import { type RedemptionState, redemptionRule } from '#types/redemption'
import type { Db } from '../../kernel/db'
import { findAll, inTurns } from '../area'
import type { RedemptionRecord, StoreRecord } from './record'

/** Redemptions older than this wait for nothing any more: goods are kept until the evening of the next day. */
const longestMs = 7 * 24 * 3_600_000

/** Redemptions of a store in that time that are looked at. */
const most = 1000

const open: readonly RedemptionState[] = ['reserved', 'claimed']

/** Whether points were set aside for a redemption at an instant: its steps tell the state it was in. Pure. */
function waitedAt({ steps, byCard }: Pick<RedemptionRecord, 'steps' | 'byCard'>, at: Date): boolean {
  const last = steps.filter((step) => step.at < at).at(-1)
  return !byCard && last !== undefined && open.includes(redemptionRule(last.event).to)
}

/** Points of the redemptions that were open at an instant, by store; stores with none are left out. */
export async function heldInStores(db: Db, at: Date): Promise<Record<string, number>> {
  const { command: _ } = db
  const stores = await findAll<StoreRecord>(db, 'stores', {}, ['_id'])
  const sums = await inTurns(stores, async ({ _id: storeId }) => {
    const found = await db.find<RedemptionRecord>('redemptions', {
      where: { storeId, at: _.gte(new Date(at.getTime() - longestMs)).and(_.lt(at)) },
      sort: [
        ['at', 'desc'],
        ['_id', 'asc'],
      ],
      limit: most,
      fields: ['points', 'steps', 'byCard'],
    })
    const points = found.reduce((sum, one) => sum + (waitedAt(one, at) ? one.points : 0), 0)
    return [storeId, points] as const
  })
  return Object.fromEntries(sums.filter(([, points]) => points > 0))
}
