/** Cases on the wire: what each action takes (schemas) and answers (views). The loop itself stands in loop.ts. */
import * as v from 'valibot'
import type { CaseKind, CategoryId, RejectReason, Skill, Source, Stage, Urgency, Visibility } from './categories'
import { categories, openKinds, rejectReasons, skills, sources, urgencies, visibilities } from './categories'
import { AreaId, Cursor, FileId, Id, type Instant, Location, Name, type Page, Phone, Version, Words } from './common'
import { caseViews, type Rating } from './labels'
import type { CaseEvent, CaseState, LoopFacts, Party } from './loop'
import type { HandlingLevel } from './roles'

const keys = <Table extends object>(table: Table) =>
  Object.keys(table) as [keyof Table & string, ...(keyof Table & string)[]]

const Category = v.picklist(keys(categories), '请选择类别') as v.GenericSchema<CategoryId>
/** Largest photo in bytes: what WeChat's picture check takes. */
export const mostPhotoBytes = 10 * 1024 * 1024

const Photos = v.optional(v.pipe(v.array(FileId), v.maxLength(9, '照片最多 9 张')), [])
const Voice = v.optional(
  v.strictObject({
    fileId: FileId,
    seconds: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(60, '语音最长 60 秒')),
  }),
)
const Reason = Words(500, 2)
/** For whom a case is filed: the filer, somebody of their household, or somebody without a phone of their own (代报). */
const ForWhom = v.variant('who', [
  v.strictObject({ who: v.literal('self') }),
  v.pipe(
    v.strictObject({
      who: v.literal('household'),
      /** As the filer says it: 我母亲. */ name: v.optional(Name),
      /** From the roster; must live in the filer's household. */ personId: v.optional(Id),
    }),
    v.check(({ name, personId }) => name !== undefined || personId !== undefined, '请写明是替家里谁提'),
  ),
  v.strictObject({
    who: v.literal('another'),
    name: Name,
    phone: v.optional(Phone),
    /** From the roster; must live where the worker works. */ personId: v.optional(Id),
  }),
])
export type ForWhom = v.InferInput<typeof ForWhom>
const Place = v.strictObject({
  /** As people say it: 村东头老井边. */
  text: Words(100, 0),
  location: v.optional(Location),
  /** The village or grid chosen; routing prefers the boundary that holds `location`. */
  areaId: v.optional(AreaId),
})

export const CaseSubmitInput = v.pipe(
  v.strictObject({
    kind: v.picklist(openKinds, '请选择诉求或意见'),
    category: Category,
    words: Words(2000, 0),
    voice: Voice,
    photos: Photos,
    place: Place,
    urgency: v.optional(v.picklist(keys(urgencies)), 'normal'),
    visibility: v.optional(v.picklist(keys(visibilities)), 'village'),
    source: v.optional(v.picklist(keys(sources)), 'own'),
    /** The number the case has where it came from (12345, petition office). */
    outsideNumber: v.optional(Words(40, 0)),
    forWhom: v.optional(ForWhom, { who: 'self' }),
    /** For an opinion about somebody's conduct: that person, who will not see it. */
    aboutPersonId: v.optional(Id),
    /** The QR place the form was opened from. */
    placeToken: v.optional(Id),
  }),
  v.check((input) => input.words.length > 0 || input.voice !== undefined, '请写几个字或录一段语音'),
  v.check((input) => categories[input.category].kind === input.kind, '类别与诉求种类不一致'),
)
export type CaseSubmitInput = v.InferInput<typeof CaseSubmitInput>

export const CasePreviewInput = v.strictObject({
  category: Category,
  urgency: v.picklist(keys(urgencies)),
  place: Place,
  /** Whose conduct it is about: the case goes round that person, and so does the number to call. */
  aboutPersonId: v.optional(Id),
})
export type CasePreviewInput = v.InferInput<typeof CasePreviewInput>
export interface CasePreviewOutput {
  /** Who is expected to take it first: `李某（网格员）`. */
  expected: string
  phone?: string
  areaId: string
  areaName: string
  assessBy: Instant
  handleBy: Instant
}

