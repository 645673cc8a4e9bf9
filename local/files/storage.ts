import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { existsSync, mkdirSync } from 'node:fs'
import { readFile, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { identity } from '../run/runner'
import { CloudError } from '../wire/envelope'

const prefix = `cloud://${identity.environmentId}.${identity.bucket}/`

/** Seconds that a temporary link lives where none are asked for, and at most. */
const linkSeconds = { default: 86_400, longest: 86_400 }

/** Seconds that a link lives when `asked` are asked for. */
export function linkLifetime(asked: unknown): number {
  return typeof asked === 'number' && asked > 0 ? Math.min(asked, linkSeconds.longest) : linkSeconds.default
}

/** What storage needs from its cloud. */
export interface StorageOptions {
  directory: string
  /** Signs links and uploads. */
  secret: string
  url: () => string
  now: () => Date
  /** Largest file in bytes. */
  fileLimit: number
}

/**
 * The cloud's file storage on a folder. A file lies under a hash of its cloud path, so that no path reaches outside.
 */
export class Storage {
  constructor(private readonly options: StorageOptions) {
    mkdirSync(options.directory, { recursive: true })
  }

  get fileLimit(): number {
    return this.options.fileLimit
  }

  /** @throws CloudError STORAGE_SIGN_PARAM_INVALID for a path that the cloud can't hold; @returns the file id */
  fileIdOf(cloudPath: string): string {
    const segments = cloudPath.split('/')
    const wrong =
      segments.some((segment) => ['', '.', '..'].includes(segment)) ||
      Buffer.byteLength(cloudPath) > 850 ||
      // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are just what is refused
      /[\u0000-\u001f\\?#%]/.test(cloudPath)
    if (wrong) throw new CloudError('STORAGE_SIGN_PARAM_INVALID', `云存储路径不合规：${cloudPath}`)
    return prefix + cloudPath
  }

  has(fileId: string): boolean {
    return fileId.startsWith(prefix) && existsSync(this.place(fileId))
  }

  /** Writes a file, whole or not at all. @throws CloudError EXCEED_MAX_PAYLOAD_SIZE */
  async put(fileId: string, bytes: Buffer): Promise<void> {
    if (bytes.length > this.options.fileLimit)
      throw new CloudError(
        'EXCEED_MAX_PAYLOAD_SIZE',
        `文件 ${bytes.length} 字节，超过上限 ${this.options.fileLimit} 字节。`,
      )
    const place = this.place(fileId)
    await writeFile(`${place}.part`, bytes)
    await rename(`${place}.part`, place)
  }

  /** @throws CloudError STORAGE_FILE_NONEXIST */
  async get(fileId: string): Promise<Buffer> {
    if (!this.has(fileId)) throw new CloudError('STORAGE_FILE_NONEXIST', `文件不存在：${fileId}`)
    return readFile(this.place(fileId))
  }

  /** @returns whether there was such a file */
  async remove(fileId: string): Promise<boolean> {
    const existed = this.has(fileId)
    if (existed) await rm(this.place(fileId), { force: true })
    return existed
  }

  /** A link that shows the file for `seconds`; not URL-encoded, as the SDK encodes it itself. */
  linkOf(fileId: string, seconds: number): string {
    const expires = Math.floor(this.options.now().getTime() / 1000) + seconds
    return `${this.options.url()}/files/temp/${fileId.slice(prefix.length)}?t=${expires}&sign=${this.sign(`get ${fileId} ${expires}`)}`
  }

  /** The file id of a link made by linkOf. @throws CloudError STORAGE_EXCEED_AUTHORITY when its signature is wrong or its time over */
  fileIdOfLink(url: URL): string {
    const fileId = prefix + decodeURIComponent(url.pathname.slice('/files/temp/'.length))
    const expires = url.searchParams.get('t') ?? ''
    if (!this.signed(`get ${fileId} ${expires}`, url.searchParams.get('sign') ?? ''))
      throw new CloudError('STORAGE_EXCEED_AUTHORITY', '文件链接的签名不对。')
    if (Number(expires) * 1000 < this.options.now().getTime())
      throw new CloudError('STORAGE_EXCEED_AUTHORITY', '文件链接已过期，请刷新页面。')
    return fileId
  }

  sign(text: string): string {
    return createHmac('sha256', this.options.secret).update(text).digest('hex')
  }

  signed(text: string, signature: string): boolean {
    const expected = Buffer.from(this.sign(text))
    const given = Buffer.from(signature)
    return expected.length === given.length && timingSafeEqual(expected, given)
  }

  private place(fileId: string): string {
    return path.join(this.options.directory, createHash('sha256').update(fileId).digest('hex'))
  }
}
