/**
 * Service records and certificates (志愿服务记录与证明出具办法, 民政部令第67号): who organises records, who records certifies; hours
 * are the unit; mistakes are corrected on request. Spending points never changes a record. And volunteer organisations.
 */
import * as v from 'valibot'
import { type Attendee, mostActivityHours } from './activity'
import { AreaId, BusinessDate, Cursor, Id, type Instant, type Page, Reason, type Signature } from './common'

/** Who records the hours of an activity and certifies them: a volunteer organisation, or an area's own committee. */
export interface Recorder {
  kind: 'organization' | 'area'
  id: string
  name: string
}

/** My volunteer hours of a year, this one when none is named. */
export const ServiceRecordInput = v.strictObject({
  year: v.optional(v.pipe(v.string(), v.regex(/^20\d\d$/, '年份格式不对'))),
  cursor: Cursor,
})
export type ServiceRecordInput = v.InferInput<typeof ServiceRecordInput>
export interface ServiceRow {
  activityId: string
  title: string
  /** Business date. */
  date: string
  hours: number
  recorder: Recorder
  /** Filled in afterwards; marked as the rule wants it. */
  filledIn: boolean
  /** Each correction: from how many hours to how many, why, when. */
  corrections: { from: number; to: number; reason: string; at: Instant }[]
}
export interface ServiceRecordOutput extends Page<ServiceRow> {
  year: string
  /** Sums of the whole year, not of the page. */
  hours: number
  activities: number
  /** By recorder: one certificate each. */
  recorders: { recorder: Recorder; hours: number; activities: number }[]
}

/** A certificate over a period from one recorder. */
export const ServiceCertificateInput = v.strictObject({
  recorder: v.strictObject({ kind: v.picklist(['organization', 'area']), id: Id }),
  from: BusinessDate,
  /** Inclusive; not after today. */
  to: BusinessDate,
})
export type ServiceCertificateInput = v.InferInput<typeof ServiceCertificateInput>

/** The fields of 民政部令67, as they are printed. */
export interface Certificate {
  /** `ZY-261126-7K3F9QW2HM`: anybody can verify it. */
  number: string
  name: string
  /** What tells people of one name apart: the phone number, masked. We hold no identity numbers. */
  identity: string
  organization: string
  /** What was done: title, date and hours of each activity, 50 at most; the sum is of all. */
  services: { title: string; date: string; hours: number; filledIn: boolean }[]
  activities: number
  hours: number
  from: string
  to: string
  issuer: string
  /** Business date. */
  issuedOn: string
  demo?: true
}

export const ServiceVerifyInput = v.strictObject({
  number: v.pipe(
    v.string(),
    v.maxLength(40),
    v.transform((text) => text.trim().toUpperCase()),
    v.regex(/^ZY-\d{6}-[2-9A-HJKMNP-Z]{10}$/, '证明编号格式不对'),
  ),
})
export type ServiceVerifyInput = v.InferInput<typeof ServiceVerifyInput>
/** What a stranger learns of a certificate: whether it is true, with the name masked. */
export type CertificateProof = Omit<Certificate, 'identity' | 'services'> & {
  /** Whether the hours still are what they were when it was issued: a later correction shows here. */
  current: boolean
}

/** A recorded figure was wrong: the recorder puts it right, with the reason; the former figure stays readable. */
export const ServiceCorrectInput = v.strictObject({
  activityId: Id,
  personId: Id,
  /** What the screen showed. */
  from: v.pipe(v.number(), v.minValue(0)),
  to: v.pipe(v.number(), v.minValue(0), v.maxValue(mostActivityHours), v.multipleOf(0.5, '时长以半小时为单位')),
  reason: Reason,
})
export type ServiceCorrectInput = v.InferInput<typeof ServiceCorrectInput>

/** Volunteer organisations of an area and below it; of the caller's village when none is named. */
export const VolunteerOrganizationsInput = v.strictObject({ areaId: v.optional(AreaId) })
export type VolunteerOrganizationsInput = v.InferInput<typeof VolunteerOrganizationsInput>
export interface VolunteerOrganizationView {
  id: string
  name: string
  areaName: string
  members: number
  /** Whether the caller belongs to it. */
  mine: boolean
}

/** Joins, or leaves again when `leave` is set. */
export const VolunteerJoinInput = v.strictObject({ organizationId: Id, leave: v.optional(v.boolean()) })
export type VolunteerJoinInput = v.InferInput<typeof VolunteerJoinInput>

export const VolunteerMembersInput = v.strictObject({ organizationId: Id, cursor: Cursor })
export type VolunteerMembersInput = v.InferInput<typeof VolunteerMembersInput>
export interface VolunteerMember {
  personId: string
  name: string
  /** Business date. */
  since: string
}
export type VolunteerMemberPage = Page<VolunteerMember>

/** Actions of service records and volunteer organisations. */
export interface ServiceApi {
  'service.record': Signature<ServiceRecordInput, ServiceRecordOutput>
  'service.certificate': Signature<ServiceCertificateInput, Certificate>
  'service.verify': Signature<ServiceVerifyInput, CertificateProof>
  'service.correct': Signature<ServiceCorrectInput, Attendee>
  'volunteer.organizations': Signature<VolunteerOrganizationsInput, { rows: VolunteerOrganizationView[] }>
  'volunteer.join': Signature<VolunteerJoinInput, VolunteerOrganizationView>
  'volunteer.members': Signature<VolunteerMembersInput, VolunteerMemberPage>
}