export const CaseSimilarInput = v.strictObject({ category: Category, words: Words(2000, 0), place: Place })
export type CaseSimilarInput = v.InferInput<typeof CaseSimilarInput>

export const CaseGetInput = v.strictObject({ caseId: Id })
export type CaseGetInput = v.InferInput<typeof CaseGetInput>

export { type CaseView, type Rating, ratings } from './labels'

export const CaseListInput = v.strictObject({
  view: v.picklist(keys(caseViews)),
  /** For `area` and `overdue`: which area; the caller's highest post when left out. */
  areaId: v.optional(AreaId),
  state: v.optional(
    v.picklist([
      'collected',
      'assessed',
      'dispatched',
      'handling',
      'resolved',
      'closed',
      'suspended',
      'rejected',
      'withdrawn',
      'merged',
    ]),
  ),
  kind: v.optional(v.picklist(openKinds)),
  search: v.optional(Words(40, 0)),
  cursor: Cursor,
  limit: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(50)), 20),
})
export type CaseListInput = v.InferInput<typeof CaseListInput>

const onCase = { caseId: Id }
const onVersion = { caseId: Id, version: Version }
const Skills = v.optional(v.pipe(v.array(v.picklist(keys(skills))), v.maxLength(5)), [])

export const CaseCandidatesInput = v.strictObject({ ...onCase, skills: Skills, search: v.optional(Words(20, 0)) })
export type CaseCandidatesInput = v.InferInput<typeof CaseCandidatesInput>

/** Whom an order goes to: one person, whoever in an area takes it first (抢单), or a department. */
export const OrderTarget = v.variant('to', [
  v.strictObject({ to: v.literal('person'), personId: Id }),
  v.strictObject({ to: v.literal('pool'), areaId: v.optional(AreaId) }),
  v.strictObject({ to: v.literal('department'), organizationId: Id }),
])
export type OrderTarget = v.InferOutput<typeof OrderTarget>

/** What each event of the loop takes; `version` where the table expects one. */
export const caseEventInputs = {
  assess: v.strictObject({
    ...onVersion,
    category: Category,
    urgency: v.picklist(keys(urgencies)),
    visibility: v.picklist(keys(visibilities)),
    note: v.optional(Words(500, 0), ''),
  }),
  settleOnSpot: v.strictObject({ ...onVersion, note: Reason, photos: Photos }),
  dispatch: v.strictObject({
    ...onVersion,
    target: OrderTarget,
    skills: Skills,
    acceptWithinHours: v.optional(v.pipe(v.number(), v.minValue(0.5), v.maxValue(72))),
    note: v.optional(Words(500, 0), ''),
  }),
  accept: v.strictObject({ ...onVersion }),
  decline: v.strictObject({ ...onVersion, reason: Reason }),
  progress: v.strictObject({ ...onCase, note: Reason, photos: Photos }),
  comment: v.strictObject({ ...onCase, note: Words(500), photos: Photos }),
  transfer: v.strictObject({ ...onVersion, target: OrderTarget, reason: Reason }),
  escalate: v.strictObject({ ...onVersion, reason: Reason, tried: Reason }),
  returnDown: v.strictObject({ ...onVersion, note: Reason }),
  complete: v.strictObject({ ...onVersion, note: Reason, photos: Photos }),
  confirm: v.strictObject({
    ...onVersion,
    rating: v.picklist(['satisfied', 'basically']),
    note: v.optional(Words(500, 0), ''),
    /** How somebody without a phone was asked. */ asked: v.optional(v.picklist(['phone', 'visit'])),
  }),
  dissatisfied: v.strictObject({ ...onVersion, reason: Reason, asked: v.optional(v.picklist(['phone', 'visit'])) }),
  reopen: v.strictObject({ ...onVersion, reason: Reason }),
  urge: v.strictObject({ ...onCase }),
  reject: v.strictObject({
    ...onVersion,
    reason: v.picklist(keys(rejectReasons)),
    note: v.optional(Words(500, 0), ''),
  }),
  appeal: v.strictObject({ ...onVersion, reason: Reason }),
  withdraw: v.strictObject({ ...onVersion }),
  support: v.strictObject({ ...onCase }),
} as const satisfies Partial<Record<CaseEvent, v.GenericSchema>>
/** Events a caller can cause through the door; the clock's (lapse, warn, breach) are not among them. */
export type CallerEvent = keyof typeof caseEventInputs
export type CaseEventInput<Event extends CallerEvent> = v.InferInput<(typeof caseEventInputs)[Event]>

