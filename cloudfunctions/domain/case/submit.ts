/** Filing a case: check the words while the session is read, route, insert once under an id made from the request. */

import { businessDate } from '#types/business-date'
import { CasePreviewInput, type CasePreviewOutput, CaseSubmitInput, type CaseSubmitOutput } from '#types/case'
import { allowanceOf, categoryOf, type Source } from '#types/categories'
import { doorstepRoles, hasRole, holds, type PostSnapshot, roles, type Session } from '#types/roles'
import { type Action, action, type Call, type Early } from '../../kernel/action'
import { UniqueTaken } from '../../kernel/db'
import { refuse } from '../../kernel/errors'
import { maskName } from '../../kernel/mask'
import { type Effect, owe, runEffects } from '../../kernel/outbox'
import type { CheckResult } from '../../kernel/platform'
import { recall } from '../../kernel/requests'
import { spoken } from '../../kernel/spoken'
import { presetOf } from '../../presets'
import { attachFiles } from '../moderation'
import type { PersonRecord } from '../person'
import { clockFields, dueAfter, startClock } from './clock'
import { countOf, messagesOf } from './effects'
import { type CaseRecord, holderOf, type Media, type Served } from './record'
import { type Route, route, titleOf } from './routing'
import { proofs, runners } from './runners'

/** Open cases that somebody may have before the identity is confirmed (domain.md §2). */
const mostOpenUnconfirmed = 3

/** Draws of the readable number before giving up; a collision needs two of 923,521 numbers on one day and place. */
const draws = 5

/** Sources that only a worker may name. */
const ownSources: readonly Source[] = ['own']

async function mayFile({ db, session }: Call, input: CaseSubmitInput): Promise<void> {
  const forAnother = input.forWhom?.who === 'another'
  if ((forAnother || !ownSources.includes(input.source ?? 'own')) && !hasRole(session, doorstepRoles))
    refuse('FORBIDDEN')
  if (session.standing === 'confirmed') return
  const { command: _ } = db
  const open = await db.count('cases', { filerId: _.in([...session.identities]), open: true })
  if (open >= mostOpenUnconfirmed) refuse('TOO_MANY_OPEN')
}

const expectedOf = (found: Route): string =>
  found.owner ? `${found.owner.personName}（${roles[found.owner.role]}）` : '村里值班人员'

/** Home of the case when no place is given: the worker's own grid for 代报, else the filer's. */
const homeOf = (session: Session): readonly string[] => {
  const post: PostSnapshot | undefined = session.posts.find((one) => doorstepRoles.includes(one.role))
  return session.areas.length > 0 ? session.areas : (post?.areas ?? [])
}

/** Where it came from as the worker says it; 代报 when only the person is named. */
const sourceOf = ({ source = 'own', forWhom }: CaseSubmitInput): Source =>
  forWhom?.who === 'another' && source === 'own' ? 'onBehalf' : source

/** Whom of the roster it is for, when the input names somebody. */
const personIdOf = ({ forWhom }: CaseSubmitInput): string | undefined =>
  forWhom && forWhom.who !== 'self' ? forWhom.personId : undefined

/**
 * Whom it is for, when it isn't for the filer.
 * @param person what the roster has under the id that was given: one of the filer's household, or one of the worker's area
 */
function servedBy(
  { session }: Call,
  { forWhom = { who: 'self' } }: CaseSubmitInput,
  person: PersonRecord | null,
): Served | undefined {
  if (forWhom.who === 'self') return undefined
  if (forWhom.personId === undefined) return { ...forWhom, name: forWhom.name! }
  const theirs =
    forWhom.who === 'household'
      ? session.householdId !== undefined && person?.householdId === session.householdId
      : person !== null && holds(session, doorstepRoles, person.areas)
  if (!person || !theirs) refuse('BAD_INPUT', { problem: '没有找到这个人，请重新选择替谁提', field: 'forWhom' })
  const { _id: personId, householdId } = person
  return { ...forWhom, name: forWhom.name ?? maskName(person.name), personId, ...(householdId ? { householdId } : {}) }
}

