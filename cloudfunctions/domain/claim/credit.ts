/**
 * The one transaction by which a claim reaches the books, and the one by which it leaves them: claim, account, entry and
 * budget together, or nothing.
 */
import type { ClaimState } from '#types/claim'
import type { VillagePolicy } from '#types/rule'
import type { Db, Tx } from '../../kernel/db'
import { businessDate } from '../../kernel/time'
import { type EntryRecord, entryId, keptAccount, readAccount, readEntry, record, reversalCause } from '../ledger'
import { rulesOn } from '../rule'
import { type BudgetRecord, budgetOn } from './budget'
import { owedBy } from './decide'
import { type ClaimRecord, causeOf, claimIdOf } from './record'
import { type Correction, correct, type Ground, isBudgeted, type Settled, settle, undo } from './settle'

/** What the village has decided, as it counts today. Read before the transaction: a version never changes. */
export async function policyToday(db: Db, village: string, now: Date): Promise<VillagePolicy> {
  return (await rulesOn(db, village, businessDate(now), now)).policy
}

async function groundOf(
  tx: Tx,
  claim: ClaimRecord,
  { policy, now, read = keptAccount }: { policy: VillagePolicy; now: Date; read?: typeof readAccount },
): Promise<Ground> {
  const { unit, owner, name, areas, village } = claim
  const budgeted = isBudgeted(claim)
  const [account, budget] = await Promise.all([
    read(tx, unit, { owner, name, areas }),
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
    // what waited in a queue may have been left behind by its village
    const read = claim.state === 'deferred' ? keptAccount : readAccount
    const written = await write(tx, claim, settle(claim, await groundOf(tx, claim, { policy, now, read })), now)
    return written?.state ?? claim.state
  })
}

/** Enters an awarded claim and settles it at once. The same cause again changes nothing: its claim is there already. */
export async function awardClaim(db: Db, born: ClaimRecord, now: Date): Promise<void> {
  const policy = await policyToday(db, born.village, now)
  await db.transact(async (tx) => {
    if (await tx.get<ClaimRecord>('claims', born._id)) return
    await write(tx, null, settle(born, await groundOf(tx, born, { policy, now, read: readAccount }), 'award'), now)
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
    if (claim.state === 'cancelled' || claim.state === 'reversed') return
    const cause = causeOf(claim)
    const [entry, reversal] = await Promise.all([readEntry(tx, cause), readEntry(tx, reversalCause(entryId(cause)))])
    const ground = await groundOf(tx, claim, { policy, now })
    await write(tx, claim, undo(claim, reversal ? null : entry, ground, reason), now)
  })
}

/** The claim that made an entry, or null for an entry that no claim made. */
export async function claimBehind(db: Db, { cause }: Pick<EntryRecord, 'cause'>): Promise<ClaimRecord | null> {
  const id = claimIdOf(cause)
  return id === undefined ? null : db.get<ClaimRecord>('claims', id)
}

/** The entry that puts another right; `write` is missing when it is in the books already. */
export interface PutRight {
  made: EntryRecord
  write?(): Promise<unknown>
}

/**
 * Puts an entry right together with the claim that made it, its caps and its month's budget, in the transaction of whoever
 * calls. Reads in one round trip.
 * @param behind the claim as it was read before: whose account and which village's budget it is doesn't change any more
 * @throws Refusal EVENT_NOT_ALLOWED unless the claim is credited
 */
export async function correctClaim(
  tx: Tx,
  behind: ClaimRecord,
  entry: EntryRecord,
  { policy, now, ...correction }: Correction & { policy: VillagePolicy; now: Date },
): Promise<PutRight> {
  const [before, claim, ground] = await Promise.all([
    readEntry(tx, reversalCause(entry._id)),
    tx.get<ClaimRecord>('claims', behind._id),
    groundOf(tx, behind, { policy, now }),
  ])
  if (before) return { made: before }
  if (!claim) throw new Error(`claim ${behind._id} is gone`)
  const corrected = correct(claim, entry, ground, correction)
  return { made: corrected.entry, write: () => write(tx, claim, corrected, now) }
}
