import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { v7 } from 'uuid'
import { collections, indexes } from '../../cloudfunctions/indexes'
import type { Action } from '../../cloudfunctions/kernel/action'
import type { Db } from '../../cloudfunctions/kernel/db'
import { answer } from '../../cloudfunctions/kernel/handle'
import { type Ids, makeIds } from '../../cloudfunctions/kernel/ids'
import type { Platform } from '../../cloudfunctions/kernel/platform'
import type { Timing } from '../../cloudfunctions/kernel/transact'
import { createStandIns, type SentRecord } from '../../local/open/stand-ins'
import { createDatabase, type Database } from '../../local/wire/database'
import { wireServer } from '../../local/wire/server'

/** The kernel's database and platform over the unmodified SDK, in the test's own process. */
export interface KernelCloud {
  db: Db
  /** A Db whose transactions wait as told. */
  dbWith(timing: Timing): Db
  platform: Platform
  /** The store behind the wire, for what the SDK can't do. */
  database: Database
  sent: SentRecord[]
  /** Actions that the SDK sent since the last `forget`, such as `database.modifyDocument`. */
  actions: string[]
  forget(): void
  /** What a handler, a runner or a clock run is given besides the database. */
  options(now?: Date): { now: Date; ids: Ids; platform: Platform }
  /** A call of one of the actions by a WeChat identity, through everything but the platform's own door. */
  call<Data = Record<string, unknown>>(
    actions: readonly Action[],
    openid: string,
    name: string,
    data?: object,
    more?: { requestId?: string; now?: Date },
  ): Promise<{ ok: true; data: Data } | { ok: false; error: { code: string; detail?: Record<string, unknown> } }>
  close(): Promise<void>
}

/** A link for every file asked for: here are no files. */
const links = ({ file_list }: Record<string, unknown>) => ({
  data: {
    download_list: (file_list as { fileid: string }[]).map(({ fileid: fileID }) => ({
      ...{ code: 'SUCCESS', fileID, tempFileURL: `http://127.0.0.1/${fileID.slice(8)}`, maxAge: 60 },
    })),
  },
})

const words = { risky: '【违规】', review: '【待审】' }

/**
 * Starts the database half of the local cloud, points the SDK of this process at it and loads the kernel.
 * @param refusesMessages openids that WeChat refuses subscription messages for
 */
export async function startKernelCloud({
  refusesMessages = new Set<string>(),
  openapi = true,
} = {}): Promise<KernelCloud> {
  const directory = mkdtempSync(path.join(tmpdir(), 'sandan-kernel-'))
  const now = () => new Date()
  const database = createDatabase({
    directory,
    indexes,
    collections: [...collections],
    unindexed: 'refuse',
    now,
    warn: () => undefined,
    onOperation: () => undefined,
  })
  const standIns = createStandIns({
    now,
    markers: words,
    refusesMessages,
    phoneOf: () => '13800000001',
    readLink: async () => undefined,
    push: async () => undefined,
  } as never)
  const allowed = { has: () => openapi }
  const actions: string[] = []
  const invocation = {
    meter: {
      begin: (action: string) => {
        actions.push(action)
        return () => undefined
      },
    },
    target: { openapi: allowed },
    caller: { openid: 'o-test' },
    after: [],
  }
  const wire = wireServer({
    database: (body) => database.handle(body),
    handlers: { ...(standIns.handlers as Record<string, never>), 'storage.batchGetDownloadUrl': links },
    invocation: () => invocation as never,
    latencyMs: 0,
  })
  const server = createServer((request, response) => void wire(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/admin`
  Object.assign(process.env, {
    TCB_CONTEXT_CNFG: JSON.stringify({ URL: url }),
    TENCENTCLOUD_RUNENV: 'SCF',
    TENCENTCLOUD_REGION: 'ap-shanghai',
    TENCENTCLOUD_SECRETID: 'local',
    TENCENTCLOUD_SECRETKEY: 'local',
    SCF_NAMESPACE: 'local-env',
    TCB_ENV: 'local-env',
    WX_API_TOKEN: 'test',
    SILENCE: 'true',
    SANDAN_SECRET: 'a secret of the tests, of no other use',
  })
  const { cloud, database: sdk } = await import('../../cloudfunctions/kernel/cloud')
  const { makeDb } = await import('../../cloudfunctions/kernel/db')
  const { makePlatform } = await import('../../cloudfunctions/kernel/platform')
  const db = makeDb(sdk)
  const platform = makePlatform(cloud)
  const ids = makeIds(randomBytes)
  return {
    db,
    dbWith: (timing) => makeDb(sdk, timing),
    platform,
    options: (at = new Date()) => ({ now: at, ids, platform }),
    call: (list, openid, name, data = {}, { now: at = new Date(), requestId = v7({ msecs: at.getTime() }) } = {}) =>
      answer(
        {
          ...{ db, ids, platform, oldestClient: '0.0.1', now: () => at },
          ...{ log: () => undefined, caller: () => ({ openid, source: 'wx_client' }) },
        },
        new Map(list.map((action) => [action.name, action])),
        { action: name, data, requestId, client: { version: '1.0.0', platform: 'test' } },
      ) as never,
    database,
    sent: standIns.sent,
    actions,
    forget: () => {
      actions.length = 0
    },
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await database.close()
      rmSync(directory, { recursive: true, force: true })
    },
  }
}