function newCase(
  call: Call,
  input: CaseSubmitInput,
  { found, check, served }: { found: Route; check: CheckResult; served: Served | undefined },
): CaseRecord {
  const { session, now, ids } = call
  const category = categoryOf(input.category)
  const media: Media[] = [
    ...(input.photos ?? []).map((fileId): Media => ({ fileId, kind: 'photo', state: 'checking' })),
    ...(input.voice
      ? [{ fileId: input.voice.fileId, kind: 'voice', seconds: input.voice.seconds, state: 'checking' } as const]
      : []),
  ]
  const urgency = input.urgency ?? 'normal'
  const clock = startClock({ urgency, category: input.category }, 'assess', now)
  return {
    _id: ids.hash('case', call.openid, call.requestId),
    number: '',
    kind: input.kind,
    category: input.category,
    state: 'collected',
    open: true,
    urgency,
    visibility: category.alwaysPrivate ? 'private' : (input.visibility ?? 'village'),
    source: sourceOf(input),
    ...(input.outsideNumber ? { outsideNumber: input.outsideNumber } : {}),
    words: input.words,
    hiddenWords: check !== 'pass',
    media,
    place: { text: input.place.text, ...(input.place.location ? { location: input.place.location } : {}) },
    areas: found.areas,
    areaName: found.areaName,
    village: found.village,
    level: found.level,
    passed: [found.level],
    handedUp: 0,
    filerId: session.personId,
    filerName: session.name || '村民',
    ...(session.householdId ? { filerHouseholdId: session.householdId } : {}),
    ...(served ? { forWhom: served } : {}),
    ...(input.aboutPersonId ? { aboutPersonId: input.aboutPersonId } : {}),
    ...(found.owner ? { ownerId: found.owner.personId, ownerName: found.owner.personName } : {}),
    orders: [],
    skills: category.skill ? [category.skill] : [],
    offeredTo: null,
    poolArea: null,
    ...clockFields(clock, false),
    breached: false,
    breaches: 0,
    steps: [
      {
        seq: 1,
        event: 'submit',
        at: now,
        actor: {
          personId: session.personId,
          name: session.name || '村民',
          title: served?.who === 'another' ? titleOf(session, { areas: found.areas }) : '',
        },
        words: { category: category.label, deadline: spoken(clock.due) },
        media: [],
        to: 'collected',
      },
    ],
    seq: 1,
    submittedAt: now,
    updatedAt: now,
    reopened: 0,
    appealed: false,
    supporters: 0,
    version: 1,
    requests: [],
    outbox: [],
  }
}

/** What a new case owes: the message to its owner, the area's counter, the checks that are still open. */
function owedBy(record: CaseRecord, found: Route): Effect[] {
  const [step] = record.steps
  const id = (kind: string) => `${record._id}:1:${kind}`
  const alerted = record.urgency === 'emergency' ? found.alerted : []
  const messages = messagesOf(record, step!, { alerted })
  const count = countOf(null, record, 'submit', step!.actor)
  const effects: Effect[] = []
  if (messages.length > 0) effects.push(owe(id('message'), 'message', 1, { messages, caseId: record._id }))
  if (count) effects.push(owe(id('count'), 'count', 1, { ...count, date: businessDate(record.submittedAt) }))
  return effects
}

/**
 * Inserts under a fresh readable number, drawing again when it is taken; `owed` is told the case with its number. The
 * answer is kept with the request, so that a repeat gets the same.
 */
async function insertNumbered(
  { db, ids, now, requestId, inputHash }: Call,
  unnumbered: CaseRecord,
  expected: string,
  owed: (numbered: CaseRecord) => Effect[],
): Promise<{ record: CaseRecord; outcome: 'inserted' | 'exists' }> {
  const prefix = presetOf(unnumbered.areas).prefix
  const date = businessDate(now).slice(2).replaceAll('-', '')
  for (let draw = 0; draw < draws; draw++) {
    const numbered = { ...unnumbered, number: `${prefix}-${date}-${ids.caseNumberSuffix()}` }
    const outbox = owed(numbered)
    const request = { requestId, personId: numbered.filerId, inputHash, at: now, answer: answerOf(numbered, expected) }
    const owing = outbox.length > 0 ? { outboxDue: now } : {}
    const record: CaseRecord = { ...numbered, requests: [request], outbox, ...owing }
    try {
      return { record, outcome: await db.insert('cases', record) }
    } catch (error) {
      if (!(error instanceof UniqueTaken)) throw error
    }
  }
  return refuse('BUSY')
}

