/** People, households and bindings as they are stored. */
import type { Skill } from '#types/categories'
import type { Location } from '#types/common'
import type { KnownRequest } from '../../kernel/requests'
import type { Binding } from '../../kernel/session'

/** Somebody on the roster. A visitor has none until confirmed. */
export interface PersonRecord {
  _id: string
  name: string
  phone?: string
  householdId?: string
  /** Home: county down to grid (or village). */
  areas: string[]
  status: 'active' | 'moved' | 'erased'
  skills: Skill[]
  /** Party branch of a member, and the residence grid registered beside it (双报到). */
  branchId?: string
  doubleGridId?: string
  /** Requests by which the person changed this record. */
  requests?: KnownRequest[]
  /** Invented for the demo; screens say so. */
  demo?: boolean
  version: number
}

export interface HouseholdRecord {
  _id: string
  /** As painted on the door: 3 组 12 号. */
  number: string
  headName: string
  areas: string[]
  location?: Location
  demo?: boolean
  version: number
}

/** openid → person, the one document a sign-in reads. Its shape is the session's, because the kernel reads it first. */
export type BindingRecord = Binding & { demo?: boolean }
