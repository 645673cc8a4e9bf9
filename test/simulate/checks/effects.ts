/** What must be true of effects at the end of a day: nothing is owed any more, and each was applied exactly once. */
import { isDeepStrictEqual } from 'node:util'
import { businessDate } from '#types/business-date'
import type { CaseRecord } from '../../../cloudfunctions/domain/case/record'
import { tellings } from '../../../cloudfunctions/domain/case/tell'
import type { CounterRecord } from '../../../cloudfunctions/domain/counter'
import type { MessageRecord } from '../../../cloudfunctions/domain/message/record'
import { indexes } from '../../../cloudfunctions/indexes'
import type { Books, Checks } from '../life'
import { stepsOf } from './orders'
import { type Rebuilt, rebuild, type Told } from './rebuild'

/** A case with its whole story. */
export interface Story {
  record: CaseRecord
  told: Told[]
}

/** Whether nothing is left in any outbox and nothing has been given up. Pure. */
export function drained(
  owing: readonly { _id: string; outbox?: readonly { id: string }[] }[],
  dead: readonly object[],
): string[] {
  const owed = owing.flatMap(({ outbox = [] }) => outbox.map(({ id }) => `effect ${id} is still owed`))
  return [...owed, ...dead.map((letter) => `dead letter ${JSON.stringify(letter)}`)]
}

/** Whether each step told each person once, and the filer whenever the table of tellings says so. Pure. */
export function toldOnce({ record, told }: Story, messages: readonly MessageRecord[]): string[] {
  const heard = new Map<string, string[]>()
  for (const { _id, personId } of messages) {
    const effect = _id.slice(0, _id.lastIndexOf(':'))
    heard.set(effect, [...(heard.get(effect) ?? []), personId])
  }
  const problems: string[] = []
  for (const { step } of told) {
    const effect = `${record._id}:${step.seq}:message`
    const people = heard.get(effect) ?? []
    heard.delete(effect)
    const here = `step ${step.seq} (${step.event})`
    if (new Set(people).size < people.length) problems.push(`${here} told somebody twice`)
    if (people.includes(step.actor.personId)) problems.push(`${here} told its own actor`)
    const tellsFiler = tellings[step.event]?.some(({ to }) => to === 'filer')
    if (tellsFiler && step.actor.personId !== record.filerId && !people.includes(record.filerId))
      problems.push(`${here} did not tell the filer`)
  }
  return [...problems, ...[...heard.keys()].map((effect) => `messages of ${effect}, which no step owes`)]
}

/** Figures by counter id (`subjectKind:subjectId:date`). */
export type Totals = Map<string, Record<string, number>>

/** Whom each order was offered to, by its id (`caseId:seq`), as whoever dispatched was told; under `offers`. */
export interface Offer {
  id: string
  to: string
}

/** Whom the order of a step went to; nobody when it went to a pool. A case keeps its last orders only. */
function offeredBy({ _id, orders }: CaseRecord, seq: number, offers: ReadonlyMap<string, string>): string | undefined {
  const id = `${_id}:${seq}`
  const kept = orders.find((order) => order.id === id)
  return kept ? (kept.target.to === 'pool' ? undefined : kept.target.id) : offers.get(id)
}

/** What a step counts, said anew here so that the cloud's own table is held to it. @param offered whom the order that stood went to */
function countedBy(
  { step, before }: Told,
  offered: string | undefined,
): { handler?: string; add: Record<string, number> } {
  const { event, actor, words } = step
  switch (event) {
    case 'submit':
      return { add: { submitted: 1 } }
    case 'confirm':
      return { add: { closed: 1, [ratingIn(words.rating)]: 1 } }
    case 'dissatisfied':
      return { add: { dissatisfied: 1, reopened: 1 } }
    case 'reopen':
      return { add: { closed: -1, [ratedBefore(before)]: -1, reopened: 1 } }
    case 'escalate':
      return { add: { handedUp: 1 } }
    case 'breach':
      return { add: { breached: 1 } }
    case 'accept':
      return { handler: actor.personId, add: { offered: 1, accepted: 1 } }
    case 'decline':
      return { handler: actor.personId, add: { offered: 1, declined: 1 } }
    case 'lapse':
      return offered ? { handler: offered, add: { offered: 1, lapsed: 1 } } : { add: {} }
    default:
      return { add: {} }
  }
}

