import { v7 } from 'uuid'
import { cloudTime } from './clock'
import { randomBytes } from './randomness'

/** A new UUIDv7 for a change that is about to be made; store it before sending. */
export async function newRequestId(now: number = cloudTime()): Promise<string> {
  return v7({ random: await randomBytes(), msecs: now })
}
