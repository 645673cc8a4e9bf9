/** A case as somebody may see it. Pure: what was read beside the case comes in `extras`. */

import type {
  CaseDetail,
  CaseSummary,
  ContactView,
  DueView,
  MediaView,
  OrderView,
  ScorePart,
  StepView,
} from '#types/case'
import { categories, categoryOf, type Skill } from '#types/categories'
import type { Party } from '#types/loop'
import { ruleOf } from '#types/loop'
import { maskName, maskPhone } from '../../kernel/mask'
import type { CaseRecord, Media, Served, Step } from './record'
import { factsOf, filedForAnother } from './relations'

/** Fields a list row needs: lists read no more. */
export const summaryFields = [
  'number',
  'kind',
  'category',
  'state',
  'level',
  'urgency',
  'words',
  'hiddenWords',
  'visibility',
  'areaName',
  'place',
  'clock',
  'breached',
  'submittedAt',
  'updatedAt',
  'version',
  'supporters',
  'skills',
  'nextDue',
  'areas',
  'media',
  'aboutPersonId',
  'filerId',
  'filerHouseholdId',
  'forWhom',
] as const satisfies readonly (keyof CaseRecord)[]
export type SummaryRecord = Pick<CaseRecord, (typeof summaryFields)[number] | '_id'>

const titleLength = 60

/** First words of the matter, or what stands in for them. */
function titleFor(record: SummaryRecord, full: boolean): string {
  if (!full && record.visibility === 'private') return '（内容接单后可见）'
  if (!full && record.hiddenWords) return '（内容审核中）'
  const words = Array.from(record.words.replace(/\s+/g, ' '))
  if (words.length === 0)
    return record.media.some(({ kind }) => kind === 'voice') ? '（语音）' : categories[record.category].label
  return words.slice(0, titleLength).join('') + (words.length > titleLength ? '…' : '')
}

const dueOf = (record: Pick<CaseRecord, 'clock' | 'breached'>): DueView | undefined =>
  record.clock
    ? { stage: record.clock.stage, at: record.clock.due.toISOString(), breached: record.breached }
    : undefined

/** One row. `full` for those concerned; others get no place and no words of a private case. */
export function summaryOf(record: SummaryRecord, full: boolean): CaseSummary {
  const due = dueOf(record)
  return {
    id: record._id,
    number: record.number,
    kind: record.kind,
    category: record.category,
    state: record.state,
    level: record.level,
    urgency: record.urgency,
    title: titleFor(record, full),
    areaName: record.areaName,
    placeText: full ? record.place.text : '',
    ...(due ? { due } : {}),
    submittedAt: record.submittedAt.toISOString(),
    updatedAt: record.updatedAt.toISOString(),
    version: record.version,
    supporters: record.supporters,
    skills: record.skills as Skill[],
  }
}

/** What was read beside the case. */
export interface Extras {
  relations: readonly Party[]
  sight: 'full' | 'public'
  /** Names and the filer's phone unmasked; only after the look has been recorded. */
  reveal: boolean
  links: Readonly<Record<string, string>>
  older: readonly Step[]
  supported: boolean
  filerPhone?: string
  /** What the roster says of the one it is for. */
  served?: { name: string; phone?: string }
  owner?: ContactView
  handler?: ContactView
  /** The viewer's own score for the present order. */
  why?: ScorePart[]
}

function mediaView(media: Media, { links, sight }: Extras): MediaView {
  const open = media.state === 'passed' || (sight === 'full' && media.state !== 'refused' && media.state !== 'expired')
  const url = open ? links[media.fileId] : undefined
  return { fileId: media.fileId, state: media.state, ...(url ? { url } : {}) }
}

/** Names in a step that belong to villagers: masked for whoever doesn't have the case in hand. */
function stepView(step: Step, record: CaseRecord, extras: Extras): StepView {
  const byFiler = step.actor.personId === record.filerId && !filedForAnother(record)
  const name = byFiler && !extras.reveal ? maskName(step.actor.name) : step.actor.name
  const actor =
    extras.relations.includes('filer') && byFiler ? '您' : `${name}${step.actor.title ? `（${step.actor.title}）` : ''}`
  const hidden = step.hidden && extras.sight === 'public'
  return {
    seq: step.seq,
    event: step.event,
    at: step.at.toISOString(),
    words: { ...(hidden ? { ...step.words, note: '（内容审核中）', reason: '（内容审核中）' } : step.words), actor },
    photos: hidden ? [] : step.media.map((media) => mediaView(media, extras)),
    ...(step.from ? { from: step.from } : {}),
    to: step.to,
  }
}

function ordersView(record: CaseRecord, { why }: Extras): OrderView[] {
  return record.orders.map((order, index) => ({
    id: order.id,
    to: order.target.name,
    offeredAt: order.offeredAt.toISOString(),
    acceptBy: order.acceptBy.toISOString(),
    state: order.state,
    ...(why && index === record.orders.length - 1 ? { why } : {}),
  }))
}

function filerView(record: CaseRecord, extras: Extras): ContactView {
  const own = extras.relations.includes('filer')
  const name = own || extras.reveal ? record.filerName : maskName(record.filerName)
  const phone = extras.filerPhone
  return { name, ...(phone ? { phone: extras.reveal || own ? phone : maskPhone(phone) } : {}) }
}

/** Whom it is for. The filer reads what they wrote; the roster's name and number are for whoever has the case in hand. */
function servedView({ who, name, phone }: Served, { relations, reveal, served }: Extras): CaseDetail['forWhom'] {
  if (!reveal) return { who, name: relations.includes('filer') ? name : maskName(name) }
  const number = phone ?? served?.phone
  return { who, name: served?.name ?? name, ...(number ? { phone: number } : {}) }
}

/** The whole case for somebody of `extras.sight`. */
export function detailView(record: CaseRecord, extras: Extras): CaseDetail {
  const full = extras.sight === 'full'
  const rows = [...extras.older, ...record.steps].filter((step) => full || ruleOf(step.event).seenBy === 'all')
  const voice = record.media.find(({ kind }) => kind === 'voice')
  const showWords = full || (!record.hiddenWords && record.visibility === 'village')
  return {
    ...summaryOf(record, full),
    facts: factsOf(record),
    relations: [...extras.relations],
    words: showWords ? record.words : titleFor(record, false),
    // Voice and photos tell who somebody is: the form promises them to those who handle the case only.
    ...(voice && full ? { voice: { ...mediaView(voice, extras), seconds: voice.seconds ?? 0 } } : {}),
    photos: full ? record.media.filter(({ kind }) => kind === 'photo').map((media) => mediaView(media, extras)) : [],
    place: full
      ? { text: record.place.text, ...(record.place.location ? { location: record.place.location } : {}) }
      : { text: '' },
    source: record.source,
    ...(full && record.outsideNumber ? { outsideNumber: record.outsideNumber } : {}),
    visibility: record.visibility,
    filer: full ? filerView(record, extras) : { name: maskName(record.filerName) },
    ...(record.forWhom && full ? { forWhom: servedView(record.forWhom, extras) } : {}),
    ...(extras.owner ? { owner: extras.owner } : {}),
    ...(extras.handler ? { handler: extras.handler } : {}),
    orders: full ? ordersView(record, extras) : [],
    steps: rows.map((step) => stepView(step, record, extras)),
    more: extras.older.length === 0 && record.seq > record.steps.length,
    ...(record.rating ? { rating: record.rating } : {}),
    ...(record.rejected ? { rejected: record.rejected } : {}),
    supported: extras.supported,
    evidence: categoryOf(record.category).evidence,
  }
}
