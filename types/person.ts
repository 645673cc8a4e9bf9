/** People, identity and rosters on the wire. Names and phones in views are masked unless said otherwise. */
import * as v from 'valibot'
import { type Skill, skills } from './categories'
import { AreaId, Cursor, Id, type Instant, Name, type Page, Reason, Version, Words } from './common'
import type { PostSnapshot, Role, Standing } from './roles'

const skillKeys = Object.keys(skills) as [Skill, ...Skill[]]
const None = v.strictObject({})

export const PersonMeInput = None
export type PersonMeInput = v.InferInput<typeof PersonMeInput>
/** Who I am to the system: for the menus and the page 我的. */
export interface Me {
  standing: Standing
  personId: string
  name: string
  /** Masked: 138****5678. */
  phone?: string
  villageId?: string
  villageName?: string
  areaNames: string[]
  areas: string[]
  household?: { id: string; number: string; members: { personId: string; name: string; me: boolean }[] }
  posts: (PostSnapshot & { title: string; areaName: string })[]
  skills: Skill[]
  doubleRegistered?: { branchName: string; gridName: string }
  /** Why a registration was turned down, when it was. */
  refused?: string
}

export const PersonRegisterInput = v.strictObject({
  areaId: AreaId,
  name: Name,
  /** House number or the head of the household's name, as one says it. */
  household: Words(40),
  /** One-time code of WeChat's phone button: with a name on the roster it confirms at once. */
  phoneCode: v.optional(v.pipe(v.string(), v.maxLength(200))),
  /** The agreement was read and accepted at the moment of asking (PIPL). */
  agreed: v.literal(true, '请先阅读并同意隐私说明'),
})
export type PersonRegisterInput = v.InferInput<typeof PersonRegisterInput>

export const PersonPendingInput = v.strictObject({ areaId: v.optional(AreaId), cursor: Cursor })
export type PersonPendingInput = v.InferInput<typeof PersonPendingInput>
export interface PendingPerson {
  bindingId: string
  /** For `person.confirm`: a claim filed anew since then is refused with CONFLICT. */
  version: number
  /** Whole, as the matches' names are: the grid worker has to tell who this is. */
  name: string
  phone?: string
  household: string
  areaName: string
  since: Instant
  /** People on the roster who may be meant, best first. */
  matches: { personId: string; name: string; householdNumber: string; phone?: string }[]
}

export const PersonConfirmInput = v.variant('verdict', [
  v.strictObject({
    bindingId: Id,
    version: v.optional(Version),
    verdict: v.literal('confirm'),
    /** On the roster; a new person is made when left out. */ personId: v.optional(Id),
    householdNumber: v.optional(Words(40)),
  }),
  v.strictObject({
    bindingId: Id,
    version: v.optional(Version),
    verdict: v.literal('refuse'),
    reason: Reason,
  }),
])
export type PersonConfirmInput = v.InferInput<typeof PersonConfirmInput>

export const PersonSearchInput = v.strictObject({ words: Words(30), areaId: v.optional(AreaId) })
export type PersonSearchInput = v.InferInput<typeof PersonSearchInput>
export interface PersonFound {
  personId: string
  name: string
  phone?: string
  /** Whose passbook and card are the household's; none for somebody of no household here. */
  householdId?: string
  householdNumber: string
  areaName: string
}

export const PersonContactInput = v.strictObject({ personId: Id, why: Reason })
export type PersonContactInput = v.InferInput<typeof PersonContactInput>

export const PersonEraseInput = v.strictObject({ confirm: v.literal('注销', '请输入“注销”两个字') })
export type PersonEraseInput = v.InferInput<typeof PersonEraseInput>

export const PersonSeenInput = v.strictObject({ cursor: Cursor })
export type PersonSeenInput = v.InferInput<typeof PersonSeenInput>
/** Somebody looked at my record: who in what role, when, at what. */
export interface SeenRow {
  at: Instant
  by: string
  role: string
  what: string
}

export const PersonSkillsInput = v.strictObject({ skills: v.pipe(v.array(v.picklist(skillKeys)), v.maxLength(10)) })
export type PersonSkillsInput = v.InferInput<typeof PersonSkillsInput>

export const PersonDoubleRegisterInput = v.strictObject({ branchId: Id, gridId: AreaId })
export type PersonDoubleRegisterInput = v.InferInput<typeof PersonDoubleRegisterInput>

export const PersonExportInput = None
export type PersonExportInput = v.InferInput<typeof PersonExportInput>
/** Everything we hold of the caller, by heading, unmasked: it is their own. */
export interface PersonExportOutput {
  at: Instant
  records: Record<string, unknown[]>
}

export const PostListInput = v.strictObject({ areaId: AreaId, role: v.optional(v.string()), cursor: Cursor })
export type PostListInput = v.InferInput<typeof PostListInput>
export interface PostView {
  id: string
  personId: string
  name: string
  role: Role
  areaId?: string
  areaName: string
  from: string
  to?: string
  deputy?: string
  leave?: { from: string; to: string }
  version: number
}

const Period = { from: v.pipe(v.string(), v.isoDate()), to: v.optional(v.pipe(v.string(), v.isoDate())) }
export const PostAppointInput = v.strictObject({
  personId: Id,
  role: v.pipe(v.string(), v.maxLength(30)),
  areaId: v.optional(AreaId),
  organizationId: v.optional(Id),
  ...Period,
  deputyId: v.optional(Id),
})
export type PostAppointInput = v.InferInput<typeof PostAppointInput>
export const PostEndInput = v.strictObject({ postId: Id, on: Period.from })
export type PostEndInput = v.InferInput<typeof PostEndInput>
export const PostLeaveInput = v.strictObject({
  postId: Id,
  from: Period.from,
  to: v.pipe(v.string(), v.isoDate()),
  deputyId: Id,
})
export type PostLeaveInput = v.InferInput<typeof PostLeaveInput>

export const OrganizationListInput = v.strictObject({
  areaId: v.optional(AreaId),
  kind: v.optional(v.picklist(['department', 'unit', 'enterprise', 'branch', 'volunteers'])),
})
export type OrganizationListInput = v.InferInput<typeof OrganizationListInput>
export interface OrganizationView {
  id: string
  name: string
  kind: 'department' | 'unit' | 'enterprise' | 'branch' | 'volunteers'
  areaName: string
}

export type PendingPage = Page<PendingPerson>
export type SeenPage = Page<SeenRow>
export type PostPage = Page<PostView>
