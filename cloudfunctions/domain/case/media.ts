/** Attaching uploads: a file is claimed once, by the case and request that named it first; nobody attaches another's. */
import type { Call } from '../../kernel/action'
import { refuse } from '../../kernel/errors'
import { type MediaRecord, mediaId } from '../moderation'
import type { CaseRecord } from './record'

/** Clients upload under this folder of our own storage, by a random name. */
const uploads = /^cloud:\/\/[\w.-]+\/u\/[\w-]{16,}\.(jpe?g|png|webp|gif|mp3|m4a|aac|wav|webm|ogg)$/i

/** A file in use: the record that its check reports to, with the request that attached it. */
type Claim = MediaRecord & { requestId: string }

/**
 * Claims uploads for a case, in one round trip. The same request may claim again (a repeat after a lost answer).
 * @throws Refusal FILE_REFUSED when a file isn't a fresh upload of an allowed kind
 */
export async function claimMedia(
  { db, now, requestId }: Pick<Call, 'db' | 'now' | 'requestId'>,
  { _id: documentId, areas }: Pick<CaseRecord, '_id' | 'areas'>,
  fileIds: readonly string[],
): Promise<void> {
  if (new Set(fileIds).size < fileIds.length) refuse('FILE_REFUSED', { problem: '同一个文件选了两次' })
  if (!fileIds.every((fileId) => uploads.test(fileId)))
    refuse('FILE_REFUSED', { problem: '只能用本小程序上传的照片或语音' })
  const claimOne = async (fileId: string) => {
    const claim: Claim = {
      _id: mediaId(fileId),
      fileId,
      collection: 'cases',
      documentId,
      areas,
      state: 'checking',
      at: now,
      requestId,
    }
    if ((await db.insert('media', claim)) === 'inserted') return
    const known = await db.get<Claim>('media', claim._id)
    if (known?.documentId !== documentId || known.requestId !== requestId) {
      refuse('FILE_REFUSED', { problem: '文件已用在别处，请重新上传' })
    }
  }
  await Promise.all(fileIds.map(claimOne))
}
