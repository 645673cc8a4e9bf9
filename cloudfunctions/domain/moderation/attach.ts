/** Attaching uploads: a file belongs to the document and request that named it first; nobody attaches another's. */
import type { Call } from '../../kernel/action'
import { refuse } from '../../kernel/errors'
import { type MediaRecord, mediaId } from './record'

/** Clients upload under this folder of our own storage, by a random name. */
const uploads = /^cloud:\/\/[\w.-]+\/u\/[\w-]{16,}\.(jpe?g|png|webp|gif|mp3|m4a|aac|wav|webm|ogg)$/i

/** A file in use: the record that its check reports to, with the request that attached it. */
type Attached = MediaRecord & { requestId: string }

/**
 * Takes uploads for a document, in one round trip. The same request may take them again (a repeat after a lost answer).
 * Whoever attaches also owes the document's effect of kind `media`, which has them checked.
 * @throws Refusal FILE_REFUSED when a file isn't a fresh upload of an allowed kind
 */
export async function attachFiles(
  { db, now, requestId }: Pick<Call, 'db' | 'now' | 'requestId'>,
  { collection, documentId, areas }: Pick<MediaRecord, 'collection' | 'documentId' | 'areas'>,
  fileIds: readonly string[],
): Promise<void> {
  if (new Set(fileIds).size < fileIds.length) refuse('FILE_REFUSED', { problem: '同一个文件选了两次' })
  if (!fileIds.every((fileId) => uploads.test(fileId)))
    refuse('FILE_REFUSED', { problem: '只能用本小程序上传的照片或语音' })
  const attachOne = async (fileId: string) => {
    const file: Attached = {
      ...{ _id: mediaId(fileId), fileId, collection, documentId, areas },
      ...{ state: 'checking', at: now, requestId },
    }
    if ((await db.insert('media', file)) === 'inserted') return
    const known = await db.get<Attached>('media', file._id)
    if (known?.documentId !== documentId || known.requestId !== requestId) {
      refuse('FILE_REFUSED', { problem: '文件已用在别处，请重新上传' })
    }
  }
  await Promise.all(fileIds.map(attachOne))
}
