import type { IncomingMessage, ServerResponse } from 'node:http'
import busboy from 'busboy'

/** Size limits of the cloud in bytes: event and result of a call from a mini-program, of any call, of a request on the wire. */
export const limits = {
  clientEvent: 100 * 1024,
  clientResult: 1024 * 1024,
  payload: 6 * 1024 * 1024,
  wire: 16 * 1024 * 1024,
}

/** A refusal as the cloud words it: `code` is one of its error names, the SDK turns it into an errCode. */
export class CloudError extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message)
    this.name = 'CloudError'
  }
}

/** The code and message of anything thrown; what has no code of its own is the cloud's system error. */
export function failureOf(thrown: unknown): { code: string; message: string } {
  const error = thrown as { code?: unknown; message?: unknown }
  return {
    code: typeof error?.code === 'string' ? error.code : 'SYS_ERR',
    message: typeof error?.message === 'string' ? error.message : String(thrown),
  }
}

/**
 * Reads a whole body.
 * @throws CloudError EXCEED_MAX_PAYLOAD_SIZE past `limit` bytes; what is left is read and thrown away so that the answer gets through.
 */
export function readBody(request: IncomingMessage, limit: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    request.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size <= limit) chunks.push(chunk)
    })
    request.on('end', () => {
      if (size <= limit) resolve(chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks))
      else reject(new CloudError('EXCEED_MAX_PAYLOAD_SIZE', `请求体 ${size} 字节，超过上限 ${limit} 字节。`))
    })
    request.on('error', reject)
  })
}

/**
 * Reads multipart/form-data: text fields as strings, parts with bytes as buffers. A part counts as bytes if it has a
 * file name or is an octet-stream (the SDK sends requestData without a file name).
 * @throws CloudError EXCEED_MAX_PAYLOAD_SIZE when a part is longer than `limit` bytes
 */
export function readMultipart(request: IncomingMessage, limit: number): Promise<Record<string, string | Buffer>> {
  return new Promise((resolve, reject) => {
    const parts: Record<string, string | Buffer> = {}
    let tooLarge = false
    const parser = busboy({ headers: request.headers, limits: { fileSize: limit, fieldSize: limit } })
    parser.on('field', (name, value) => {
      parts[name] = value
    })
    parser.on('file', (name, stream) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('limit', () => {
        tooLarge = true
      })
      stream.on('end', () => {
        parts[name] = Buffer.concat(chunks)
      })
    })
    parser.on('close', () => {
      if (tooLarge) reject(new CloudError('EXCEED_MAX_PAYLOAD_SIZE', `文件超过上限 ${limit} 字节。`))
      else resolve(parts)
    })
    parser.on('error', reject)
    request.pipe(parser)
  })
}

/** Answers with JSON in one write. */
export function sendJson(response: ServerResponse, status: number, value: unknown): void {
  sendBytes(response, status, 'application/json; charset=utf-8', Buffer.from(JSON.stringify(value)))
}

/** Answers with bytes in one write. */
export function sendBytes(response: ServerResponse, status: number, contentType: string, bytes: Buffer): void {
  response.writeHead(status, { 'content-type': contentType, 'content-length': bytes.length })
  response.end(bytes)
}
