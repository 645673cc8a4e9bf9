import type { ErrorCode } from '#types/errors'

/** Failures of the client's own side, with the sentence that says what to do. */
const sentences = {
  NETWORK: '网络不通。请联网后再试，填写的内容都还在。',
  CANCELLED: '已取消。',
  REFUSED: '没有得到允许，可在右上角“…”→“设置”里打开，或改为手工填写。',
  FILE_LOST: '照片或录音已不在手机里，请重新添加。',
} as const

/** Codes that the client itself makes; all others are the cloud's. */
export type ClientErrorCode = keyof typeof sentences

/** Why a call, an upload or a device part failed: `message` is a Chinese sentence that can be shown as it is. */
export class CallError extends Error {
  override readonly name = 'CallError'
  constructor(
    readonly code: ErrorCode | ClientErrorCode,
    message?: string,
    readonly detail?: Record<string, unknown>,
  ) {
    super(message ?? sentences[code as ClientErrorCode] ?? code)
  }
}

/** Any thrown thing as a CallError; what is not one is a failure of ours and says so. */
export function asCallError(thrown: unknown): CallError {
  if (thrown instanceof CallError) return thrown
  console.error(thrown)
  return new CallError('INTERNAL', '小程序出了问题，请关闭后重新打开。')
}
