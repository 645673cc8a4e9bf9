/** Dead letters: what administrators see of effects that failed ten times, and how one is put back. */
import { DeadLetterListInput, DeadLetterRetryInput, type DeadLetterView } from '#types/deadLetter'
import { type Action, action } from '../../kernel/action'
import { refuse } from '../../kernel/errors'
import type { DeadLetter } from '../../kernel/outbox'
import { pageOf, pageSize, readCursor } from '../../kernel/page'

const view = ({ _id, at, effect, collection, documentId, error }: DeadLetter): DeadLetterView => ({
  id: _id,
  at: at.toISOString(),
  kind: effect.kind,
  collection,
  documentId,
  error,
})

const list = action('deadLetter.list', DeadLetterListInput, async ({ db }, { cursor }) => {
  const [after] = cursor === undefined ? [] : readCursor(cursor, 1)
  const found = await db.find<DeadLetter>('deadLetters', {
    where: after === undefined ? {} : { _id: db.command.gt(after) },
    sort: [['_id', 'asc']],
    limit: pageSize + 1,
  })
  return pageOf(found, pageSize, view, ({ _id }) => [_id])
})

/**
 * Puts the effect back first and removes the letter then: a crash between the two leaves both, and a second retry finds the
 * effect there. The version rises, so that no settling of the outbox overwrites it.
 */
const retry = action('deadLetter.retry', DeadLetterRetryInput, async ({ db, now }, { id }) => {
  const { command: _ } = db
  const letter = await db.get<DeadLetter>('deadLetters', id)
  if (!letter) return refuse('ALREADY_DONE')
  const { collection, documentId, effect } = letter
  const { nextTry: _before, ...fresh } = { ...effect, tries: 0 }
  const change = { outbox: _.push([fresh]), outboxDue: now, version: _.inc(1) }
  const back = await db.update(collection, documentId, { 'outbox.id': _.neq(effect.id) }, change)
  if (!back && !(await db.get(collection, documentId, ['_id']))) refuse('NOT_FOUND')
  await db.remove('deadLetters', id)
  return { id }
})

export const deadLetterActions: Action[] = [list, retry]
