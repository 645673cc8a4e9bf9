import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { v7 } from 'uuid'
import { type Cloud, type CloudOptions, startCloud } from '../../local/main'

/** What the function `api` answers. */
export type Answer<Data = Record<string, unknown>> =
  | { ok: true; data: Data }
  | { ok: false; error: { code: string; message: string; detail?: unknown } }

/** A local cloud on a folder of its own. */
export interface TestCloud extends Cloud {
  /** Where its data lies. */
  data: string
  /** A new requestId of this moment by the cloud's clock. */
  freshId(): string
  /** Somebody with a WeChat identity, who calls the function `api` as the mini-program does. */
  as(openid: string): {
    /** `requestId` is a fresh one unless given; `client` is what the mini-program says of itself. */
    call<Data = Record<string, unknown>>(
      action: string,
      data?: object,
      more?: { requestId?: string; client?: { version: string; platform: string } },
    ): Promise<Answer<Data>>
  }
}

/** The client that tests call as. */
const testClient = { version: '1.0.0', platform: 'test' }

/**
 * Starts a local cloud for a test: the built functions, the declared indexes, 2 instances, no timers, unindexed queries
 * refused. Its folder goes when it closes, unless `data` was given.
 */
export async function startTestCloud(options: Partial<CloudOptions> = {}): Promise<TestCloud> {
  const data = options.data ?? mkdtempSync(path.join(tmpdir(), 'sandan-'))
  const declared = options.indexes ? {} : await import('../../cloudfunctions/indexes')
  const cloud = await startCloud({
    functions: path.resolve(__dirname, '../../dist/cloudfunctions'),
    port: 0,
    personas: [],
    indexes: [],
    collections: [],
    unindexed: 'refuse',
    workers: 2,
    timers: false,
    ...declared,
    ...options,
    data,
  })
  const freshId = () => v7({ msecs: cloud.now().getTime() })
  return Object.assign(cloud, {
    data,
    freshId,
    as: (openid: string) => ({
      async call(action: string, input: object = {}, { requestId = freshId(), client = testClient } = {}) {
        const event = { action, data: input, requestId, client }
        // without the cloud's time: a repeat is answered the same, at another time
        const { at, ...answer } = (await cloud.call('api', event, { openid })) as Record<string, unknown>
        return answer
      },
    }),
    close: closing(cloud, options.data === undefined ? data : undefined),
  }) as TestCloud
}

function closing(cloud: Cloud, folder: string | undefined): () => Promise<void> {
  const close = cloud.close.bind(cloud)
  return async () => {
    await close()
    if (folder) rmSync(folder, { recursive: true, force: true })
  }
}
