/** person.confirm: the grid worker says who a pending person is, or that they aren't; the person is told. */
import type { PersonConfirmInput } from '#types/person'
import { doorstepRoles, postsOf as sessionPosts } from '#types/roles'
import type { Call } from '../../kernel/action'
import type { Tx } from '../../kernel/db'
import { refuse } from '../../kernel/errors'
import { recall } from '../../kernel/requests'
import { deliver } from '../message'
import { postsOf, requestOf, touched } from './binding'
import { boundTo, type Claim, type Confirmation, checkChoice, checkJudge, homeOf, newcomer, turnedDown } from './decide'
import type { BindingRecord, HouseholdRecord, PersonRecord } from './record'

type Verdict = { standing: 'confirmed' | 'visitor' }
type Confirm = Extract<PersonConfirmInput, { verdict: 'confirm' }>

/**
 * Confirms or refuses a claim, once: of two at a time the second gets ALREADY_DONE. Binding, new person and new household
 * are written together or not at all; the message follows, by an id of its own, at a repeat too.
 */
export async function confirm(call: Call, input: PersonConfirmInput): Promise<Verdict> {
  const { db, session } = call
  const request = requestOf(call, session.personId)
  const read = await db.get<BindingRecord>('bindings', input.bindingId)
  if (!read) {
    call.scopeChecked()
    return refuse('NOT_FOUND')
  }
  if (recall(read.requests, request).kind === 'new') {
    const write = input.verdict === 'confirm' ? await confirming(call, input, read) : refusing(input.reason)
    await db.transact(async (tx) => {
      const binding = (await tx.get<BindingRecord>('bindings', input.bindingId)) ?? refuse('NOT_FOUND')
      if (recall(binding.requests, request).kind === 'repeat') return
      const { posts } = confirmationOf(call, input, binding)
      checkJudge({ binding, version: input.version, confirmer: session.identities, posts })
      await tx.set('bindings', binding._id, touched(await write(tx, binding), request))
    })
  }
  call.scopeChecked()
  return tell(call, input)
}

const confirmationOf = ({ session }: Call, { version }: PersonConfirmInput, binding: BindingRecord): Confirmation => ({
  binding,
  ...(version === undefined ? {} : { version }),
  confirmer: session.identities,
  posts: sessionPosts(session, doorstepRoles),
})

/** What happens to a binding inside the transaction. */
type Write = (tx: Tx, binding: BindingRecord) => Promise<BindingRecord>

const refusing =
  (reason: string): Write =>
  async (_tx, binding) =>
    turnedDown(binding, reason)

/**
 * Ties the claim to somebody on the roster. Who is tied to them already takes a query, which no transaction covers: it is
 * asked again at every attempt, and each confirmation writes the person's document, so that of two at one instant the second
 * has to try again and then sees the first.
 */
const choosing =
  (call: Call, input: Confirm, personId: string): Write =>
  async (tx, binding) => {
    const { db, now } = call
    const found = await tx.get<PersonRecord>('people', personId)
    const [posts, bindings] = await Promise.all([
      postsOf(db, personId, now),
      db.find<BindingRecord>('bindings', { where: { personId }, limit: 1, fields: ['_id'] }),
    ])
    const theirs = { posts, bound: bindings.length > 0 }
    const person = checkChoice(confirmationOf(call, input, binding), found, theirs)
    const phone = person.phone ?? binding.claim?.phone
    await tx.update('people', personId, { ...(phone ? { phone } : {}), version: person.version + 1 })
    return boundTo(binding, person, posts)
  }

/** Looks up outside of the transaction what needs a query, because queries don't take part in one. */
async function confirming(call: Call, input: Confirm, read: BindingRecord): Promise<Write> {
  const { db, ids, requestId } = call
  if (input.personId !== undefined) return choosing(call, input, input.personId)
  const newIds = {
    personId: ids.hash('person', read._id, requestId),
    householdId: ids.hash('household', read._id, requestId),
  }
  const number = input.householdNumber ?? read.claim?.household ?? ''
  const home = homeOf(read.areas, confirmationOf(call, input, read).posts)
  const [neighbour] = await db.find<HouseholdRecord>('households', {
    where: { areas: home[home.length - 1] ?? '', number },
    limit: 1,
  })
  return async (tx, binding) => {
    const claim: Claim = {
      name: binding.name,
      household: number,
      ...(binding.claim?.phone ? { phone: binding.claim.phone } : {}),
    }
    const { person, household } = newcomer(newIds, claim, number, home, neighbour)
    if (household) await tx.insert('households', household)
    await tx.insert('people', person)
    return boundTo(binding, person, [])
  }
}

const texts = {
  confirm: '您的身份登记已确认，现在可以使用全部功能。',
  refuse: '您的身份登记没有通过：{reason}。可以改正后重新登记，或联系网格员。',
}

/** Tells the person under the ids they have by now, and answers the verdict. */
async function tell({ db, ids, platform, now, requestId }: Call, input: PersonConfirmInput): Promise<Verdict> {
  const { bindingId, verdict } = input
  const binding = await db.get<BindingRecord>('bindings', bindingId)
  const standing = verdict === 'confirm' ? 'confirmed' : 'visitor'
  // erased in the meantime: nobody is left to be told
  if (!binding) return { standing }
  const text = verdict === 'refuse' ? texts.refuse.replace('{reason}', input.reason) : texts.confirm
  const message = { personId: binding.personId, kind: 'identity' as const, text }
  const effect = {
    id: ids.hash('identity', bindingId, requestId),
    kind: 'message',
    seq: 0,
    tries: 0,
    messages: [message],
  }
  await deliver(effect, { db, ids, platform, now, collection: 'bindings', documentId: bindingId })
  return { standing }
}
