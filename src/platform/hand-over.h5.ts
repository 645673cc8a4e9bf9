import type { HandOver } from './contract'

export const { printRecord, saveText }: HandOver = {
  async printRecord() {
    window.print()
    return 'printed'
  },
  async saveText(name, text) {
    const address = URL.createObjectURL(new Blob([text], { type: 'application/json' }))
    const link = document.createElement('a')
    link.href = address
    link.download = name
    link.click()
    URL.revokeObjectURL(address)
    return 'saved'
  },
}
