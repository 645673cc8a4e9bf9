import Taro from '@tarojs/taro'
import type { Documents } from './contract'
import { CallError } from './error'

const pictures = /\.(png|jpe?g)$/i
/** What WeChat's own viewer reads. */
const viewed = /\.xlsx$/i

/** The file fetched last: whoever has to tap again to pass it on doesn't wait for it again. */
let fetched: { url: string; file: string } | undefined

async function fetchOnce(url: string): Promise<string> {
  if (fetched?.url !== url) fetched = { url, file: (await Taro.downloadFile({ url })).tempFilePath }
  return fetched.file
}

/** Hands a file that WeChat can't show to a chat (文件传输助手), from where it is opened on a computer. */
async function passOn(filePath: string, fileName: string): Promise<void> {
  try {
    await Taro.shareFileMessage({ filePath, fileName })
  } catch (thrown) {
    if (String((thrown as { errMsg?: string }).errMsg).includes('cancel')) return
    // WeChat lets only a tap of just now share, and fetching may have taken too long
    throw new CallError('NETWORK', '文件下载好了，请再点一次，转发到“文件传输助手”后在电脑上打开。')
  }
}

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
    const failed = () => new CallError('NETWORK', '文件没有下载下来，请联网后再点一次。')
    const file = await fetchOnce(url).catch(() => Promise.reject(failed()))
    if (!viewed.test(fileName)) return passOn(file, fileName)
    await Taro.openDocument({ filePath: file, fileType: 'xlsx', showMenu: true }).catch(() => Promise.reject(failed()))
  },
}
