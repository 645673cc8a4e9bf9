import Taro from '@tarojs/taro'
import type { Documents } from './contract'
import { CallError } from './error'

const pictures = /\.(png|jpe?g)$/i

export const { chooseDocument, openDocument }: Documents = {
  // WeChat gives files from a chat only: the roster is sent to oneself (文件传输助手) first.
  chooseDocument: (endings) =>
    Taro.chooseMessageFile({ count: 1, type: 'file', extension: [...endings] }).then(
      ({ tempFiles: [file] }) => file && { temporary: file.path, name: file.name },
      () => undefined,
    ),
  async openDocument({ url, fileName }) {
    // A picture can be kept or sent on from WeChat's own viewer by a long press.
    if (pictures.test(fileName)) {
      await Taro.previewImage({ urls: [url] })
      return
    }
    try {
      const { tempFilePath } = await Taro.downloadFile({ url })
      await Taro.openDocument({ filePath: tempFilePath, fileType: 'xlsx', showMenu: true })
    } catch {
      throw new CallError('NETWORK', '文件没有下载下来，请联网后再点一次。')
    }
  },
}
