/** People, households and bindings as they are stored. */
import type { Skill } from '#types/categories'
import type { Location } from '#types/common'
import type { PostSnapshot, Standing } from '#types/roles'
import type { KnownRequest } from '../../kernel/requests'

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

/**
 * openid → person, with a snapshot of the posts: the one document a sign-in reads. Whoever writes a person's posts
 * refreshes the snapshot in the same call.
 */
export interface BindingRecord {
  /** ids.hash('binding', openid) */
  _id: string
  openid: string
  personId: string
  /** Ids under which this WeChat identity filed before the roster was matched. */
  formerIds: string[]
  standing: Standing
  name: string
  householdId?: string
  areas: string[]
  posts: PostSnapshot[]
  /** What was claimed at registration, until it is confirmed or refused. */
  claim?: { name: string; household: string; phone?: string; at: Date; refused?: string }
  version: number
  requests: KnownRequest[]
}
