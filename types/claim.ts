/** Claims on the wire: what each action takes and answers. The way of a claim stands in claim-loop.ts. */
import * as v from 'valibot'
import type { MediaView } from './case'
import {
  type ClaimEvent,
  type ClaimFacts,
  type ClaimOrigin,
  type ClaimParty,
  type ClaimState,
  mostBulkRows,
  mostTimes,
} from './claim-loop'
import {
  AreaId,
  BusinessDate,
  Cursor,
  FileId,
  Id,
  type Instant,
  type Page,
  type Signature,
  Version,
  Words,
} from './common'
import { type ClaimView, claimViews } from './labels'
import type { Unit } from './points'
import type { RuleGroup, RuleSign } from './rule-words'

export * from './claim-loop'
export type { ClaimView } from './labels'

const RuleId = v.pipe(v.string(), v.regex(/^[\w-]{1,40}$/, '细则编号不对'))
const Photos = v.optional(v.pipe(v.array(FileId), v.maxLength(9, '照片最多 9 张')), [])
const Reason = Words(500, 2)

/** How often it was done on that day: 3 bags, 2 visits. */
const Times = v.optional(
  v.pipe(
    v.number('次数应为整数'),
    v.integer('次数应为整数'),
    v.minValue(1, '次数至少为 1'),
    v.maxValue(mostTimes, `次数最多 ${mostTimes}`),
  ),
  1,
)

/** Without `personId` for oneself and one's household; a worker names somebody of the household it is about. */
export const ClaimDeclareInput = v.strictObject({
  ruleId: RuleId,
  times: Times,
  /** The day of the deed, at most 60 days ago: its rules, caps and vintage count. */
  on: BusinessDate,
  words: Words(500, 2),
  photos: Photos,
  personId: v.optional(Id),
})
export type ClaimDeclareInput = v.InferInput<typeof ClaimDeclareInput>

const onClaim = { claimId: Id, version: Version }
export const ClaimWithdrawInput = v.strictObject(onClaim)
export type ClaimWithdrawInput = v.InferInput<typeof ClaimWithdrawInput>
export const ClaimVerifyInput = v.strictObject({ ...onClaim, note: v.optional(Words(500, 0), ''), photos: Photos })
export type ClaimVerifyInput = v.InferInput<typeof ClaimVerifyInput>
export const ClaimApproveInput = v.strictObject(onClaim)
export type ClaimApproveInput = v.InferInput<typeof ClaimApproveInput>
export const ClaimRejectInput = v.strictObject({ ...onClaim, reason: Reason })
export type ClaimRejectInput = v.InferInput<typeof ClaimRejectInput>

/** No version: whoever reads the published list objects to what it shows, once. */
export const ClaimObjectInput = v.strictObject({ claimId: Id, reason: Reason })
export type ClaimObjectInput = v.InferInput<typeof ClaimObjectInput>

/** uphold: the objection is right and nothing is credited; drop: the claim goes on. */
export const ClaimReviewInput = v.strictObject({ ...onClaim, outcome: v.picklist(['uphold', 'drop']), reason: Reason })
export type ClaimReviewInput = v.InferInput<typeof ClaimReviewInput>

export const ClaimGetInput = v.strictObject({ claimId: Id })
export type ClaimGetInput = v.InferInput<typeof ClaimGetInput>

export const ClaimListInput = v.strictObject({
  view: v.picklist(Object.keys(claimViews) as ClaimView[]),
  /** For the lists of a village: which; the caller's own post or home when left out. */
  areaId: v.optional(AreaId),
  cursor: Cursor,
  limit: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(50)), 20),
})
export type ClaimListInput = v.InferInput<typeof ClaimListInput>

