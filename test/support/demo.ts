/** A local cloud with the demo county, and its people by their persona's id. */
import { v7 } from 'uuid'
import type { Api } from '#types/api'
import type { CloudOptions } from '../../local/main'
import { loadDemo } from '../../scripts/demo'
import { type Answer, startTestCloud, type TestCloud } from './cloud'

export interface DemoCloud extends TestCloud {
  /** Calls as a demo person; the answer must be ok, and its data come back. */
  ok<Name extends keyof Api>(
    who: string,
    action: Name,
    data: Api[Name]['input'],
    requestId?: string,
  ): Promise<Api[Name]['output']>
  /** Calls as a demo person and answers the code of the refusal. */
  refused<Name extends keyof Api>(who: string, action: Name, data: unknown, requestId?: string): Promise<string>
  /** Calls as a demo person. */
  by<Name extends keyof Api>(
    who: string,
    action: Name,
    data: unknown,
    requestId?: string,
  ): Promise<Answer<Api[Name]['output']>>
  /** Lets time pass and the clock function run, as often as it has something to do. */
  pass(milliseconds: number): Promise<void>
}

/** Hours in milliseconds. */
export const hours = (count: number): number => count * 3_600_000

/** Starts a test cloud and loads the demo county into it. */
export async function startDemoCloud(options: Partial<CloudOptions> = {}): Promise<DemoCloud> {
  const [cloud, demo] = await Promise.all([startTestCloud(options), loadDemo()])
  for (const [collection, documents] of Object.entries(demo.documents))
    await cloud.database.bulkInsert(collection, documents)
  const by: DemoCloud['by'] = (who, action, data, requestId) =>
    cloud
      .as(`demo-${who}`)
      .call(action, data as object, { requestId: requestId ?? v7({ msecs: cloud.now().getTime() }) })
  return Object.assign(cloud, {
    by,
    ok: async (who: string, action: keyof Api, data: unknown, requestId?: string) => {
      const answer = await by(who, action, data, requestId)
      if (!answer.ok) throw new Error(`${action} by ${who}: ${answer.error.code} ${answer.error.message}`)
      return answer.data
    },
    refused: async (who: string, action: keyof Api, data: unknown, requestId?: string) => {
      const answer = await by(who, action, data, requestId)
      return answer.ok ? 'ok' : answer.error.code
    },
    pass: async (milliseconds: number) => {
      cloud.advance(milliseconds)
      await cloud.fire('clock')
    },
  }) as DemoCloud
}
