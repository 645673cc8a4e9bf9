/** A post as it is stored: person × role × area or organization × period. Authority comes from posts alone. */
import type { Role } from '#types/roles'
import type { KnownRequest } from '../../kernel/requests'

/** What a post takes from whoever holds it. Posts stand below people: the whole of a person is their noun's. */
export interface Holder {
  _id: string
  name: string
  phone?: string
  householdId?: string
  /** `active` is on the roster. */
  status: string
}

export interface PostRecord {
  _id: string
  personId: string
  /** Copied from the person, so that routing and the chain need one query; the work phone may be shown to residents. */
  personName: string
  personPhone?: string
  householdId?: string
  role: Role
  areaId?: string
  organizationId?: string
  /** Ids from the county down to the area (for an organization: the area it lies in). */
  areas: string[]
  /** Business dates, inclusive. */
  from: string
  to?: string
  /** Who stands in when nothing else is said; named at the appointment. */
  deputyId?: string
  deputyName?: string
  /** While on leave the deputy acts; the deputy's binding carries the post as `deputyOf`. */
  leave?: {
    from: string
    to: string
    deputyId: string
    deputyName: string
    deputyPhone?: string
    deputyHouseholdId?: string
  }
  demo?: boolean
  version: number
  /** What changed it lately, so that a repeat gets its answer. Missing on imported ones until they are changed. */
  requests?: KnownRequest[]
}

export interface OrganizationRecord {
  _id: string
  name: string
  kind: 'department' | 'unit' | 'enterprise' | 'branch' | 'volunteers'
  areaId: string
  areas: string[]
  phone?: string
  demo?: boolean
  version: number
}
