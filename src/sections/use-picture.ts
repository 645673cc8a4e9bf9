import Taro from '@tarojs/taro'
import { useEffect, useState } from 'react'
import type { Drawing } from '@/platform/contract'
import { asCallError } from '@/platform/error'
import { draw, savePicture } from '@/platform/picture'

/** A picture that the phone draws, to be kept and printed. */
interface Picture {
  /** Where it lies; absent while it is being drawn. */
  picture?: string
  /** Why it could not be drawn or kept. */
  problem?: string
  save(): Promise<void>
}

/**
 * Draws a picture and keeps it on request: in the album, or as a file of that name; `saved` says which. The page holds the
 * canvas where the platform needs one. `drawing` must be the same object as long as the same is to be seen.
 */
export function usePicture(
  drawing: Drawing,
  fileName: string,
  saved: Readonly<Record<'album' | 'file', string>>,
): Picture {
  const [picture, setPicture] = useState<string>()
  const [problem, setProblem] = useState<string>()
  useEffect(() => {
    let here = true
    draw(drawing).then(
      (address) => here && setPicture(address),
      (thrown) => here && setProblem(asCallError(thrown).message),
    )
    return () => {
      here = false
    }
  }, [drawing])
  const save = async () => {
    if (!picture) return
    setProblem(undefined)
    try {
      void Taro.showToast({ title: saved[await savePicture(picture, fileName)], icon: 'none' })
    } catch (thrown) {
      setProblem(asCallError(thrown).message)
    }
  }
  return { picture, problem, save }
}
