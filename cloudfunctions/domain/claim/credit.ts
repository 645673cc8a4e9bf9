/** The one transaction by which a claim reaches the books: claim, account, entry and budget together, or nothing. */
import type { ClaimState } from '#types/claim'
import type { VillagePolicy } from '#types/rule'
import type { Db, Tx } from '../../kernel/db'
import { businessDate } from '../../kernel/time'
import { entryId, readAccount, readEntry, record, reversalCause } from '../ledger'
import { rulesOn } from '../rule'
import { type BudgetRecord, budgetOn } from './budget'
import { owedBy } from './decide'
import { type ClaimRecord, causeOf } from './record'
import { type Ground, isBudgeted, type Settled, settle, undo } from './settle'

/** What the village has decided, as it counts today. Read before the transaction: a version never changes. */
export async function policyToday(db: Db, village: string, now: Date): Promise<VillagePolicy> {
  return (await rulesOn(db, village, businessDate(now), now)).policy
}

async function groundOf(tx: Tx, claim: ClaimRecord, policy: VillagePolicy, now: Date): Promise<Ground> {
  const { unit, owner, name, areas, village } = claim
  const budgeted = isBudgeted(claim)
  const [account, budget] = await Promise.all([
    readAccount(tx, unit, { owner, name, areas }),
    budgeted ? tx.get<BudgetRecord>('budgets', village) : null,
  ])
  const own = areas.slice(0, areas.indexOf(village) + 1)
  const month = { village, areas: own, limit: policy.monthlyBudget, today: businessDate(now) }
  return { account, policy, now, ...(budgeted ? { budget: budgetOn(budget, month) } : {}) }
}

/** A document without the fields that are undefined: a whole document is written, so they are gone. */
const defined = <Document extends object>(document: Document): Document =>
  Object.fromEntries(Object.entries(document).filter(([, value]) => value !== undefined)) as Document

/** Writes what was settled; what the claim's last step owes is left to the clock. */
async function write(tx: Tx, before: ClaimRecord | null, settled: Settled, now: Date): Promise<ClaimRecord | null> {
  const { claim, account, entry, budget } = settled
  const effects = claim ? owedBy(claim) : []
  const owing = effects.length > 0 ? { outbox: [...(claim?.outbox ?? []), ...effects], outboxDue: now } : {}
  const next = claim && defined({ ...claim, ...owing })
  await Promise.all([
    next && (before ? tx.set('claims', next._id, next) : tx.insert('claims', next)),
    entry ? record(tx, { account, entry }) : account && tx.set('accounts', account._id, account),
    budget && tx.set('budgets', budget._id, budget),
  ])
  return next ?? null
}

/** Whether the clock may settle it now. */
const isDue = ({ state, nextClock }: ClaimRecord, now: Date): boolean =>
  state === 'deferred' || (state === 'published' && nextClock <= now)

/**
 * Settles a published claim whose time is up, or the first of a village's queue. Answers the claim's state afterwards, or null
 * when it wasn't due any more: another run was faster, or somebody objected.
 */
export async function creditClaim(
  db: Db,
  { _id, village }: Pick<ClaimRecord, '_id' | 'village'>,
  now: Date,
): Promise<ClaimState | null> {
  const policy = await policyToday(db, village, now)
  return db.transact(async (tx) => {
    const claim = await tx.get<ClaimRecord>('claims', _id)
    if (!claim || !isDue(claim, now)) return null
    const written = await write(tx, claim, settle(claim, await groundOf(tx, claim, policy, now)), now)
    return written?.state ?? claim.state
  })
}

/** Enters an awarded claim and settles it at once. The same cause again changes nothing: its claim is there already. */
export async function awardClaim(db: Db, born: ClaimRecord, now: Date): Promise<void> {
  const policy = await policyToday(db, born.village, now)
  await db.transact(async (tx) => {
    if (await tx.get<ClaimRecord>('claims', born._id)) return
    await write(tx, null, settle(born, await groundOf(tx, born, policy, now), 'award'), now)
  })
}

/** Undoes a claim because what it was for has been undone. Where it never came, `tombstone` is entered in its place. */
export async function undoClaim(db: Db, tombstone: ClaimRecord, reason: string, now: Date): Promise<void> {
  const { _id } = tombstone
  const villageOfIt = () => db.get<ClaimRecord>('claims', _id, ['village'])
  let known = await villageOfIt()
  if (!known) {
    if ((await db.insert('claims', tombstone)) === 'inserted') return
    known = await villageOfIt()
  }
  const policy = await policyToday(db, known?.village ?? '', now)
  await db.transact(async (tx) => {
    const claim = await tx.get<ClaimRecord>('claims', _id)
    if (!claim) throw new Error(`claim ${_id} is gone`)
    if (claim.state === 'cancelled') return
    const cause = causeOf(claim)
    const [entry, reversal] = await Promise.all([readEntry(tx, cause), readEntry(tx, reversalCause(entryId(cause)))])
    const ground = await groundOf(tx, claim, policy, now)
    await write(tx, claim, undo(claim, reversal ? null : entry, ground, reason), now)
  })
}
