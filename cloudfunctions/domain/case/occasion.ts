/** What a decision is given and what a transition answers: shared by the core's parts. */
import type { CallerEvent, CaseEventInput } from '#types/case'
import type { CaseState, Party } from '#types/loop'
import type { Actor, CaseRecord, Media, Order } from './record'

/** Events that the clock causes; they carry nothing. */
export type ClockEvent = 'warn' | 'breach' | 'lapse' | 'confirm'
export type LiveEvent = Exclude<CallerEvent, 'support'> | ClockEvent

/** What the shell looked up for the decision. Nobody else's facts are used. */
export interface Supplies {
  /** Whom a dispatch or transfer goes to. `people` are those to be told. */
  target?: { to: Order['target']['to']; id: string; name: string; people: string[]; householdId?: string }
  /** Who answers for the case at the level it goes to; absent when nobody holds the post: the level's list still shows it. */
  owner?: { personId: string; name: string }
  /** Who else must hear of it: superiors on a breach. */
  alerted?: string[]
  /** The words wait for a reviewer. */
  hidden?: boolean
  photos?: Media[]
  /** The WeChat identity that wrote and photographed, for the checks: a visitor has no binding to be found by. */
  openid?: string
  /** Names of areas that the timeline may mention. */
  areaNames?: Record<string, string>
}

export interface Occasion {
  event: LiveEvent
  /** The event's input as the schema made it; `{}` for the clock. */
  input: Partial<CaseEventInput<CallerEvent>>
  actor: Actor
  householdId?: string
  relations: readonly Party[]
  now: Date
  supplies: Supplies
}

/** What a transition adds to the table: the new state where the table leaves a choice, words for the timeline, fields. */
export interface Outcome {
  to?: CaseState
  words?: Record<string, string>
  set?: Partial<CaseRecord>
  /** Deadline of the new state's stage, where it isn't the table's. */
  until?: Date
  photos?: Media[]
}
