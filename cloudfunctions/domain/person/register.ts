/** person.register: a visitor says who they are; a name on the roster with WeChat's own number for it settles it at once. */
import type { Me, PersonRegisterInput } from '#types/person'
import type { Call } from '../../kernel/action'
import { refuse } from '../../kernel/errors'
import { ownWrite, recall } from '../../kernel/requests'
import { bindingId, visitorId } from '../../kernel/session'
import { type AreaNode, findAreas, openArea } from '../area'
import { postsOf, requestOf, saveBinding, touched } from './binding'
import { boundTo, type Claim, certainMatch, freshBinding, registered } from './decide'
import { readMe } from './me'
import type { BindingRecord, PersonRecord } from './record'

/** People of one name that are looked at. */
const mostNamesakes = 100

/** Registers the caller. Repeated with the same requestId it answers who they are by now. */
export async function register(
  call: Call,
  { areaId, name, household, phoneCode }: PersonRegisterInput,
  before: BindingRecord | null,
): Promise<Me> {
  const { db, now, openid, platform } = call
  // the session's id changes with the match, the visitor's id doesn't: repeats are known by it
  const request = requestOf(call, visitorId(openid))
  if (before && recall(before.requests, request).kind === 'repeat') return readMe(call, before)
  const from = before ?? freshBinding(bindingId(openid), openid, visitorId(openid))
  if (from.standing !== 'visitor') refuse('ALREADY_DONE')
  const area = await openArea(db, areaId, now)
  const verdict = await platform.checkText(openid, `${name} ${household}`, 1)
  if (verdict === 'risky') refuse('CONTENT_REFUSED')
  const phone = phoneCode ? await phoneOf(call, phoneCode) : undefined
  const claim: Claim = { name, household, ...(phone ? { phone } : {}) }
  const after = touched(await decided(call, from, claim, area), request)
  if (await saveBinding(db, before, after)) return readMe(call, after)
  return readMe(call, await ownWrite<BindingRecord>(db, 'bindings', from._id, request))
}

/** Confirmed when the number proves it, else pending. Above the village nobody could confirm, so there it must be proved. */
async function decided(call: Call, from: BindingRecord, claim: Claim, area: AreaNode): Promise<BindingRecord> {
  const { db, now } = call
  const chain = await findAreas(db, area.areas, now)
  const village = area.areas.find((id) => chain.get(id)?.level === 'village')
  const where = { areas: village ?? area._id, name: claim.name }
  const namesakes = claim.phone ? await db.find<PersonRecord>('people', { where, limit: mostNamesakes }) : []
  const person = certainMatch(namesakes, claim)
  if (person) return boundTo(from, person, await postsOf(db, person._id, now))
  if (!village) refuse('BAD_INPUT', { problem: '请选择到村（社区）', field: 'areaId' })
  return registered(from, claim, area.areas, now)
}

async function phoneOf({ platform }: Call, code: string): Promise<string> {
  try {
    return await platform.phoneNumber(code)
  } catch {
    // used up, expired or made up: the button gives a new one
    return refuse('BAD_INPUT', { problem: '手机号授权已失效，请重新点“使用手机号”', field: 'phoneCode' })
  }
}
