/** Takes somebody who erases themselves out of claims: names, words, photos and objections go; ids and points stay in the books. */
import type { Db } from '../../kernel/db'
import type { Platform } from '../../kernel/platform'
import type { ClaimRecord, ClaimStep } from './record'

/** Claims of one person that an erasure reaches. */
const mostClaims = 500

/** A step without its author's name and free words; what the table fills in stays. */
function stepWithout(step: ClaimStep, name: string): ClaimStep {
  const { note: _note, reason: _reason, ...words } = step.words
  return { ...step, actor: { ...step.actor, name }, words, media: [] }
}

/** The claim without the person: what they wrote and attached, and their name. Pure. */
function claimWithout(claim: ClaimRecord, identities: readonly string[], name: string): ClaimRecord {
  const isTheirs = (id: string) => identities.includes(id)
  const declared = isTheirs(claim.filerId)
  return {
    ...claim,
    ...(declared ? { filerName: name, words: '（本人已注销，内容已删除）', media: [] } : {}),
    ...(claim.owner.kind === 'person' && isTheirs(claim.owner.id) ? { name } : {}),
    steps: claim.steps.map((step) => (isTheirs(step.actor.personId) ? stepWithout(step, name) : step)),
    objections: claim.objections.map((objection) =>
      isTheirs(objection.personId) ? { ...objection, reason: '' } : objection,
    ),
    version: claim.version + 1,
  }
}

/** Files that the person attached to a claim. Pure. */
const filesIn = ({ filerId, media, steps }: ClaimRecord, identities: readonly string[]): string[] =>
  [
    ...(identities.includes(filerId) ? media : []),
    ...steps.filter(({ actor }) => identities.includes(actor.personId)).flatMap((step) => step.media),
  ].map(({ fileId }) => fileId)

/**
 * Erases somebody from the claims they declared, are concerned by, or objected to, 500 of each at most. Files go first: once
 * the claims have forgotten them nobody could find them again. Repeating it changes nothing more.
 */
export async function eraseFromClaims(
  { db, platform }: { db: Db; platform: Platform },
  identities: readonly string[],
  name: string,
): Promise<void> {
  const { command: _ } = db
  const theirs = _.in([...identities])
  const [concerned, objected] = await Promise.all([
    db.find<ClaimRecord>('claims', { where: { concerns: theirs }, limit: mostClaims }),
    db.find<ClaimRecord>('claims', { where: { 'objections.personId': theirs }, limit: mostClaims }),
  ])
  const claims = [...new Map([...concerned, ...objected].map((claim) => [claim._id, claim])).values()]
  const files = claims.flatMap((claim) => filesIn(claim, identities))
  if (files.length > 0) await platform.deleteFiles(files)
  for (const claim of claims) {
    const { filerName, words, media, name: called, steps, objections, version } = claimWithout(claim, identities, name)
    const change = { filerName, words, media, name: called, steps, objections, version }
    await db.update('claims', claim._id, { version: claim.version }, change)
  }
}