/** A photo or voice as a screen gets it: a temporary link, or none while the check is running, when it was refused or its term is over. */
export interface MediaView {
  fileId: string
  url?: string
  state: 'checking' | 'passed' | 'review' | 'refused' | 'expired'
}

/** A deadline that is running: which stage, until when, passed or not. */
export interface DueView {
  stage: Stage
  at: Instant
  breached: boolean
}

/** One row of a list. */
export interface CaseSummary {
  id: string
  number: string
  kind: CaseKind
  category: CategoryId
  state: CaseState
  level: HandlingLevel
  urgency: Urgency
  /** First words of the matter, 60 characters at most; `（语音）` when only spoken; a stand-in when hidden by the check. */
  title: string
  areaName: string
  placeText: string
  due?: DueView
  submittedAt: Instant
  updatedAt: Instant
  version: number
  supporters: number
  /** Metres from the caller's home grid, in the pool only. */
  distance?: number
  /** Skills the order asks for, in the pool and in what is offered. */
  skills?: Skill[]
}
export type CaseListOutput = Page<CaseSummary>
export interface CaseSimilarOutput {
  rows: (CaseSummary & { supported: boolean })[]
}

/** One entry of the history, ready for the table's sentence: `sentence(event, words)`. */
export interface StepView {
  seq: number
  event: CaseEvent
  at: Instant
  /** Blanks of the sentence, actor included; names masked for whoever doesn't handle the case. */
  words: Record<string, string>
  photos: MediaView[]
  from?: CaseState
  to: CaseState
}

/** One part of a candidate's score: `{label: '距离', points: 22, of: 30, words: '同一网格'}`. */
export interface ScorePart {
  label: string
  points: number
  of: number
  words: string
}

/** Somebody who could take the order, with the parts of the score that ranked them. */
export interface Candidate {
  personId: string
  name: string
  role: string
  areaName: string
  score: number
  parts: ScorePart[]
}
export interface CaseCandidatesOutput {
  rows: Candidate[]
}

/** A person beside a case: name masked or not as the viewer may see, phone only while it is needed to do the work. */
export interface ContactView {
  name: string
  role?: string
  phone?: string
}

export interface OrderView {
  id: string
  to: string
  offeredAt: Instant
  acceptBy?: Instant
  state: 'offered' | 'accepted' | 'declined' | 'lapsed' | 'superseded' | 'completed'
  /** Why the viewer was offered this order; only in one's own. */
  why?: ScorePart[]
}

export interface CaseDetail extends CaseSummary {
  facts: LoopFacts
  /** What the viewer is to this case; with `facts` it gives the buttons: `allowedEvents(facts, relations, now)`. */
  relations: Party[]
  words: string
  voice?: MediaView & { seconds: number }
  photos: MediaView[]
  place: { text: string; location?: Location }
  source: Source
  outsideNumber?: string
  visibility: Visibility
  filer: ContactView
  /** For whom it is, where it isn't for the filer: somebody of the household, or somebody without a phone (代报). */
  forWhom?: ContactView & { who: 'household' | 'another' }
  owner?: ContactView
  handler?: ContactView
  orders: OrderView[]
  steps: StepView[]
  /** Older steps exist beyond those given. */
  more: boolean
  rating?: Rating
  rejected?: RejectReason
  supported: boolean
  /** Whether finishing needs a photo. */
  evidence: boolean
}

/** What every event answers: the case as the caller sees it afterwards. */
export type CaseEventOutput = CaseDetail

export interface CaseSubmitOutput {
  id: string
  number: string
  /** Whom it went to: `李某（网格员）`, and by when it will be assessed. */
  expected: string
  assessBy: Instant
}