const ratedBefore = (before: Rebuilt | undefined) => before?.rating ?? 'notAsked'
const ratingIn = (words = '') =>
  words.startsWith('满意') ? 'satisfied' : words.startsWith('基本满意') ? 'basically' : 'notAsked'

/** Steps that offer a case anew; declined and lapsed ones go on to a pool. */
const offering = new Set(['dispatch', 'transfer', 'decline', 'lapse'])

/** Every counter of cases, counted again from their steps. Pure. */
export function recount(stories: readonly Story[], offers: readonly Offer[] = []): Totals {
  const totals: Totals = new Map()
  const byId = new Map(offers.map(({ id, to }) => [id, to]))
  for (const { record, told } of stories) {
    let offered: string | undefined
    for (const one of told) {
      const { handler, add } = countedBy(one, offered)
      if (offering.has(one.step.event)) offered = offeredBy(record, one.step.seq, byId)
      if (Object.keys(add).length === 0) continue
      const subject = handler ? `handler:${handler}` : `area:${record.areas.at(-1)}`
      const id = `${subject}:${businessDate(one.step.at)}`
      const sums = totals.get(id) ?? {}
      for (const [figure, delta] of Object.entries(add)) sums[figure] = (sums[figure] ?? 0) + delta
      totals.set(id, sums)
    }
  }
  return totals
}

/** Whether the counters say what the steps add up to. Pure. */
export function countedOnce(expected: Totals, counters: readonly CounterRecord[]): string[] {
  const stored = new Map(counters.map(({ _id, totals }) => [_id, totals]))
  const ids = new Set([...expected.keys(), ...stored.keys()])
  const nonzero = (sums: Record<string, number> = {}) =>
    Object.fromEntries(Object.entries(sums).filter(([, sum]) => sum !== 0))
  return [...ids]
    .filter((id) => !isDeepStrictEqual(nonzero(expected.get(id)), nonzero(stored.get(id))))
    .map(
      (id) =>
        `counter ${id} is ${JSON.stringify(stored.get(id))}, the steps add up to ${JSON.stringify(expected.get(id))}`,
    )
}

/** Collections whose documents can owe effects. */
export const owing = indexes.filter(({ name }) => name === 'outbox').map(({ collection }) => collection)

const caseSubjects = new Set(['area', 'handler'])

function storiesOf(books: Books): Story[] {
  const records = books.rows<CaseRecord>('cases')
  return records.map((record) => {
    const steps = stepsOf(record, books.rows('caseSteps', { caseId: record._id }))
    return { record, told: rebuild(record, steps).told }
  })
}

function byCase(messages: readonly MessageRecord[]): Map<string, MessageRecord[]> {
  const found = new Map<string, MessageRecord[]>()
  for (const message of messages) {
    if (message.caseId) found.set(message.caseId, [...(found.get(message.caseId) ?? []), message])
  }
  return found
}

export const effectChecks: Checks = {
  daily: (books) => {
    const stories = storiesOf(books)
    const messages = byCase(books.rows('messages'))
    const counters = books.rows<CounterRecord>('counters').filter(({ subjectKind }) => caseSubjects.has(subjectKind))
    return [
      ...drained(
        owing.flatMap((collection) => books.rows<{ _id: string }>(collection)),
        books.rows('deadLetters'),
      ),
      ...stories.flatMap((story) =>
        toldOnce(story, messages.get(story.record._id) ?? []).map((problem) => `${story.record.number}: ${problem}`),
      ),
      ...countedOnce(recount(stories, books.told('offers')), counters),
    ]
  },
}
