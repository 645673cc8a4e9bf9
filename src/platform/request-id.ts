import { v7 } from 'uuid'
import { randomBytes } from './randomness'

/** A new UUIDv7 for a change that is about to be made; store it before sending. */
export async function newRequestId(now: number = Date.now()): Promise<string> {
  return v7({ random: await randomBytes(), msecs: now })
}
