/** First set-up: deployment prints a one-time code; whoever brings it becomes the county's first administrator. */

import type { PostSnapshot } from '#types/roles'
import { SetupClaimInput, type SetupClaimOutput } from '#types/setup'
import { type Action, action, type Call } from '../../kernel/action'
import { countAttempt } from '../../kernel/attempts'
import type { Tx } from '../../kernel/db'
import { refuse } from '../../kernel/errors'
import { hash } from '../../kernel/ids'
import { recall, remember } from '../../kernel/requests'
import { type Binding, bindingId } from '../../kernel/session'
import { businessDate } from '../../kernel/time'
import type { PersonRecord } from '../person'
import type { PostRecord } from '../post'

/** What deployment leaves for the first administrator (settings/setup). */
export interface SetupRecord {
  _id: 'setup'
  /** setupCodeHash of the code that was printed. */
  codeHash: string
  used: boolean
  /** The county. */
  areaId: string
}

/** What is stored of a set-up code. Codes are compared without spaces, dashes and case. */
export const setupCodeHash = (code: string): string => hash('setup', code.replace(/[\s-]/g, '').toUpperCase())

/** The documents of the new administrator: person, post, binding. Pure. */
function administrator(
  { openid, session, now, requestId, inputHash }: Pick<Call, 'openid' | 'session' | 'now' | 'requestId' | 'inputHash'>,
  binding: Binding | null,
  { name, areaId, personId }: { name: string; areaId: string; personId: string },
): { person: PersonRecord | null; post: PostRecord; binding: Binding; answer: SetupClaimOutput } {
  const areas = [areaId]
  const from = businessDate(now)
  const postId = hash('post', personId, 'admin', areaId)
  const post = { _id: postId, personId, personName: name, role: 'admin' as const, areaId, areas, from, version: 1 }
  const snapshot: PostSnapshot = { postId, role: 'admin', areaId, areas, from }
  const answer = { personId, areaId }
  // under the WeChat identity: the claim itself changes the person's id
  const request = { requestId, personId: bindingId(openid), inputHash, at: now, answer }
  const known = binding?.standing === 'confirmed'
  return {
    person: known ? null : { _id: personId, name, areas, status: 'active', skills: [], version: 1 },
    post,
    binding: {
      _id: bindingId(openid),
      openid,
      personId,
      formerIds: session.identities.filter((id) => id !== personId),
      standing: 'confirmed',
      name: known ? binding.name : name,
      ...(binding?.householdId ? { householdId: binding.householdId } : {}),
      areas: known ? binding.areas : areas,
      posts: [...(binding?.posts ?? []), snapshot],
      version: (binding?.version ?? 0) + 1,
      requests: remember(binding?.requests ?? [], request, now),
    },
    answer,
  }
}

async function makeAdministrator(
  tx: Tx,
  call: Call,
  code: string,
  name: string,
  newId: string,
): Promise<SetupClaimOutput> {
  const { requestId, inputHash, openid } = call
  const setup = await tx.get<SetupRecord>('settings', 'setup')
  const before = await tx.get<Binding>('bindings', bindingId(openid))
  const memory = recall(before?.requests ?? [], { requestId, personId: bindingId(openid), inputHash })
  if (memory.kind === 'repeat') return memory.answer as SetupClaimOutput
  if (!setup || setup.used || setup.codeHash !== setupCodeHash(code)) return refuse('CODE_WRONG')
  const personId = before?.standing === 'confirmed' ? before.personId : newId
  const made = administrator(call, before, { name, areaId: setup.areaId, personId })
  await tx.update('settings', 'setup', { used: true, usedAt: call.now, usedBy: personId })
  if (made.person) await tx.insert('people', made.person)
  await tx.set('posts', made.post._id, made.post)
  await tx.set('bindings', made.binding._id, made.binding)
  return made.answer
}

const claim = action('setup.claim', SetupClaimInput, async (call, { code, name }) => {
  const { db, ids, openid, now } = call
  await countAttempt(db, `setup:${bindingId(openid)}`, now)
  const newId = ids.random()
  return db.transact((tx) => makeAdministrator(tx, call, code, name, newId))
})

export const setupActions: Action[] = [claim]
