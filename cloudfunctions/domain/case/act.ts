/**
 * The shell of every event: read the case (at the same time as the session), decide, write once under the version that was
 * read, run what is owed, answer the case as the caller sees it now.
 */

import { type CallerEvent, type CaseDetail, type CaseEventInput, caseEventInputs } from '#types/case'
import { caseStates, ruleOf } from '#types/loop'
import type { Session } from '#types/roles'
import { type Action, action, type Call, type Early } from '../../kernel/action'
import { changeOf } from '../../kernel/change'
import type { Db } from '../../kernel/db'
import { refuse } from '../../kernel/errors'
import { type Effect, runEffects } from '../../kernel/outbox'
import type { CheckResult } from '../../kernel/platform'
import { recall, remember } from '../../kernel/requests'
import { areaTree } from '../area'
import { attachFiles } from '../moderation'
import { decide } from './decide'
import type { LiveEvent, Occasion, Supplies } from './occasion'
import { detailOf } from './read'
import { type Actor, type CaseRecord, holderOf } from './record'
import { relationsOf, sightOf } from './relations'
import { ownerAt, titleOf } from './routing'
import { proofs, runners } from './runners'
import { type FoundTarget, findTarget, settleTarget } from './target'

/** Events whose words others read: WeChat's rule wants them checked before anybody does. */
const checkedWords: Partial<Record<CallerEvent, (input: Partial<CaseEventInput<CallerEvent>>) => string>> = {
  settleOnSpot: (input) => (input as CaseEventInput<'settleOnSpot'>).note,
  progress: (input) => (input as CaseEventInput<'progress'>).note,
  comment: (input) => (input as CaseEventInput<'comment'>).note,
  complete: (input) => (input as CaseEventInput<'complete'>).note,
  dissatisfied: (input) => (input as CaseEventInput<'dissatisfied'>).reason,
  reopen: (input) => (input as CaseEventInput<'reopen'>).reason,
  appeal: (input) => (input as CaseEventInput<'appeal'>).reason,
}

/** Events after which somebody at another level, or anew, answers for the case. */
const changesOwner: Partial<Record<LiveEvent, 1 | -1 | 0>> = {
  escalate: 1,
  appeal: 1,
  returnDown: -1,
  dissatisfied: 0,
  reopen: 0,
}

/** How often an event that expects no version tries again when another event came in between. */
const tries = 6

interface First {
  record: CaseRecord | null
  check: CheckResult
  target?: FoundTarget
}

type AnyInput = { caseId: string; version?: number; photos?: string[]; target?: CaseEventInput<'dispatch'>['target'] }

const readFirst =
  (event: CallerEvent) =>
  async ({ db, platform, openid, now }: Early, input: AnyInput): Promise<First> => {
    const words = checkedWords[event]?.(input as Partial<CaseEventInput<CallerEvent>>)
    const [record, check, target] = await Promise.all([
      db.get<CaseRecord>('cases', input.caseId),
      words ? platform.checkText(openid, words, 2) : ('pass' as const),
      input.target ? findTarget(db, input.target, now) : undefined,
    ])
    return { record, check, target }
  }

/** Whoever acts, as the timeline names them: by the post that lets them, or as the villager they are. */
function actorOf(session: Session, record: CaseRecord): Actor {
  return { personId: session.personId, name: session.name || '村民', title: titleOf(session, record) }
}

/** Writes a decided case if nothing has happened to it since it was read. Steps and orders travel whole, the outbox grows. */
export async function writeCase(
  db: Db,
  before: CaseRecord,
  next: CaseRecord,
  effects: readonly Effect[],
  now: Date,
): Promise<boolean> {
  const change = changeOf(db.command, before, next, effects, now)
  return db.update('cases', before._id, { version: before.version }, change)
}

async function suppliesFor(
  call: Call,
  event: CallerEvent,
  record: CaseRecord,
  input: AnyInput,
  first: First,
): Promise<Supplies> {
  const supplies: Supplies = { hidden: first.check !== 'pass', openid: call.openid }
  if (first.check === 'risky') refuse('CONTENT_REFUSED')
  const shift = changesOwner[event as LiveEvent]
  if (shift !== undefined) supplies.owner = await ownerAt(call.db, record, shift, call.now)
  if (input.target) supplies.target = await settleTarget(call.db, record, input.target, first.target, call.now)
  if (event === 'decline') supplies.areaNames = await poolNames(call.db, record, call.now)
  if (input.photos?.length)
    supplies.photos = input.photos.map((fileId) => ({ fileId, kind: 'photo', state: 'checking' }))
  return supplies
}

/** Names of the areas whose pool an order may widen to. */
export async function poolNames(db: Db, record: CaseRecord, now: Date): Promise<Record<string, string>> {
  const tree = await areaTree(db, now)
  return Object.fromEntries(
    record.areas.map((area) => [area, area === record.areas.at(-1) ? record.areaName : tree.name(area)]),
  )
}

async function handle(
  event: Exclude<CallerEvent, 'support'>,
  call: Call,
  input: AnyInput,
  first: First,
): Promise<CaseDetail> {
  call.scopeChecked()
  const { session, db, now } = call
  let record = first.record
  for (let attempt = 0; attempt < tries; attempt++) {
    if (!record) refuse('NOT_FOUND')
    const answer = (current: CaseRecord) => detailOf(call, current, { reveal: false, acted: true })
    const asked = { requestId: call.requestId, personId: session.personId, inputHash: call.inputHash }
    // before sight is asked for: what they did may have taken the case out of their sight
    if (recall(record.requests, asked).kind === 'repeat') return answer(record)
    const relations = relationsOf(record, session)
    if (sightOf(record, session, relations) === 'none') refuse('NOT_FOUND')

    const expectsVersion = ruleOf(event).expectsVersion
    if (expectsVersion && input.version !== record.version) {
      refuse('CONFLICT', { state: record.state, label: caseStates[record.state], version: record.version })
    }
    const occasion: Occasion = {
      event,
      input: input as Occasion['input'],
      actor: actorOf(session, record),
      householdId: session.householdId,
      relations,
      now,
      supplies: await suppliesFor(call, event, record, input, first),
    }
    const decision = decide(record, occasion)
    const next = { ...decision.next, requests: remember(record.requests, { ...asked, at: now }, now) }
    if (input.photos?.length) await attachFiles(call, holderOf(record), input.photos)
    if (await writeCase(db, record, next, decision.effects, now)) {
      const owed = { collection: 'cases', id: record._id, effects: decision.effects, beside: record.outbox.length > 0 }
      await runEffects(db, owed, runners, { ...call, proofs })
      return answer(next)
    }
    record = await db.get<CaseRecord>('cases', input.caseId)
  }
  return refuse('BUSY')
}

/** The actions of all events that a caller can cause. `support` has its own document and its own action. */
export const eventActions: Action[] = (Object.keys(caseEventInputs) as CallerEvent[])
  .filter((event) => event !== 'support')
  .map((event) =>
    action<`case.${CallerEvent}`, First>(
      `case.${event}`,
      caseEventInputs[event] as never,
      (call, input, first) => handle(event as Exclude<CallerEvent, 'support'>, call, input as AnyInput, first),
      readFirst(event) as never,
    ),
  )
