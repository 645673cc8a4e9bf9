/**
 * The nightly proof (domain.md §3): every account and entry of the county is read again, village by village, and what doesn't
 * add up is shown to the administrators and raises an alarm. A run takes as many villages as its time allows; the next one
 * goes on behind the last of them.
 */
import type { PointsProofOutput, ProofFinding, ProofView } from '#types/points'
import type { Call } from '../../kernel/action'
import type { Db } from '../../kernel/db'
import type { Log } from '../../kernel/log'
import { addDays, businessDate, startOfBusinessDay } from '../../kernel/time'
import { accountsIn, entriesIn, holdOf, nextVillage, type ProofResult, proofOf } from '../ledger'
import { heldInStores } from '../store'

/** The proof of one night (collection proofs). */
export interface ProofRecord {
  /** Business date of the night. */
  _id: string
  startedAt: Date
  finishedAt?: Date
  /** The last village that was proved; absent before the first. */
  village?: string
  accounts: number
  entries: number
  sum: number
  /** 50 at most; `more` counts the others. */
  findings: ProofFinding[]
  more: number
  /** Points set aside by store at the start of the day. */
  held: Record<string, number>
  /** Raised by every write, so that two runs can't both go on. */
  version: number
}

interface ProveOptions {
  now: Date
  /** No new village after so many milliseconds; one is always finished. */
  budgetMs: number
  log: Log
}

const mostFindings = 50

/** Nights that the administrators see. */
const nightsShown = 30

/** What was entered before midnight is committed by then: a transaction is given up after 8 seconds. */
const settledMs = 60_000

async function proveVillage(db: Db, village: string, now: Date, heldBefore: Date): Promise<ProofResult> {
  const proof = proofOf(await accountsIn(db, village), { readAt: new Date(now.getTime() - settledMs), heldBefore })
  for await (const page of entriesIn(db, village)) for (const entry of page) proof.take(entry)
  return proof.result()
}

/** A night's proof with one village more. Pure. */
function joined(
  proof: ProofRecord,
  village: string,
  { accounts, entries, sum, findings, held }: ProofResult,
): ProofRecord {
  const both = { ...proof.held }
  for (const [store, points] of Object.entries(held)) both[store] = (both[store] ?? 0) + points
  return {
    ...withFindings(proof, findings),
    village,
    accounts: proof.accounts + accounts,
    entries: proof.entries + entries,
    sum: proof.sum + sum,
    held: both,
  }
}

function withFindings(proof: ProofRecord, findings: readonly ProofFinding[]): ProofRecord {
  const all = [...proof.findings, ...findings]
  return { ...proof, findings: all.slice(0, mostFindings), more: proof.more + Math.max(0, all.length - mostFindings) }
}

/** Where the books and the shop differ in what is set aside. Pure. */
function apart(held: Record<string, number>, inStores: Record<string, number>): ProofFinding[] {
  const said = Object.fromEntries(Object.entries(inStores).map(([store, points]) => [holdOf(store), points]))
  return [...new Set([...Object.keys(held), ...Object.keys(said)])]
    .filter((account) => (held[account] ?? 0) !== (said[account] ?? 0))
    .map((account) => ({
      subject: account,
      problem: `账上预订 ${held[account] ?? 0} 分，未领取的兑换单合计 ${said[account] ?? 0} 分`,
    }))
}

async function tonight(db: Db, date: string, now: Date): Promise<ProofRecord> {
  const known = await db.get<ProofRecord>('proofs', date)
  if (known) return known
  const figures = { accounts: 0, entries: 0, sum: 0, findings: [], more: 0, held: {} }
  const fresh: ProofRecord = { _id: date, startedAt: now, ...figures, version: 1 }
  await db.insert('proofs', fresh)
  return (await db.get<ProofRecord>('proofs', date)) ?? fresh
}

/** Writes the next state; false when another run was faster. */
async function advance(db: Db, before: ProofRecord, { _id, ...after }: ProofRecord): Promise<boolean> {
  return db.update('proofs', _id, { version: before.version }, { ...after, version: before.version + 1 })
}

/**
 * Goes on with this night's proof, for `clock`. Findings are an alarm in the log.
 * @returns how many villages it proved
 */
export async function proveBooks(db: Db, { now, budgetMs, log }: ProveOptions): Promise<number> {
  const date = businessDate(now)
  const midnight = startOfBusinessDay(date)
  if (now.getTime() < midnight.getTime() + settledMs) return 0
  let proof = await tonight(db, date, now)
  if (proof.finishedAt) return 0
  const end = performance.now() + budgetMs
  for (let villages = 0; ; villages += 1) {
    const village = await nextVillage(db, proof.village)
    if (village === undefined) {
      const differing = apart(proof.held, await heldInStores(db, midnight))
      const done = { ...withFindings(proof, differing), finishedAt: now }
      if ((await advance(db, proof, done)) && done.findings.length > 0)
        log('error', { proof: date, findings: done.findings.length + done.more, first: done.findings[0] })
      return villages
    }
    const next = joined(proof, village, await proveVillage(db, village, now, midnight))
    if (!(await advance(db, proof, next))) return villages
    proof = { ...next, version: proof.version + 1 }
    if (performance.now() >= end) return villages + 1
  }
}

const view = ({ _id, finishedAt, accounts, entries, sum, findings, more }: ProofRecord): ProofView => ({
  date: _id,
  ...(finishedAt ? { finishedAt: finishedAt.toISOString() } : {}),
  ...{ accounts, entries, sum, findings, more },
})

/** The last 30 nights, newest first. */
export async function lastProofs({ db, now }: Call): Promise<PointsProofOutput> {
  const found = await db.find<ProofRecord>('proofs', {
    where: { _id: db.command.gt(addDays(businessDate(now), -nightsShown)) },
    sort: [['_id', 'desc']],
    limit: nightsShown,
  })
  return { rows: found.map(view) }
}
