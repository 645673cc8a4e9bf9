import Taro from '@tarojs/taro'
import type { Upload } from './contract'
import { CallError } from './error'
import { newRequestId } from './request-id'

/** A path that nobody can guess, with the file's own ending. */
const randomPath = async (localFile: string) => {
  const ending = /\.(\w{1,5})$/.exec(localFile)?.[1] ?? 'jpg'
  return `uploads/${await newRequestId()}.${ending.toLowerCase()}`
}

export const { upload }: Upload = {
  async upload(localFile, { progress, started } = {}) {
    const cloudPath = await randomPath(localFile)
    return new Promise((resolve, reject) => {
      const task = Taro.cloud.uploadFile({
        cloudPath,
        filePath: localFile,
        success: ({ fileID }) => resolve(fileID),
        fail: () => reject(new CallError('NETWORK')),
      }) as unknown as { abort(): void; onProgressUpdate(hear: (at: { progress: number }) => void): void } | undefined
      task?.onProgressUpdate?.((at) => progress?.(at.progress / 100))
      started?.(() => {
        reject(new CallError('CANCELLED'))
        task?.abort?.()
      })
    })
  },
}
