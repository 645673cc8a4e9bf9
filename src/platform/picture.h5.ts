import type { Pictures } from './contract'
import { paint, sharpness } from './paint'

const blobOf = async (address: string) => (await fetch(address)).blob()

export const { draw, savePicture, printPicture, drawingBoard }: Pictures = {
  drawingBoard: undefined,
  async draw(drawing) {
    const board = document.createElement('canvas')
    board.width = Math.round(drawing.width * sharpness(drawing))
    board.height = Math.round(drawing.height * sharpness(drawing))
    paint(board.getContext('2d')!, drawing)
    return board.toDataURL('image/png')
  },
  async savePicture(address, fileName) {
    const link = document.createElement('a')
    link.href = URL.createObjectURL(await blobOf(address))
    link.download = fileName
    link.click()
    URL.revokeObjectURL(link.href)
    return 'file'
  },
  printPicture(address) {
    const sheet = document.createElement('iframe')
    sheet.style.display = 'none'
    sheet.srcdoc = `<img src="${address}" style="width:100%">`
    sheet.onload = () => {
      sheet.contentWindow?.addEventListener('afterprint', () => sheet.remove())
      sheet.contentWindow?.print()
    }
    document.body.append(sheet)
  },
}
