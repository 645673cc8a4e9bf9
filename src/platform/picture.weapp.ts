import Taro from '@tarojs/taro'
import type { Pictures } from './contract'
import { CallError } from './error'
import { type Pen, paint, sharpness } from './paint'

/** A canvas of the page: WeChat draws on nothing else that it can make a file of. */
interface Board {
  width: number
  height: number
  getContext(kind: '2d'): Pen
}

const BOARD = 'drawing-board'

const boardOf = (id: string) =>
  new Promise<Board>((resolve, reject) => {
    Taro.createSelectorQuery()
      .select(`#${id}`)
      .fields({ node: true, size: true })
      .exec(([found]) => {
        if (found?.node) resolve(found.node as Board)
        else reject(new Error(`no canvas #${id}`))
      })
  })

export const { draw, savePicture, printPicture, drawingBoard }: Pictures = {
  drawingBoard: BOARD,
  async draw(drawing) {
    // the page may only just have been told to show its canvas
    await new Promise<void>((shown) => Taro.nextTick(() => shown()))
    const board = await boardOf(BOARD)
    board.width = Math.round(drawing.width * sharpness(drawing))
    board.height = Math.round(drawing.height * sharpness(drawing))
    paint(board.getContext('2d'), drawing)
    const { tempFilePath } = await Taro.canvasToTempFilePath({
      destWidth: board.width,
      destHeight: board.height,
      canvas: board as never,
      fileType: 'png',
    })
    return tempFilePath
  },
  async savePicture(address) {
    try {
      await Taro.saveImageToPhotosAlbum({ filePath: address })
    } catch (thrown) {
      if (String((thrown as { errMsg?: string }).errMsg).includes('cancel')) throw new CallError('CANCELLED')
      throw new CallError('REFUSED', '没有得到存照片的允许，可在右上角“…”→“设置”里打开后再存，或长按图片保存。')
    }
    return 'album'
  },
  printPicture: undefined,
}
