import type { IncomingMessage, ServerResponse } from 'node:http'
import path from 'node:path'
import { failureOf, readBody, sendBytes, sendJson } from '../wire/envelope'
import type { WireHandler } from '../wire/server'
import { linkLifetime, type Storage } from './storage'

/** The storage.* actions of the wire. `url` is this cloud's base URL. */
export function storageHandlers(storage: Storage, url: () => string): Record<string, WireHandler> {
  return {
    'storage.getUploadMetadata': (body) => {
      const cloudPath = String(body.path)
      const fileId = storage.fileIdOf(cloudPath)
      return {
        data: {
          url: `${url()}/cos/${encodeURIComponent(cloudPath)}`,
          token: 'local',
          authorization: storage.sign(`put ${fileId}`),
          fileId,
          cosFileId: Buffer.from(fileId).toString('base64'),
        },
      }
    },
    'storage.batchGetDownloadUrl': (body) => {
      const files = body.file_list as { fileid: string; max_age?: number }[]
      return {
        data: {
          download_list: files.map(({ fileid, max_age }) => {
            const names = { fileid, fileID: fileid }
            if (!storage.has(fileid))
              return {
                code: 'STORAGE_FILE_NONEXIST',
                ...names,
                tempFileURL: '',
                ...(max_age ? { maxAge: max_age } : {}),
              }
            const maxAge = linkLifetime(max_age)
            const link = storage.linkOf(fileid, maxAge)
            return { code: 'SUCCESS', ...names, tempFileURL: link, download_url: link, maxAge }
          }),
        },
      }
    },
    'storage.batchDeleteFile': async (body) => {
      const removals = (body.fileid_list as string[]).map(async (fileID) => ({
        code: (await storage.remove(fileID)) ? 'SUCCESS' : 'STORAGE_FILE_NONEXIST',
        fileID,
      }))
      return { data: { delete_list: await Promise.all(removals) } }
    },
  }
}

/** PUT /cos/<path>: the upload that getUploadMetadata announced. Success is an empty body, failure an XML error. */
export async function receiveUpload(
  storage: Storage,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    const bytes = await readBody(request, storage.fileLimit)
    const fileId = storage.fileIdOf(
      decodeURIComponent(new URL(request.url!, 'http://local').pathname.slice('/cos/'.length)),
    )
    if (!storage.signed(`put ${fileId}`, String(request.headers.authorization)))
      throw Object.assign(new Error('上传签名不对。'), { code: 'SignatureDoesNotMatch' })
    await storage.put(fileId, bytes)
    sendBytes(response, 200, 'text/plain', Buffer.alloc(0))
  } catch (thrown) {
    const { code, message } = failureOf(thrown)
    const xml = `<Error><Code>${code}</Code><Message>${message}</Message><RequestId>local</RequestId><TraceId>local</TraceId></Error>`
    sendBytes(response, code === 'EXCEED_MAX_PAYLOAD_SIZE' ? 413 : 403, 'application/xml', Buffer.from(xml))
  }
}

/** What a browser shows by itself; anything else is a download, so that no uploaded page runs under this origin. */
const shown: Record<string, string> = {
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.gif': 'image/gif',
  '.mp3': 'audio/mpeg',
  '.m4a': 'audio/mp4',
  '.aac': 'audio/aac',
  '.webm': 'audio/webm',
  '.wav': 'audio/wav',
}

/** GET /files/temp/<path>?t&sign: a temporary link. */
export async function serveLink(storage: Storage, url: URL, response: ServerResponse): Promise<void> {
  try {
    const bytes = await storage.get(storage.fileIdOfLink(url))
    const contentType = shown[path.extname(url.pathname).toLowerCase()]
    response.setHeader('x-content-type-options', 'nosniff')
    if (!contentType) response.setHeader('content-disposition', 'attachment')
    sendBytes(response, 200, contentType ?? 'application/octet-stream', bytes)
  } catch (thrown) {
    const error = failureOf(thrown)
    sendJson(response, error.code === 'STORAGE_FILE_NONEXIST' ? 404 : 403, { ok: false, error })
  }
}
