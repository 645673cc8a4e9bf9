import { newRequestId } from '@/platform/request-id'
import { storage } from '@/platform/storage'

const key = 'device'
let made: string | undefined

/** This device's own random id, made once and kept: what a verified code is bound to. */
export async function deviceId(): Promise<string> {
  made ??= storage.get<string>(key)
  if (made === undefined) {
    made = await newRequestId()
    storage.set(key, made)
  }
  return made
}
