/** Shows or hides words and files where they stand. */
import type { Verdict } from '#types/review'
import type { Db } from '../../kernel/db'
import { type MediaState, type Moderated, moderatedFields, type Subject } from './record'

/** A verdict, that a person has to look, or that the file's term is over. */
export type Finding = Verdict | 'review' | 'expire'

export const stateOf: Record<Finding, MediaState> = {
  show: 'passed',
  hide: 'refused',
  review: 'review',
  expire: 'expired',
}

/**
 * What a finding changes in a document, as dotted paths; null when there is nothing to change. Words stay hidden until
 * somebody says show; a file's state is set wherever the document carries it. Pure.
 */
function changeFor(document: Moderated, subject: Subject, finding: Finding): Record<string, unknown> | null {
  const change: Record<string, unknown> = {}
  const { fileId, stepSeq } = subject
  const steps = document.steps ?? []
  if (fileId !== undefined) {
    const files = [
      ...(document.media ?? []).map((file, n) => ({ file, path: `media.${n}.state` })),
      ...steps.flatMap(({ media = [] }, s) => media.map((file, n) => ({ file, path: `steps.${s}.media.${n}.state` }))),
    ]
    for (const { file, path } of files) {
      if (file.fileId === fileId && file.state !== stateOf[finding]) change[path] = stateOf[finding]
    }
  } else if (stepSeq === undefined) {
    if (document.hiddenWords !== (finding !== 'show')) change.hiddenWords = finding !== 'show'
  } else {
    const index = steps.findIndex(({ seq }) => seq === stepSeq)
    const hidden = finding !== 'show'
    if (index >= 0 && (steps[index]!.hidden ?? false) !== hidden) change[`steps.${index}.hidden`] = hidden
  }
  return Object.keys(change).length > 0 ? change : null
}

/** How often a write tries again when an event came in between. */
const tries = 6

/**
 * Applies a finding to its document. Doesn't raise the version, so that nobody's screen turns stale because a picture was
 * checked; an event that read the document before and writes its steps after wins over it, and then the thing stays hidden,
 * never the other way round.
 */
export async function applyVerdict(db: Db, { verdict, ...subject }: Subject & { verdict: Finding }): Promise<void> {
  const { collection, documentId } = subject
  for (let attempt = 0; attempt < tries; attempt++) {
    const document = await db.get<Moderated>(collection, documentId, moderatedFields)
    const change = document && changeFor(document, subject, verdict)
    if (!change || (await db.update(collection, documentId, { version: document.version }, change))) return
  }
  throw new Error(`${collection} ${documentId} is too busy to apply a verdict`)
}
