/** What becomes of a file whose term is over: it goes, and where it was shown the document says so. */
import type { Db } from '../../kernel/db'
import type { Platform } from '../../kernel/platform'
import { applyVerdict } from './apply'
import { type MediaRecord, type MediaState, mediaId } from './record'

/** States of a file that no check is waiting for. */
export const settledStates = ['passed', 'review', 'refused'] as const satisfies readonly MediaState[]

/**
 * Deletes a file and leaves its record, so that its name can't be attached anew. What belongs to a case that is still open
 * is evidence: its term starts again.
 */
export async function expireMedia(db: Db, platform: Platform, media: MediaRecord, now: Date): Promise<void> {
  const { _id, collection, documentId, fileId } = media
  const document = await db.get<{ _id: string; open?: boolean }>(collection, documentId, ['open'])
  if (document?.open) {
    await db.update('media', _id, {}, { at: now })
    return
  }
  await applyVerdict(db, { collection, documentId, fileId, verdict: 'expire' })
  await platform.deleteFiles([fileId])
  await db.update('media', _id, {}, { state: 'expired' })
}

/** Deletes files before their term, because somebody on them wants it. A file that is gone already stays gone. */
export async function deleteFiles(db: Db, platform: Platform, fileIds: readonly string[], now: Date): Promise<void> {
  const where = { _id: db.command.in(fileIds.map(mediaId)) }
  const files = await db.find<MediaRecord>('media', { where, limit: fileIds.length })
  for (const file of files) await expireMedia(db, platform, file, now)
}
