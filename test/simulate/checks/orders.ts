/** What must be true of cases: none lost or doubled, each with an owner and a clock, each told by its steps alone. */
import { isDeepStrictEqual } from 'node:util'
import { type CaseRecord, never, type Step } from '../../../cloudfunctions/domain/case/record'
import type { Books, Checks } from '../life'
import type { Submission } from '../lives/orders'
import { type Rebuilt, rebuild } from './rebuild'

/** All steps of a case in order: archived ones, those on their way there, and those it still holds. */
export function stepsOf(record: CaseRecord, archived: readonly { step: Step }[]): Step[] {
  const onTheirWay = record.outbox.flatMap((effect) => (effect.kind === 'archive' ? [effect.step as Step] : []))
  const steps = new Map(
    [...archived.map(({ step }) => step), ...onTheirWay, ...record.steps].map((step) => [step.seq, step]),
  )
  return [...steps.values()].sort((a, b) => a.seq - b.seq)
}

/** Whether the steps alone rebuild the case, and every state on the way is in the table. Pure. */
export function retold(record: CaseRecord, steps: readonly Step[]): string[] {
  const { rebuilt, problems } = rebuild(record, steps)
  if (!rebuilt) return problems
  const fields = Object.keys(rebuilt) as (keyof Rebuilt)[]
  const differ = [...new Set([...fields, 'closedAt', 'rating', 'handlerId', 'firstHandlerId', 'urgedOn'] as const)]
    .filter((field) => !isDeepStrictEqual(rebuilt[field], record[field]))
    .map((field) => `its ${field} is ${said(record[field])}, its steps say ${said(rebuilt[field])}`)
  return [...problems, ...differ]
}

const said = (value: unknown) => (value instanceof Date ? value.toISOString() : JSON.stringify(value))

/** Whether an open case has somebody and a deadline. Pure. */
export function attended(record: CaseRecord): string[] {
  const { open, state, ownerId, offeredTo, poolArea, handlerId, clock, nextDue } = record
  const problems: string[] = []
  if (open && !(ownerId || offeredTo || poolArea || handlerId)) problems.push('nobody has it')
  if (!open && state !== 'resolved') {
    if (clock || nextDue < never) problems.push(`it is ${state} and its clock still runs`)
    return problems
  }
  if (!clock) return [...problems, `it is ${state} without a clock`]
  if (!isDeepStrictEqual(clock.due, nextDue)) problems.push('its list shows another deadline than its clock')
  if (state === 'dispatched' && !offeredTo && !poolArea) problems.push('it is offered to nobody')
  if (state === 'handling' && !handlerId) problems.push('nobody handles it')
  return problems
}

/** Whether every submission that somebody was told of is there, once, with its number, and no other. Pure. */
export function filed(submissions: readonly Submission[], records: readonly CaseRecord[]): string[] {
  const problems: string[] = []
  const byId = new Map(records.map((record) => [record._id, record]))
  for (const { id, number, filerId } of submissions) {
    const record = byId.get(id)
    if (!record) problems.push(`submission ${number} is lost`)
    else if (record.number !== number) problems.push(`submission ${number} is stored as ${record.number}`)
    else if (record.filerId !== filerId) problems.push(`submission ${number} belongs to somebody else`)
  }
  const known = new Set(submissions.map(({ id }) => id))
  if (known.size < submissions.length) problems.push('two submissions were answered with one case')
  for (const { _id, number } of records) if (!known.has(_id)) problems.push(`nobody submitted ${number}`)
  return problems
}

/** Whether a case counts the neighbours who support it. Pure. */
export function supported(record: CaseRecord, supports: readonly object[]): string[] {
  return record.supporters === supports.length
    ? []
    : [`it counts ${record.supporters} of ${supports.length} supporters`]
}

function checkCase(books: Books, record: CaseRecord): string[] {
  const mine = { caseId: record._id }
  const steps = stepsOf(record, books.rows('caseSteps', mine))
  const problems = [...retold(record, steps), ...attended(record), ...supported(record, books.rows('supports', mine))]
  return problems.map((problem) => `${record.number}: ${problem}`)
}

export const orderChecks: Checks = {
  touched: (books, collection, id) => {
    if (collection !== 'cases') return []
    const record = books.row<CaseRecord>('cases', id)
    return record ? checkCase(books, record) : [`case ${id} is lost`]
  },
  daily: (books) => {
    const records = books.rows<CaseRecord>('cases')
    return [...filed(books.told('submissions'), records), ...records.flatMap((record) => checkCase(books, record))]
  },
}
