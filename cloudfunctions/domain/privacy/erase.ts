/**
 * person.erase (domain.md §7; 个人信息保护法 第四十七条): identity, binding, inbox, media and free text go; opaque ids stay
 * in steps, counters, the books and the audit that the law keeps. Stands above the nouns, because it reaches all that hold somebody.
 */
import type { Call } from '../../kernel/action'
import { refuse } from '../../kernel/errors'
import { bindingId } from '../../kernel/session'
import { eraseSignUps } from '../activity'
import { type CaseRecord, casesFiledBy, eraseFiler, openCasesOf } from '../case'
import { eraseFromClaims } from '../claim'
import { type BindingRecord, erasedName, eraseRoster } from '../person'
import { leaveBooks } from '../points'
import { eraseCertificates } from '../service'
import { cancelReservations } from '../store'
import { eraseMemberships } from '../volunteer'
import { noteErasure } from './sweep'

/** WeChat identities that one person has at most. */
const mostBindings = 20

/**
 * Erases the caller. The binding goes last: a call that broke off still knows who calls, and its repeat finishes.
 * @throws Refusal OPEN_CASES with the numbers of what isn't settled
 */
export async function eraseSelf(call: Call): Promise<{ erased: true }> {
  const { db, session, openid, platform, now } = call
  const open = await openCasesOf(db, session.identities)
  if (open.length > 0) refuse('OPEN_CASES', { numbers: open.map(({ number }) => number).join('、'), cases: open })
  await noteErasure(db, session.personId, session.identities, now)
  // files first: once the cases have forgotten them nobody could find them again
  const files = filesOf(await casesFiledBy(db, session.identities), session.identities)
  if (files.length > 0) await platform.deleteFiles(files)
  await eraseFiler(db, session.identities)
  await eraseFromClaims(call, session.identities, erasedName)
  await db.patch('messages', { personId: db.command.in([...session.identities]) }, { text: '' })
  await Promise.all([
    eraseSignUps(call, erasedName),
    eraseCertificates(db, session.identities),
    eraseMemberships(db, session.identities, erasedName),
    cancelReservations(call),
  ])
  if (session.standing === 'confirmed') {
    // the books first: the roster still knows who lives with whom
    await leaveBooks(call)
    await eraseRoster(call)
  }
  const bindings = await db.find<BindingRecord>('bindings', {
    where: { personId: session.personId },
    limit: mostBindings,
    fields: ['_id'],
  })
  // the caller's own is the last of them
  const others = bindings.map(({ _id }) => _id).filter((_id) => _id !== bindingId(openid))
  for (const id of [...others, bindingId(openid)]) {
    await db.remove('consents', id)
    await db.remove('bindings', id)
  }
  return { erased: true }
}

/** Photos and recordings that the person attached: to the case itself and to their own steps. */
function filesOf(filed: readonly CaseRecord[], identities: readonly string[]): string[] {
  const own = filed.flatMap(({ media, steps }) => [
    ...media,
    ...steps.filter(({ actor }) => identities.includes(actor.personId)).flatMap((step) => step.media),
  ])
  return [...new Set(own.map(({ fileId }) => fileId))]
}
