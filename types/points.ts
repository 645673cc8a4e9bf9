/**
 * Points on the wire, and the words of the books. The ledger itself is double entry (domain.md §3): what changes a balance is
 * an entry, a set of postings that sum to zero. Only the cloud loads valibot; screens take words from units.ts.
 */
import * as v from 'valibot'
import { AreaId, Cursor, Id, type Instant, type Page, Reason, type Signature } from './common'
import type { EntryKind, Unit } from './units'

export type { EntryKind, Unit } from './units'

const None = v.strictObject({})
const UnitSchema = v.picklist(['goods', 'merit'])

export const PointsAccountInput = None
export type PointsAccountInput = v.InferInput<typeof PointsAccountInput>

/** What is left of the points of one year. */
export interface VintageView {
  year: string
  /** Last business date on which they can be spent; absent when they don't end. */
  ends?: string
  points: number
  /** Ends within 30 days: announced. */
  endsSoon: boolean
}

export interface AccountView {
  unit: Unit
  /** 张某户 or the person's own name. */
  name: string
  balance: number
  /** Ends first, first. */
  vintages: VintageView[]
  /** Points still to be taken from what comes next. */
  owed: number
  /** Set aside for redemptions that aren't handed over yet. */
  held: number
  earnedThisMonth: number
}

/** The household's points to spend, and one's own merit where there is any. */
export interface PointsAccountOutput {
  household?: AccountView
  merit?: AccountView
}

export const PointsEntriesInput = v.strictObject({ unit: UnitSchema, cursor: Cursor })
export type PointsEntriesInput = v.InferInput<typeof PointsEntriesInput>

/** One line of the passbook, ready for the table's sentence: `entrySentence(kind, words)`. */
export interface EntryView {
  id: string
  kind: EntryKind
  at: Instant
  /** When what it is for was done. */
  eventAt: Instant
  amount: number
  balance: number
  /** Blanks of the sentence, and what it came from: `claimId`, where a claim was behind it. */
  words: Record<string, string>
  /** Under which rule and which version of the village's table. */
  rule?: { id: string; version: number }
  /** The entry it puts right. */
  reverses?: string
  /** A later entry has put it right. */
  reversed: boolean
}
export type PointsEntriesOutput = Page<EntryView>

/** Puts an award or a deduction right by a new entry; the old one stays. */
export const PointsReverseInput = v.strictObject({ entryId: Id, reason: Reason })
export type PointsReverseInput = v.InferInput<typeof PointsReverseInput>
export interface PointsReverseOutput {
  entryId: string
  /** Points taken back or given back now, and what is still owed of it. */
  moved: number
  owed: number
}

/** One passbook, for those who answer for the area: a household's goods points, or a person's merit. */
export const PointsLookInput = v.union([
  v.strictObject({ householdId: Id, cursor: Cursor }),
  v.strictObject({ personId: Id, cursor: Cursor }),
])
export type PointsLookInput = v.InferInput<typeof PointsLookInput>
export interface PointsLookOutput extends PointsEntriesOutput {
  account: AccountView
}

/**
 * Households of a group or village, one's own village unless told, by points earned in the present month or year: 50 at most.
 * Names masked as the village chooses.
 */
export const PointsHonourInput = v.strictObject({
  areaId: v.optional(AreaId),
  period: v.optional(v.picklist(['month', 'year']), 'month'),
})
export type PointsHonourInput = v.InferInput<typeof PointsHonourInput>
export interface HonourRow {
  /** Equal points share a rank. */
  rank: number
  name: string
  points: number
  mine: boolean
}
export interface PointsHonourOutput {
  areaId: string
  areaName: string
  /** 2026-11 or 2026. */
  period: string
  rows: HonourRow[]
}

export const PointsProofInput = None
export type PointsProofInput = v.InferInput<typeof PointsProofInput>

/** What the nightly proof found wrong: an account or an entry, and what about it. */
export interface ProofFinding {
  subject: string
  problem: string
}
export interface ProofView {
  /** Business date of the night. */
  date: string
  finishedAt?: Instant
  accounts: number
  entries: number
  /** Sum over all postings: 0 when the books balance. */
  sum: number
  findings: ProofFinding[]
  /** Findings beyond those given. */
  more: number
}
/** The last 30 nights, newest first. */
export interface PointsProofOutput {
  rows: ProofView[]
}

/** The ledger's part of the public door. */
export interface PointsApi {
  'points.account': Signature<PointsAccountInput, PointsAccountOutput>
  'points.entries': Signature<PointsEntriesInput, PointsEntriesOutput>
  'points.look': Signature<PointsLookInput, PointsLookOutput>
  'points.reverse': Signature<PointsReverseInput, PointsReverseOutput>
  'points.honour': Signature<PointsHonourInput, PointsHonourOutput>
  'points.proof': Signature<PointsProofInput, PointsProofOutput>
}