const answerOf = (record: CaseRecord, expected: string): CaseSubmitOutput => ({
  id: record._id,
  number: record.number,
  expected,
  assessBy: (record.clock?.due ?? record.submittedAt).toISOString(),
})

/** What is known before the session is: the words' check, and the person it is for. */
interface First {
  check: CheckResult
  person: PersonRecord | null
}

async function submit(call: Call, input: CaseSubmitInput, { check, person }: First): Promise<CaseSubmitOutput> {
  if (check === 'risky') refuse('CONTENT_REFUSED')
  const { db, session, now } = call
  await mayFile(call, input)
  const served = servedBy(call, input, person)
  const found = await route(
    db,
    { place: input.place, home: homeOf(session), category: input.category, aboutPersonId: input.aboutPersonId },
    now,
  )
  if (served?.who === 'another' && !holds(session, doorstepRoles, found.areas)) refuse('FORBIDDEN')
  const unnumbered = newCase(call, input, { found, check, served })
  const files = unnumbered.media.map(({ fileId }) => fileId)
  if (files.length > 0) await attachFiles(call, holderOf(unnumbered), files)

  const { record, outcome } = await insertNumbered(call, unnumbered, expectedOf(found), (numbered) => [
    ...owedBy(numbered, found),
    ...checksOf(numbered, call.openid, check),
  ])
  if (outcome === 'exists') return repeated(call, record._id)
  await runEffects(db, { collection: 'cases', id: record._id, effects: record.outbox }, runners, { ...call, proofs })
  return answerOf(record, expectedOf(found))
}

/** Checks that have to follow: words the service was unsure of or could not be asked about, photos and the recording. */
function checksOf(record: CaseRecord, openid: string, check: CheckResult): Effect[] {
  const subject = { documentId: record._id, areas: record.areas, openid }
  const fileIds = record.media.map(({ fileId }) => fileId)
  const id = (kind: string) => `${record._id}:1:${kind}`
  return [
    ...(check === 'pass' || !record.words ? [] : [owe(id('review'), 'review', 1, subject)]),
    ...(fileIds.length === 0 ? [] : [owe(id('media'), 'media', 1, { ...subject, fileIds })]),
  ]
}

/** The same submission again: the answer it got, to its filer only. */
async function repeated(call: Call, id: string): Promise<CaseSubmitOutput> {
  const { db, session, requestId, inputHash } = call
  const record = (await db.get<CaseRecord>('cases', id)) ?? refuse('NOT_FOUND')
  if (!session.identities.includes(record.filerId)) refuse('NOT_FOUND')
  const known = recall(record.requests, { requestId, personId: record.filerId, inputHash })
  if (known.kind === 'new') refuse('REQUEST_EXPIRED')
  return known.answer as CaseSubmitOutput
}

async function preview({ db, session, now }: Call, input: CasePreviewInput): Promise<CasePreviewOutput> {
  const found = await route(
    db,
    { place: input.place, home: homeOf(session), category: input.category, aboutPersonId: input.aboutPersonId },
    now,
  )
  const due = (stage: 'assess' | 'handle') =>
    dueAfter(now, allowanceOf(stage, input.urgency, input.category)).toISOString()
  return {
    expected: expectedOf(found),
    ...(found.owner?.personPhone ? { phone: found.owner.personPhone } : {}),
    areaId: found.areas.at(-1)!,
    areaName: found.areaName,
    assessBy: due('assess'),
    handleBy: due('handle'),
  }
}

export const submitActions: Action[] = [
  action('case.submit', CaseSubmitInput as never, submit, async ({ db, platform, openid }: Early, input) => {
    const personId = personIdOf(input)
    const [check, person] = await Promise.all([
      input.words ? platform.checkText(openid, input.words, 2) : ('pass' as const),
      personId ? db.get<PersonRecord>('people', personId) : null,
    ])
    return { check, person }
  }),
  action('case.preview', CasePreviewInput, preview),
]
