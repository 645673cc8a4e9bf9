/** Declaring a claim: by somebody for the own household, or by a worker for one of the worker's areas. */
import type { ClaimDeclareInput, ClaimDetail } from '#types/claim'
import { doorstepRoles, holds } from '#types/roles'
import type { Rule } from '#types/rule'
import type { Call, Early } from '../../kernel/action'
import { refuse } from '../../kernel/errors'
import { runEffects } from '../../kernel/outbox'
import type { CheckResult } from '../../kernel/platform'
import { recall } from '../../kernel/requests'
import { businessDate, startOfBusinessDay } from '../../kernel/time'
import { villageOf } from '../ledger'
import { attachFiles } from '../moderation'
import type { PersonRecord } from '../person'
import { rulesOn } from '../rule'
import { claimableRule, newClaim, worthOf } from './birth'
import { owedBy, withStep } from './decide'
import type { ClaimRecord } from './record'
import { isOwn } from './relations'
import { claimProofs, claimRunners } from './runners'
import { type Home, homeOf, type Subject, subjectIn } from './subject'
import { pointsSaid } from './tell'
import { detailOf } from './view'

/** Claims of one person that wait for a worker at most. */
const mostWaiting = 20

interface First {
  check: CheckResult
  person: PersonRecord | null
}

export const readFirst = async (
  { db, platform, openid }: Early,
  { words, personId }: ClaimDeclareInput,
): Promise<First> => {
  const [check, person] = await Promise.all([
    platform.checkText(openid, words, 2),
    personId ? db.get<PersonRecord>('people', personId) : null,
  ])
  return { check, person }
}

/** Whether the caller may declare on this rule for this subject. @throws Refusal FORBIDDEN, OWN_HOUSEHOLD */
function mayDeclare(call: Call, rule: Rule, subject: Subject): { forAnother: boolean } {
  const own = isOwn(subject, call.session)
  // what costs points is entered by somebody whose work it is, and never against the own household
  if (rule.sign === 'negative' && own) refuse('OWN_HOUSEHOLD')
  if (!own && !holds(call.session, doorstepRoles, subject.areas)) refuse('FORBIDDEN')
  return { forAnother: !own }
}

/** Whom it is about, with their household: one round trip, since the session names the caller's own and `first` the other's. */
async function whoAndHome(
  { db, session }: Call,
  { personId }: ClaimDeclareInput,
  first: First,
): Promise<{ person: PersonRecord | null; home: Home }> {
  const householdId = personId ? first.person?.householdId : session.householdId
  const [home, alone] = await Promise.all([
    homeOf(db, householdId),
    personId || householdId ? null : db.get<PersonRecord>('people', session.personId),
  ])
  if (personId) return { person: first.person, home }
  const listed = home.members.find(({ _id }) => _id === session.personId)
  // not among those that one reading of a very large household gives
  return { person: listed ?? alone ?? (await db.get<PersonRecord>('people', session.personId)), home }
}

async function mayWait({ db, session }: Call): Promise<void> {
  const where = { concerns: session.personId, filerId: session.personId, state: 'declared' }
  if ((await db.count('claims', where)) >= mostWaiting) refuse('TOO_MANY_CLAIMS', { most: mostWaiting })
}

export async function declare(call: Call, input: ClaimDeclareInput, first: First): Promise<ClaimDetail> {
  call.scopeChecked()
  const { db, ids, now, session, requestId, inputHash } = call
  if (first.check === 'risky') refuse('CONTENT_REFUSED')
  const id = ids.hash('claim', session.personId, requestId)
  const request = { requestId, personId: session.personId, inputHash, at: now }
  const repeated = (known: ClaimRecord | null) =>
    known && recall(known.requests, request).kind === 'repeat' ? detailOf(call, known) : refuse('REQUEST_EXPIRED')

  const areas = input.personId ? (first.person?.areas ?? []) : session.areas
  const [known, { person, home }, table] = await Promise.all([
    db.get<ClaimRecord>('claims', id),
    whoAndHome(call, input, first),
    rulesOn(db, villageOf(areas), input.on, now),
    mayWait(call),
  ])
  if (known) return repeated(known)
  if (person?.status !== 'active') return refuse('NOT_FOUND')

  const rule = claimableRule(table, input.ruleId, input.on, businessDate(now))
  const subject = subjectIn(home, person, rule.earner)
  const { forAnother } = mayDeclare(call, rule, subject)
  const { photos = [], times = 1 } = input
  if (rule.evidence && photos.length === 0) refuse('EVIDENCE_NEEDED')

  const hidden = first.check !== 'pass'
  const born = newClaim({
    ...{ id, origin: 'declared', state: 'declared', rule, version: table.version, subject, now },
    ...{ points: worthOf(rule, times), times, on: input.on, eventAt: startOfBusinessDay(input.on) },
    ...{ words: input.words, hiddenWords: hidden, photos },
    filer: { personId: session.personId, name: session.name },
    hands: forAnother
      ? [{ personId: session.personId, ...(session.householdId ? { householdId: session.householdId } : {}) }]
      : [],
  })
  const actor = { personId: session.personId, name: session.name }
  const words = { rule: rule.label, points: pointsSaid(born, born.points) }
  const claim = withStep(born, { event: 'declare', to: 'declared', actor, words, now })
  const effects = [...owedBy(claim), ...checksOf(claim, photos, hidden)]
  const owing = effects.length > 0 ? { outbox: effects, outboxDue: now } : {}
  const record: ClaimRecord = { ...claim, requests: [request], ...owing }

  if (photos.length > 0) {
    await attachFiles(call, { collection: 'claims', documentId: id, areas: subject.areas }, photos)
  }
  if ((await db.insert('claims', record)) === 'exists') return repeated(await db.get<ClaimRecord>('claims', id))
  await runEffects(db, { collection: 'claims', id, effects }, claimRunners, { ...call, proofs: claimProofs })
  return detailOf(call, record)
}

/** Checks that the claim's own words and photos still need. */
function checksOf({ _id, areas }: ClaimRecord, photos: readonly string[], hidden: boolean) {
  const subject = { documentId: _id, areas }
  const effect = (kind: string, data: object) => ({ id: `${_id}:1:${kind}`, kind, seq: 1, tries: 0, ...data })
  return [
    ...(hidden ? [effect('review', subject)] : []),
    ...(photos.length > 0 ? [effect('media', { ...subject, fileIds: [...photos] })] : []),
  ]
}
