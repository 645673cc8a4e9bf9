/** What goes before the content reviewers. */
import type { ReviewReason } from '#types/review'
import type { Db } from '../../kernel/db'
import type { ReviewRecord, Subject } from './record'

/** Puts something before the content reviewers; the same thing again is there already. */
export async function askReviewer(
  db: Db,
  id: string,
  subject: Subject & { areas: string[] },
  reason: ReviewReason,
  at: Date,
): Promise<void> {
  const { collection, documentId, stepSeq, fileId, areas } = subject
  const what = fileId === undefined ? 'words' : 'media'
  const record: ReviewRecord = {
    ...{ _id: id, collection, documentId, stepSeq, fileId, areas },
    ...{ state: 'open', what, reason, at },
  }
  await db.insert('reviews', record)
}
