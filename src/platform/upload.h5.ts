import type { ErrorBody } from '#types/errors'
import type { Upload } from './contract'
import { CallError } from './error'
import { kept } from './files.h5'
import { bearer } from './login.h5'
import { uploadPath } from './upload-path'

/** audio/webm;codecs=opus → webm */
const endingOf = ({ type }: Blob) => type.split('/')[1]?.split(';')[0] ?? 'bin'

/** What the door says of a file that it doesn't take. */
function refusalOf(answer: string): CallError {
  const { code, message } = (JSON.parse(answer) as { error: ErrorBody }).error
  return new CallError(code, message)
}

export const { upload }: Upload = {
  async upload(localFile, { progress, started, ending } = {}) {
    const blob = await kept(localFile)
    const form = new FormData()
    form.append('cloudPath', await uploadPath(ending ?? endingOf(blob)))
    form.append('file', blob)
    return new Promise((resolve, reject) => {
      const request = new XMLHttpRequest()
      request.open('POST', '/files')
      for (const [name, value] of Object.entries(bearer())) request.setRequestHeader(name, value)
      request.upload.onprogress = (at) => at.lengthComputable && progress?.(at.loaded / at.total)
      request.onerror = () => reject(new CallError('NETWORK'))
      request.onabort = () => reject(new CallError('CANCELLED'))
      request.onload = () => {
        if (request.status < 300) return resolve(JSON.parse(request.responseText).fileID)
        reject(refusalOf(request.responseText))
      }
      started?.(() => request.abort())
      request.send(form)
    })
  },
}
