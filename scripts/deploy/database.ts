/**
 * The database half of a deployment: collections, their permissions and indexes through Tencent's manager library, which is
 * fetched on demand; the first administrator's code through the same database shell the functions use.
 */
import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import path from 'node:path'
import { type SetupRecord, setupCodeHash } from '../../cloudfunctions/domain/setup'
import type { IndexDeclaration } from '../../cloudfunctions/indexes'
import type { Db } from '../../cloudfunctions/kernel/db'
import { cloudbaseManager, type Plan, type Target } from './plan'

/** What is used of the manager library (its database service and its plain calls). */
export interface Manager {
  database: {
    createCollectionIfNotExists(collection: string): Promise<unknown>
    checkIndexExists(collection: string, index: string): Promise<{ Exists: boolean }>
    updateCollection(collection: string, change: { CreateIndexes: ManagedIndex[] }): Promise<unknown>
  }
  commonService(
    service: string,
    version: string,
  ): {
    call(request: { Action: string; Param: Record<string, string> }): Promise<unknown>
  }
}

/** An index as the manager library takes it. */
interface ManagedIndex {
  IndexName: string
  MgoKeySchema: { MgoIsUnique: boolean; MgoIndexKeys: { Name: string; Direction: string }[] }
}

/** Fetches the manager library into `tools` and opens the environment with it. */
export function openManager({ environment, secretId, secretKey }: Target, tools: string): Manager {
  const install = ['install', '--prefix', tools, '--no-save', '--ignore-scripts', '--no-audit', cloudbaseManager]
  const { status } = spawnSync('npm', install, { stdio: 'inherit', shell: process.platform === 'win32' })
  if (status !== 0) throw new Error(`无法获取 cannot fetch ${cloudbaseManager}`)
  const CloudBase = createRequire(path.resolve(tools, 'index.js'))('@cloudbase/manager-node')
  return new CloudBase({ envId: environment, secretId, secretKey })
}

/** The index as the manager library takes it. */
export function managedIndex({ name, fields, unique = false }: IndexDeclaration): ManagedIndex {
  const keys = fields.map(([field, direction]) => ({ Name: field, Direction: String(direction) }))
  return { IndexName: name, MgoKeySchema: { MgoIsUnique: unique, MgoIndexKeys: keys } }
}

/** Creates what is missing and closes every collection to clients. What is there stays; nothing is dropped. */
export async function prepareCollections(
  manager: Manager,
  { collections, indexes }: Plan,
  environment: string,
): Promise<void> {
  const plain = manager.commonService('tcb', '2018-06-08')
  for (const collection of collections) {
    await manager.database.createCollectionIfNotExists(collection)
    await plain.call({
      Action: 'ModifyDatabaseACL',
      Param: { EnvId: environment, CollectionName: collection, AclTag: 'ADMINONLY' },
    })
  }
  for (const index of indexes) {
    const { Exists } = await manager.database.checkIndexExists(index.collection, index.name)
    if (!Exists) await manager.database.updateCollection(index.collection, { CreateIndexes: [managedIndex(index)] })
  }
}

/** The functions' own database shell, signed with the API key, from outside the cloud. */
export async function openDatabase({ environment, secretId, secretKey }: Target): Promise<Db> {
  Object.assign(process.env, {
    SCF_NAMESPACE: environment,
    TENCENTCLOUD_SECRETID: secretId,
    TENCENTCLOUD_SECRETKEY: secretKey,
    SILENCE: 'true',
  })
  const { database } = await import('../../cloudfunctions/kernel/cloud')
  const { makeDb } = await import('../../cloudfunctions/kernel/db')
  return makeDb(database)
}

/**
 * Leaves the hash of `code` for the first administrator, unless a code has been left before.
 * @param renew replaces a code that was lost; a used one too, which lets a further administrator in
 * @returns whether `code` counts from now on
 */
export async function leaveSetupCode(db: Db, code: string, areaId: string, renew: boolean): Promise<boolean> {
  const record: SetupRecord = { _id: 'setup', codeHash: setupCodeHash(code), used: false, areaId }
  if ((await db.insert('settings', record)) === 'inserted') return true
  return renew && db.update('settings', 'setup', {}, { codeHash: record.codeHash, used: false, areaId })
}
