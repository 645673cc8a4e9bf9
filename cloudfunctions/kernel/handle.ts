/**
 * One call from envelope to answer: validate, find out who calls, ask the permission table, handle, hold the handler to its
 * scope, write the audit. Knows no cloud; serve.ts gives it the live one.
 */

import * as v from 'valibot'
import { type Answer, Envelope } from '#types/common'
import { type ErrorBody, type ErrorCode, sentenceOf } from '#types/errors'
import { type ActionName, permissions } from '#types/permissions'
import { hasRole, holds, type Role, type Session } from '#types/roles'
import type { Action, Call } from './action'
import { auditEntries, mostSubjects, writeAudit } from './audit'
import type { Db } from './db'
import { Refusal, refuse } from './errors'
import { hash, type Ids } from './ids'
import { callLine, errorLine, type Log } from './log'
import type { Platform } from './platform'
import { problemOf } from './problem'
import { checkAge } from './requests'
import { loadSession } from './session'

/** What every call stands on. */
export interface Kernel {
  db: Db
  ids: Ids
  platform: Platform
  log: Log
  now(): Date
  /** Whom the platform says is calling: never taken from what the caller sent. */
  caller(): { openid?: string; source?: string }
  /** Older clients are told to reload, as `major.minor.patch`. */
  oldestClient: string
}

/** Most bytes of JSON a call may carry; the platform refuses at 100 KB without saying why. */
export const mostBytes = 90 * 1024

/** Fields that the platform adds to a client's event. */
const platformFields = new Set(['userInfo', 'tcbContext'])

const clientSources = ['wx_client', 'wx_devtools']

/** A client calls directly; a chain such as `wx_client,scf` comes from a function. */
const fromClient = (source = ''): boolean => clientSources.includes(source)

function envelopeOf(event: Record<string, unknown>): Envelope {
  const sent = Object.fromEntries(Object.entries(event).filter(([key]) => !platformFields.has(key)))
  if (Buffer.byteLength(JSON.stringify(sent)) > mostBytes) refuse('PAYLOAD_TOO_LARGE')
  return parse(Envelope, sent)
}

function parse<Output>(schema: v.GenericSchema<unknown, Output>, input: unknown): Output {
  const result = v.safeParse(schema, input, { abortEarly: true })
  return result.success ? result.output : refuse('BAD_INPUT', problemOf(result.issues[0]))
}

const isOlder = (version: string, oldest: string) => {
  const [a, b] = [version, oldest].map((text) => text.split('.').map(Number)) as [number[], number[]]
  const index = a.findIndex((part, n) => part !== b[n])
  return index >= 0 && (a[index] ?? 0) < (b[index] ?? 0)
}

/** JSON with sorted keys, so that a repeat hashes alike whatever order the client kept. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner) =>
    inner && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  )
}

function checkWho(name: ActionName, session: Session): readonly Role[] {
  const { who } = permissions[name]
  if (who === 'visitor') return []
  if (who === 'confirmed') return session.standing === 'confirmed' ? [] : refuse('NEEDS_IDENTITY')
  if (!hasRole(session, who)) refuse('FORBIDDEN')
  return who
}

/** The scope tools a handler gets, and what they recorded. */
function scopeOf(session: Session, allowed: readonly Role[]) {
  const seen = new Map<string, Set<string>>()
  const scope = { checked: false }
  const within: Call['within'] = (areas) => {
    if (!holds(session, allowed, areas)) refuse('FORBIDDEN')
    scope.checked = true
  }
  const scopeChecked = () => {
    scope.checked = true
  }
  const saw: Call['saw'] = (personIds, what) => {
    const people = seen.get(what) ?? new Set()
    for (const id of personIds) people.add(id)
    if (people.size > mostSubjects) throw new Error(`personal data of more than ${mostSubjects} people in one call`)
    seen.set(what, people)
  }
  return { scope, seen, within, scopeChecked, saw }
}

async function perform(
  kernel: Kernel,
  actions: ReadonlyMap<string, Action>,
  event: Record<string, unknown>,
  note: (facts: { action?: string; requestId?: string; personId?: string }) => void,
): Promise<unknown> {
  const { openid, source } = kernel.caller()
  if (!fromClient(source)) refuse('FORBIDDEN')
  if (!openid) refuse('SESSION_EXPIRED')
  const { action: name, data, requestId, client } = envelopeOf(event)
  note({ action: name, requestId })
  if (isOlder(client.version, kernel.oldestClient)) refuse('CLIENT_TOO_OLD')
  const action = actions.get(name)
  if (!action) refuse('UNKNOWN_ACTION')
  const { scope: kind, writes } = permissions[action.name]
  const now = kernel.now()
  if (writes) checkAge(requestId, now)
  const input = parse(action.schema as v.GenericSchema<unknown, never>, data)
  const { db, ids, platform } = kernel
  const [session, first] = await Promise.all([
    loadSession(db, openid, now),
    action.first?.({ db, ids, platform, openid, now }, input),
  ])
  note({ personId: session.personId })
  const { scope, seen, within, scopeChecked, saw } = scopeOf(session, checkWho(action.name, session))
  const inputHash = hash(action.name, canonical(input))
  const call: Call = {
    ...{ action: action.name, requestId, inputHash, now, session, openid, db, ids, platform },
    ...{ within, scopeChecked, saw },
  }
  const answer = await action.handler(call, input, first)
  if ((kind === 'areas' || kind === 'case') && !scope.checked) throw new Error(`${name} didn't check its scope`)
  await writeAudit(db, auditEntries(session, call, seen))
  return answer
}

/** The body of a refusal; anything that isn't one is INTERNAL, and its text stays in the log. */
function errorBody(error: unknown): ErrorBody {
  const { code, detail } = error instanceof Refusal ? error : { code: 'INTERNAL' as ErrorCode, detail: undefined }
  return { code, message: sentenceOf(code, detail), ...(detail && { detail }) }
}

/** Answers one call; never throws. */
export async function answer(
  kernel: Kernel,
  actions: ReadonlyMap<string, Action>,
  event: Record<string, unknown>,
): Promise<Answer> {
  const started = performance.now()
  const facts: { action?: string; requestId?: string; personId?: string } = {}
  const finish = (code: 'OK' | ErrorCode): { at: number } => {
    const { action = '', requestId = '', personId } = facts
    kernel.log('info', callLine({ action, requestId, personId, code, ms: Math.round(performance.now() - started) }))
    return { at: kernel.now().getTime() }
  }
  try {
    const data = await perform(kernel, actions, event, (more) => Object.assign(facts, more))
    return { ok: true, data, ...finish('OK') }
  } catch (error) {
    const body = errorBody(error)
    if (!(error instanceof Refusal)) kernel.log('error', { ...errorLine(error), requestId: facts.requestId })
    return { ok: false, error: body, ...finish(body.code) }
  }
}