/** A monthly round (月度评分): the worker's own look at the households, so the claims are born `verified`. */
export const ClaimBulkInput = v.strictObject({
  areaId: AreaId,
  on: BusinessDate,
  words: Words(500, 2),
  rows: v.pipe(
    v.array(
      v.strictObject({
        ruleId: RuleId,
        times: Times,
        /** The household's number on the roster, as the worker knows it: 1组12号. */
        household: Words(40),
        /** For a rule that a person earns: the name on the roster. */
        name: v.optional(Words(30)),
      }),
    ),
    v.minLength(1, '请至少填一行'),
    v.maxLength(mostBulkRows, `一次最多 ${mostBulkRows} 行`),
  ),
  /** Checks and counts, and writes nothing. */
  dryRun: v.boolean(),
})
export type ClaimBulkInput = v.InferInput<typeof ClaimBulkInput>
export interface ClaimBulkRow {
  /** From 1. */
  row: number
  ruleId: string
  label: string
  household: string
  /** The name the claim will carry, masked. */
  name: string
  /** Signed: deductions are negative. */
  points: number
  /** Why this row can't be entered. */
  problem?: string
}
export interface ClaimBulkOutput {
  dryRun: boolean
  rows: ClaimBulkRow[]
  /** Goods points that the round would issue, before caps. */
  total: number
  budget: BudgetView
  /** Claims entered: none in a dry run, all otherwise. */
  entered: number
}

/** A village's month: what may be issued, what was, what waits. Goods points. */
export interface BudgetView {
  /** `2026-11`. */
  month: string
  limit: number
  used: number
  /** What is left for the next credit. */
  left: number
}

/** Approves a round in one go: each claim under the version that the screen showed. */
export const ClaimApproveRoundInput = v.strictObject({
  claims: v.pipe(
    v.array(v.strictObject(onClaim)),
    v.minLength(1, '请至少选一条'),
    v.maxLength(mostBulkRows, `一次最多 ${mostBulkRows} 条`),
  ),
})
export type ClaimApproveRoundInput = v.InferInput<typeof ClaimApproveRoundInput>
export interface ClaimApproveRoundOutput {
  /** One for each claim asked for; `problem` says why it wasn't approved (changed meanwhile, own household …). */
  rows: { claimId: string; approved: boolean; problem?: string }[]
  approved: number
}

/** One row of a list. Whoever only reads what is published gets names and numbers masked. */
export interface ClaimSummary {
  id: string
  version: number
  state: ClaimState
  origin: ClaimOrigin
  ruleId: string
  ruleVersion: number
  label: string
  group: RuleGroup
  sign: RuleSign
  unit: Unit
  times: number
  /** Signed: deductions are negative. What was asked for; `credited` is what came of it: 0 once it was put right. */
  points: number
  credited?: number
  /** Of the person, or of whom the household knows by: masked unless it is one's own or one's work. */
  name: string
  household?: string
  /** Business dates. */
  on: string
  publishedUntil?: string
  at: Instant
  photos: number
}

export interface ClaimStepView {
  event: ClaimEvent
  at: Instant
  /** Blanks of the sentence: `claimSentence(event, words)`. */
  words: Record<string, string>
}

export interface ClaimDetail extends ClaimSummary {
  facts: ClaimFacts
  /** What the viewer is to this claim; with `facts` it gives the buttons: `allowedClaimEvents(facts, relations)`. */
  relations: ClaimParty[]
  words: string
  media: MediaView[]
  steps: ClaimStepView[]
  /** The objection under review, for its reviewer and whoever made it. */
  objection?: { reason: string; at: Instant; mine: boolean }
  /** The case that an automatic award comes from, for the handler. */
  caseId?: string
}

export interface ClaimListOutput extends Page<ClaimSummary> {
  /** With the first page of `deferred`: why its rows wait. */
  budget?: BudgetView
}

/** The noun's part of the door. */
export interface ClaimApi {
  'claim.declare': Signature<ClaimDeclareInput, ClaimDetail>
  'claim.withdraw': Signature<ClaimWithdrawInput, ClaimDetail>
  'claim.verify': Signature<ClaimVerifyInput, ClaimDetail>
  'claim.approve': Signature<ClaimApproveInput, ClaimDetail>
  'claim.reject': Signature<ClaimRejectInput, ClaimDetail>
  'claim.object': Signature<ClaimObjectInput, ClaimDetail>
  'claim.review': Signature<ClaimReviewInput, ClaimDetail>
  'claim.get': Signature<ClaimGetInput, ClaimDetail>
  'claim.list': Signature<ClaimListInput, ClaimListOutput>
  'claim.bulk': Signature<ClaimBulkInput, ClaimBulkOutput>
  'claim.approveRound': Signature<ClaimApproveRoundInput, ClaimApproveRoundOutput>
}
