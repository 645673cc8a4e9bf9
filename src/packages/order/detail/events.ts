/**
 * The buttons of a case as a table: what each event of the loop asks for, and how its sheet looks. Which of them a person sees
 * is not decided here but by the loop's own table (`allowedEvents`).
 */
import type { CallerEvent, CaseDetail } from '#types/case'
import type { CategoryId, RejectReason, Urgency, Visibility } from '#types/categories'
import { type CaseEvent, ruleOf } from '#types/loop'
import { eventWords as words } from '@/copy/detail'

/** Everything that a sheet can ask for; each name is the field of the event's input. */
export interface EventValues {
  note: string
  reason: string
  tried: string
  /** Names of the kept copies. */
  photos: string[]
  rating?: 'satisfied' | 'basically'
  asked?: 'phone' | 'visit'
  category: CategoryId
  urgency: Urgency
  visibility: Visibility
  rejectReason?: RejectReason
}
export type FieldName = keyof EventValues

interface EventForm {
  fields: readonly FieldName[]
  /** Fields that may stay empty. Photos are needed where the category asks for evidence. */
  optional?: readonly FieldName[]
  /** main: what this person is most likely here for · danger: takes something away. */
  kind: 'main' | 'plain' | 'danger'
  /** Has photos or words that must survive a missing network: goes through the outbox. */
  keeps?: boolean
  /** Is done on a page of its own. */
  page?: 'dispatch'
}

/** One row an event; the order of rows is the order of buttons, the first `main` row is the page's main action. */
export const eventForms: Record<CallerEvent, EventForm> = {
  accept: { fields: [], kind: 'main' },
  complete: { fields: ['note', 'photos'], kind: 'main', keeps: true },
  confirm: { fields: ['rating', 'note', 'asked'], optional: ['note'], kind: 'main' },
  assess: { fields: ['category', 'urgency', 'visibility', 'note'], optional: ['note'], kind: 'main' },
  dispatch: { fields: [], kind: 'main', page: 'dispatch' },
  dissatisfied: { fields: ['reason', 'asked'], kind: 'plain' },
  settleOnSpot: { fields: ['note', 'photos'], kind: 'plain', keeps: true },
  progress: { fields: ['note', 'photos'], optional: ['photos'], kind: 'plain', keeps: true },
  comment: { fields: ['note', 'photos'], optional: ['photos'], kind: 'plain', keeps: true },
  urge: { fields: [], kind: 'plain' },
  transfer: { fields: [], kind: 'plain', page: 'dispatch' },
  escalate: { fields: ['reason', 'tried'], kind: 'plain' },
  returnDown: { fields: ['note'], kind: 'plain' },
  support: { fields: [], kind: 'main' },
  reopen: { fields: ['reason'], kind: 'plain' },
  appeal: { fields: ['reason'], kind: 'main' },
  decline: { fields: ['reason'], kind: 'danger' },
  reject: { fields: ['rejectReason', 'note'], optional: ['note'], kind: 'danger' },
  withdraw: { fields: [], kind: 'danger' },
}

const isCallers = (event: CaseEvent): event is CallerEvent => event in eventForms

/** The events a person may cause, in the order of their buttons, the main one apart. */
export function buttonsOf(allowed: readonly CaseEvent[]): { main?: CallerEvent; others: CallerEvent[] } {
  const order = Object.keys(eventForms) as CallerEvent[]
  const shown = order.filter((event) => allowed.filter(isCallers).includes(event))
  const main = shown.find((event) => eventForms[event].kind === 'main')
  return { main, others: shown.filter((event) => event !== main) }
}

/** The fields shown to this person: how somebody was asked only concerns who asks for another. */
export const fieldsOf = (event: CallerEvent, detail: Pick<CaseDetail, 'relations'>): FieldName[] =>
  eventForms[event].fields.filter((field) => field !== 'asked' || detail.relations.includes('filedFor'))

/** Words that must say something: the cloud asks for two characters, a comment may be one. */
const leastOf = (event: CallerEvent) => (event === 'comment' ? 1 : 2)

/** What is still missing, by field; empty when it can be sent. */
export function problemsOf(
  event: CallerEvent,
  values: EventValues,
  detail: Pick<CaseDetail, 'relations' | 'evidence'>,
): Partial<Record<FieldName, string>> {
  const free = eventForms[event].optional ?? []
  const problems: Partial<Record<FieldName, string>> = {}
  for (const field of fieldsOf(event, detail)) {
    if (free.includes(field)) continue
    const value = values[field]
    if (field === 'photos') {
      if (detail.evidence && values.photos.length === 0) problems.photos = words.needPhoto
    } else if (value === undefined || value === '') problems[field] = words.needed
    else if (['note', 'reason', 'tried'].includes(field) && String(value).trim().length < leastOf(event))
      problems[field] = words.short
  }
  return problems
}

/** What is sent, photos apart: those become file ids on the way. */
export function inputOf(
  event: CallerEvent,
  values: EventValues,
  detail: Pick<CaseDetail, 'id' | 'version' | 'relations'>,
): Record<string, unknown> {
  const input: Record<string, unknown> = { caseId: detail.id }
  if (ruleOf(event).expectsVersion) input.version = detail.version
  for (const field of fieldsOf(event, detail)) {
    const value = values[field]
    if (field === 'photos' || value === undefined || value === '') continue
    input[field === 'rejectReason' ? 'reason' : field] = typeof value === 'string' ? value.trim() : value
  }
  return input
}
