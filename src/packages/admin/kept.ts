/** What a dry run was made of, so that its page can start the real one, also after a restart. */
import type { Roster } from '#types/labels'
import { storage } from '@/platform/storage'

export interface ImportInput {
  roster: Roster
  areaId: string
  fileId: string
}

const key = (jobId: string) => `import.${jobId}`

export const keepImport = (jobId: string, input: ImportInput): boolean => storage.set(key(jobId), input)
export const keptImport = (jobId: string): ImportInput | undefined => storage.get(key(jobId))
export const forgetImport = (jobId: string): void => storage.remove(key(jobId))
