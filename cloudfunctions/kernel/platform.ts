/** What WeChat does for us, behind one interface: content checks, messages, phone numbers, codes, files, our own functions. */
import type { cloud as Cloud } from './cloud'

/** What a check said. 'unchecked': it couldn't be asked in time; the words are taken and checked again later. */
export type CheckResult = 'pass' | 'review' | 'risky' | 'unchecked'

/** Where the words stand, as msgSecCheck wants it: 1 profile, 2 comment, 3 forum, 4 social log. */
export type CheckScene = 1 | 2 | 3 | 4

export interface Platform {
  /** msgSecCheck v2. Never throws; asks at most 2,500 characters. The openid must have been active in the last 2 hours. */
  checkText(openid: string, text: string, scene: CheckScene): Promise<CheckResult>
  /** mediaCheckAsync: the verdict comes later to `push` under the trace id. Null when it couldn't be asked. */
  checkMedia(openid: string, fileId: string, kind: 'picture' | 'voice'): Promise<{ traceId: string } | null>
  /** One subscription message. 'refused': the person hasn't consented (any more). Never throws. */
  send(
    openid: string,
    templateId: string,
    page: string,
    data: Record<string, { value: string }>,
  ): Promise<'sent' | 'refused' | 'failed'>
  /** The number behind the code of WeChat's phone button, digits only. */
  phoneNumber(code: string): Promise<string>
  /** A mini-program code as a PNG or JPEG. `scene` at most 32 characters. */
  placeCode(scene: string, page: string): Promise<Buffer>
  /** Temporary links by file id; a file that is gone is left out. */
  links(fileIds: readonly string[]): Promise<Record<string, string>>
  /** Stores a file and answers its id. */
  upload(path: string, content: Buffer): Promise<string>
  download(fileId: string): Promise<Buffer>
  deleteFiles(fileIds: readonly string[]): Promise<void>
  /** Calls one of our own functions and waits for its result. */
  invoke(functionName: string, data: object): Promise<unknown>
}

/** A check that takes longer counts as unchecked: the submission's own budget is a few hundred milliseconds. */
const checkMs = 1500
const longestText = 2500

/** WeChat's code for "this person hasn't consented to this message". */
const notConsented = 43101

const mediaTypes = { voice: 1, picture: 2 } as const

/** Files one request may name. */
const filesPerRequest = 50

/** `work`, or `otherwise` when it fails or takes longer than `milliseconds`. */
async function within<T>(milliseconds: number, work: Promise<T>, otherwise: T): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<T>((resolve) => {
    timer = setTimeout(() => resolve(otherwise), milliseconds)
  })
  try {
    return await Promise.race([work.catch(() => otherwise), late])
  } finally {
    clearTimeout(timer)
  }
}

function chunks<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, n) => items.slice(n * size, (n + 1) * size))
}

/** @param cloud the SDK, initialised */
export function makePlatform(cloud: typeof Cloud): Platform {
  const { openapi } = cloud

  const links = async (fileIds: readonly string[]) => {
    const answers = await Promise.all(
      chunks(fileIds, filesPerRequest).map((fileList) => cloud.getTempFileURL({ fileList })),
    )
    const files = answers.flatMap(
      (answer) => (answer as { fileList: { fileID: string; tempFileURL: string }[] }).fileList,
    )
    return Object.fromEntries(files.filter((file) => file.tempFileURL).map((file) => [file.fileID, file.tempFileURL]))
  }

  const askText = async (openid: string, content: string, scene: CheckScene): Promise<CheckResult> => {
    const { result } = await openapi.security.msgSecCheck({ openid, content, scene, version: 2 })
    return result.suggest
  }

  const askMedia = async (openid: string, fileId: string, kind: 'picture' | 'voice') => {
    const { [fileId]: mediaUrl } = await links([fileId])
    if (!mediaUrl) return null
    const { traceId } = await openapi.security.mediaCheckAsync({
      openid,
      mediaUrl,
      mediaType: mediaTypes[kind],
      scene: 2,
      version: 2,
    })
    return { traceId: String(traceId) }
  }

  return {
    checkText: (openid, text, scene) =>
      within<CheckResult>(checkMs, askText(openid, text.slice(0, longestText), scene), 'unchecked'),
    checkMedia: (openid, fileId, kind) => within(2 * checkMs, askMedia(openid, fileId, kind), null),
    send: async (openid, templateId, page, data) => {
      try {
        await openapi.subscribeMessage.send({ touser: openid, templateId, page, data })
        return 'sent'
      } catch (error) {
        return (error as { errCode?: number }).errCode === notConsented ? 'refused' : 'failed'
      }
    },
    phoneNumber: async (code) => {
      const { phoneInfo } = await openapi.phonenumber.getPhoneNumber({ code })
      return String(phoneInfo.purePhoneNumber)
    },
    placeCode: async (scene, page) => {
      const { buffer } = await openapi.wxacode.getUnlimited({ scene, page, checkPath: false })
      return Buffer.from(buffer)
    },
    links,
    upload: async (cloudPath, fileContent) => (await cloud.uploadFile({ cloudPath, fileContent })).fileID,
    download: async (fileID) => (await cloud.downloadFile({ fileID })).fileContent,
    deleteFiles: async (fileIds) => {
      for (const fileList of chunks(fileIds, filesPerRequest)) await cloud.deleteFile({ fileList })
    },
    invoke: async (name, data) => ((await cloud.callFunction({ name, data })) as { result?: unknown }).result,
  }
}
