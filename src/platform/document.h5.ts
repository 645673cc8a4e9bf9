import type { ChosenDocument, Documents } from './contract'
import { CallError } from './error'

export const { chooseDocument, openDocument }: Documents = {
  chooseDocument: (endings) =>
    new Promise<ChosenDocument | undefined>((resolve) => {
      const input = document.createElement('input')
      input.type = 'file'
      input.accept = endings.map((ending) => `.${ending}`).join(',')
      input.style.display = 'none'
      const answer = () => {
        const file = input.files?.[0]
        input.remove()
        resolve(file && { temporary: URL.createObjectURL(file), name: file.name })
      }
      input.addEventListener('change', answer)
      input.addEventListener('cancel', answer)
      document.body.append(input)
      input.click()
    }),
  async openDocument({ url, fileName }) {
    const response = await fetch(url).catch(() => undefined)
    if (!response?.ok) throw new CallError('NETWORK', '文件没有下载下来，请联网后再点一次。')
    const link = document.createElement('a')
    link.href = URL.createObjectURL(await response.blob())
    link.download = fileName
    link.click()
    URL.revokeObjectURL(link.href)
  },
}
