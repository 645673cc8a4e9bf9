/** What a step owes others: messages by the table of tell.ts, and the counters of the area and the order takers. Pure. */
import { categoryOf } from '#types/categories'
import type { CaseEvent } from '#types/loop'
import type { MessageKind } from '#types/message'
import type { Supplies } from './occasion'
import type { Actor, CaseRecord, Step } from './record'
import { type Addressee, tellings } from './tell'

export interface OwedMessage {
  personId: string
  kind: MessageKind
  text: string
}

const addressees = (record: CaseRecord, supplies: Supplies): Record<Addressee, readonly (string | undefined)[]> => ({
  filer: [record.filerId],
  owner: [record.ownerId],
  handler: [record.handlerId],
  offered: supplies.target?.people ?? [],
  alerted: supplies.alerted ?? [],
})

/** The messages of a step. Nobody is told twice of one step, nor of what they did themselves, nor of a case about them. */
export function messagesOf(record: CaseRecord, step: Step, supplies: Supplies): OwedMessage[] {
  const words: Record<string, string> = {
    ...step.words,
    actor: step.actor.name,
    number: record.number,
    category: categoryOf(record.category).label,
  }
  const people = addressees(record, supplies)
  const told = new Set<string | undefined>([undefined, step.actor.personId, record.aboutPersonId])
  const messages: OwedMessage[] = []
  for (const telling of tellings[step.event] ?? []) {
    const text = telling.text.replace(/\{(\w+)\}/g, (_, key: string) => words[key] ?? '')
    for (const personId of people[telling.to]) {
      if (personId === undefined || told.has(personId)) continue
      told.add(personId)
      messages.push({ personId, kind: telling.kind, text })
    }
  }
  return messages
}

export interface OwedCount {
  subjectKind: 'area' | 'handler'
  subjectId: string
  areas: string[]
  add: Record<string, number>
}

/**
 * The counter a step changes: one subject a step, so that an event stays within its operations. An area's figures are
 * submitted, closed by rating, reopened, handed up and breached; a taker's are offered, accepted, declined, lapsed.
 */
export function countOf(
  before: CaseRecord | null,
  after: CaseRecord,
  event: CaseEvent,
  actor: Actor,
): OwedCount | null {
  const area = (add: Record<string, number>): OwedCount => ({
    subjectKind: 'area',
    subjectId: after.areas.at(-1) ?? '',
    areas: after.areas,
    add,
  })
  const handler = (id: string | null | undefined, add: Record<string, number>): OwedCount | null =>
    id ? { subjectKind: 'handler', subjectId: id, areas: [], add } : null
  switch (event) {
    case 'submit':
      return area({ submitted: 1 })
    case 'confirm':
      return area({ closed: 1, [after.rating ?? 'notAsked']: 1 })
    case 'dissatisfied':
      return area({ dissatisfied: 1, reopened: 1 })
    case 'reopen':
      return area({ closed: -1, [before?.rating ?? 'notAsked']: -1, reopened: 1 })
    case 'escalate':
      return area({ handedUp: 1 })
    case 'breach':
      return area({ breached: 1 })
    case 'accept':
      return handler(actor.personId, { offered: 1, accepted: 1 })
    case 'decline':
      return handler(actor.personId, { offered: 1, declined: 1 })
    case 'lapse':
      return handler(before?.offeredTo, { offered: 1, lapsed: 1 })
    default:
      return null
  }
}
