import Taro from '@tarojs/taro'
import type { Files } from './contract'
import { CallError } from './error'

const system = () => Taro.getFileSystemManager()

export const files: Files = {
  keep: (temporary) =>
    new Promise((resolve, reject) => {
      system().saveFile({
        tempFilePath: temporary,
        success: ({ savedFilePath }) => resolve(savedFilePath),
        fail: () => reject(new CallError('FILE_LOST', '手机空间不足，照片没有存下，请清理后重新添加。')),
      })
    }),
  address: async (localFile) => localFile,
  forget: (localFile) =>
    new Promise((resolve) => {
      system().removeSavedFile({ filePath: localFile, complete: () => resolve() })
    }),
}
