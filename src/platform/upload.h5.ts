import type { Upload } from './contract'
import { CallError } from './error'
import { kept } from './files.h5'
import { bearer } from './login.h5'

export const { upload }: Upload = {
  async upload(localFile, { progress, started } = {}) {
    const blob = await kept(localFile)
    const form = new FormData()
    form.append('file', blob, `${localFile}.${blob.type.split('/')[1]?.split(';')[0] ?? 'bin'}`)
    return new Promise((resolve, reject) => {
      const request = new XMLHttpRequest()
      request.open('POST', '/files')
      for (const [name, value] of Object.entries(bearer())) request.setRequestHeader(name, value)
      request.upload.onprogress = (at) => at.lengthComputable && progress?.(at.loaded / at.total)
      request.onerror = () => reject(new CallError('NETWORK'))
      request.onabort = () => reject(new CallError('CANCELLED'))
      request.onload = () => {
        if (request.status < 300) return resolve(JSON.parse(request.responseText).fileId)
        reject(new CallError('FILE_REFUSED', '这个文件没有被接受，请换一张照片。'))
      }
      started?.(() => request.abort())
      request.send(form)
    })
  },
}
