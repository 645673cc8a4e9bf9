/** A case as it is stored: one aggregate, one document, holding its state, clock, orders, last steps and owed effects. */

import type { MediaView, Rating } from '#types/case'
import type { CaseKind, CategoryId, RejectReason, Skill, Source, Stage, Urgency, Visibility } from '#types/categories'
import type { Location } from '#types/common'
import type { CaseEvent, CaseState } from '#types/loop'
import type { HandlingLevel } from '#types/roles'
import type { Effect } from '../../kernel/outbox'
import type { KnownRequest } from '../../kernel/requests'

/** Stands for "never" where an index sorts by date: null would come first. */
export const never = new Date('9999-12-31T00:00:00Z')

/** Steps kept in the document; older ones move to `caseSteps`. */
export const stepsKept = 30

/** A photo or the voice recording. `passed` may be seen by others, the rest only by those who handle the case. */
export interface Media {
  fileId: string
  kind: 'photo' | 'voice'
  seconds?: number
  state: MediaView['state']
}

/** The deadline that is running; there is at most one, and none while the ball isn't with us. */
export interface Clock {
  stage: Stage
  startedAt: Date
  due: Date
  /** 80 % of the allowance. */
  warnAt: Date
  warned: boolean
}

export interface Order {
  /** `caseId:seq` of the dispatching step. */
  id: string
  target: { to: 'person' | 'pool' | 'department'; id: string; name: string }
  offeredAt: Date
  acceptBy: Date
  state: 'offered' | 'accepted' | 'declined' | 'lapsed' | 'superseded' | 'completed'
  handlerId?: string
}

/** Who did it, as the timeline names them. `clock` for the system. */
export interface Actor {
  personId: string
  name: string
  title: string
}

export interface Step {
  seq: number
  event: CaseEvent
  at: Date
  actor: Actor
  /** Blanks of the event's sentence, without the actor. */
  words: Record<string, string>
  /** Hidden from others until a reviewer shows it. */
  hidden?: boolean
  media: Media[]
  from?: CaseState
  to: CaseState
}

/**
 * The one to be served where it isn't the filer. `name` is what the filer said, or the roster's name masked: whoever has the
 * case in hand reads the roster's by `personId`.
 */
export interface Served {
  who: 'household' | 'another'
  name: string
  phone?: string
  personId?: string
  householdId?: string
}

export interface CaseRecord {
  /** ids.hash('case', openid, requestId): a repeat of the submission finds it, also after the filer has registered. */
  _id: string
  number: string
  kind: CaseKind
  category: CategoryId
  state: CaseState
  open: boolean
  urgency: Urgency
  visibility: Visibility
  source: Source
  outsideNumber?: string
  words: string
  /** The words wait for a check or were refused: only those who handle the case read them. */
  hiddenWords: boolean
  media: Media[]
  place: { text: string; location?: Location }
  /** County down to the grid, or as far as it is known: the scope of every list. */
  areas: string[]
  areaName: string
  village: string
  level: HandlingLevel
  /** Levels that have held it, in order; escalations are counted for the village in `handedUp`. */
  passed: HandlingLevel[]
  handedUp: number

  filerId: string
  filerName: string
  filerHouseholdId?: string
  /** For whom it is; absent when it is for the filer. */
  forWhom?: Served
  aboutPersonId?: string

  /** Who answers for it at the present level. */
  ownerId?: string
  ownerName?: string
  handlerId?: string
  handlerName?: string
  handlerHouseholdId?: string
  firstHandlerId?: string
  /** Deadline for handling given at the first acceptance; passing the case on gains no time. */
  handleBy?: Date
  orders: Order[]
  skills: Skill[]
  /** The person or organization the present order is offered to; null when there is none. Indexed. */
  offeredTo: string | null
  /** The area whose members may take the present order; null when it isn't in a pool. Indexed. */
  poolArea: string | null

  clock: Clock | null
  /** Due instant of the running clock or `never`: lists are sorted by it. */
  nextDue: Date
  /** When the clock function must look next, or `never`. */
  nextClock: Date
  /** A deadline passed since the last change of state; `breaches` counts them all. */
  breached: boolean
  breaches: number

  steps: Step[]
  seq: number
  submittedAt: Date
  updatedAt: Date
  closedAt?: Date
  reopened: number
  /** Cause of the award that the last closing owed: reopening takes it back. */
  awardCause?: string
  appealed: boolean
  urgedOn?: string
  rating?: Rating
  rejected?: RejectReason
  supporters: number

  version: number
  requests: KnownRequest[]
  outbox: Effect[]
  /** Absent when nothing is owed. */
  outboxDue?: Date
}

/** The case as the holder of files. */
export const holderOf = ({ _id: documentId, areas }: CaseRecord) => ({ collection: 'cases', documentId, areas })

/** Areas by handling level, by the length of their codes (domain.md §6): 6 county, 9 town, 12 village, longer below. */
export function levelAreas(areas: readonly string[]): Partial<Record<HandlingLevel, string>> {
  const byLength = (length: number) => areas.find((area) => area.length === length)
  const below = areas.filter((area) => area.length > 12).at(-1)
  return Object.fromEntries(
    Object.entries({ grid: below, village: byLength(12), town: byLength(9), county: byLength(6) }).filter(
      ([, area]) => area !== undefined,
    ),
  )
}

/** The levels this case can be at, from the bottom up. */
export function levelsOf(areas: readonly string[]): HandlingLevel[] {
  const present = levelAreas(areas)
  return (['grid', 'village', 'town', 'county'] as const).filter((level) => present[level] !== undefined)
}
