/** The doors of the four functions, over the live cloud: one for clients, one for the platform and our own functions. */
import { randomBytes } from 'node:crypto'
import type { Answer } from '#types/common'
import type { Action } from './action'
import { cloud, database } from './cloud'
import { makeDb } from './db'
import { answer, type Kernel } from './handle'
import { makeIds } from './ids'
import { consoleLog, errorLine } from './log'
import { makePlatform } from './platform'

/** The oldest client that still understands the cloud; deployment raises it with a breaking change. */
const oldestClient = process.env.OLDEST_CLIENT ?? '0.1.0'

const live: Kernel = {
  db: makeDb(database),
  ids: makeIds(randomBytes),
  platform: makePlatform(cloud),
  log: consoleLog,
  now: () => new Date(),
  caller: () => {
    const { OPENID: openid, SOURCE: source } = cloud.getWXContext()
    return { openid, source }
  },
  oldestClient,
}

/** The client's door: the handler that `api` exports. Throws at start when two actions have one name. */
export function serve(actions: readonly Action[]): (event: Record<string, unknown>) => Promise<Answer> {
  const byName = new Map(actions.map((action) => [action.name as string, action]))
  if (byName.size < actions.length) throw new Error('an action is listed twice')
  return (event) => answer(live, byName, event)
}

/**
 * The inner door, for `clock`, `push` and `job`: refuses everybody but the sources named in `allow`. A chain of callers
 * (`wx_client,scf`) counts as its last link. What the handler throws is logged and thrown on, so that the platform's
 * monitoring sees the failed run.
 */
export function serveInternal<Event>(
  handler: (event: Event, kernel: Kernel) => Promise<unknown>,
  { allow }: { allow: readonly string[] },
): (event: Event) => Promise<unknown> {
  return async (event) => {
    const source = live.caller().source?.split(',').at(-1) ?? ''
    if (!allow.includes(source)) throw new Error(`source ${source || 'unknown'} may not call this function`)
    try {
      return await handler(event, live)
    } catch (error) {
      live.log('error', errorLine(error))
      throw error
    }
  }
}
