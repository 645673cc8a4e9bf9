import Taro from '@tarojs/taro'
import type { Upload } from './contract'
import { CallError } from './error'
import { uploadPath } from './upload-path'

/** The file's own ending; WeChat's photos without one are JPEG. */
const endingOf = (localFile: string) => /\.(\w{1,5})$/.exec(localFile)?.[1] ?? 'jpg'

export const { upload }: Upload = {
  async upload(localFile, { progress, started, ending } = {}) {
    const cloudPath = await uploadPath(ending ?? endingOf(localFile))
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
