/** What people change about themselves: the skills they offer, and a party member's second registration (双报到). */
import type { Me, PersonDoubleRegisterInput, PersonSkillsInput } from '#types/person'
import type { Call } from '../../kernel/action'
import { refuse } from '../../kernel/errors'
import { recall, remember } from '../../kernel/requests'
import { bindingId } from '../../kernel/session'
import { openArea } from '../area'
import type { OrganizationRecord } from '../post'
import { replace, requestOf } from './binding'
import { readMe } from './me'
import type { BindingRecord, PersonRecord } from './record'

/** Tries against others who write the same person. */
const tries = 3

/** Changes the caller's own record, once for a requestId. */
async function changeSelf(call: Call, change: Partial<PersonRecord>): Promise<Me> {
  const { db, session, now } = call
  const request = requestOf(call, session.personId)
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const person = (await db.get<PersonRecord>('people', session.personId)) ?? refuse('NOT_FOUND')
    const requests = person.requests ?? []
    const repeated = recall(requests, request).kind === 'repeat'
    const next = { ...person, ...change, version: person.version + 1, requests: remember(requests, request, now) }
    if (repeated || (await replace(db, 'people', person, next)))
      return readMe(call, await db.get<BindingRecord>('bindings', bindingId(call.openid)))
  }
  return refuse('BUSY')
}

export const setSkills = (call: Call, { skills }: PersonSkillsInput): Promise<Me> =>
  changeSelf(call, { skills: [...new Set(skills)] })

/** Registers a member with the branch of their work beside the grid where they live. */
export async function doubleRegister(call: Call, { branchId, gridId }: PersonDoubleRegisterInput): Promise<Me> {
  const { db, now } = call
  const [branch, grid] = await Promise.all([
    db.get<OrganizationRecord>('organizations', branchId),
    openArea(db, gridId, now),
  ])
  if (branch?.kind !== 'branch') refuse('BAD_INPUT', { problem: '请选择党支部', field: 'branchId' })
  if (grid.level !== 'grid') refuse('BAD_INPUT', { problem: '请选择到网格', field: 'gridId' })
  return changeSelf(call, { branchId, doubleGridId: gridId })
}
