import { useRef, useState } from 'react'
import { chooseDocument } from '@/platform/document'
import { asCallError } from '@/platform/error'
import { files } from '@/platform/files'
import { upload } from '@/platform/upload'

/** A spreadsheet that lies in the cloud. */
export interface Sheet {
  fileId: string
  name: string
}

/** Choosing and uploading one spreadsheet, with progress (0–1 while under way) and a way to stop. */
export function useSheetUpload(onUploaded: (sheet: Sheet) => void) {
  const [part, setPart] = useState<number>()
  const [problem, setProblem] = useState<string>()
  const stop = useRef<() => void>()
  const choose = async (endings: readonly string[]) => {
    setProblem(undefined)
    try {
      const chosen = await chooseDocument(endings)
      if (!chosen) return
      setPart(0)
      const kept = await files.keep(chosen.temporary)
      const ending = /\.(\w{1,5})$/.exec(chosen.name)?.[1] ?? endings[0]
      const started = (halt: () => void) => {
        stop.current = halt
      }
      const fileId = await upload(kept, { progress: setPart, started, ending }).finally(() => files.forget(kept))
      onUploaded({ fileId, name: chosen.name })
    } catch (thrown) {
      setProblem(asCallError(thrown).message)
    } finally {
      stop.current = undefined
      setPart(undefined)
    }
  }
  return { part, problem, choose, stop: () => stop.current?.() }
}
