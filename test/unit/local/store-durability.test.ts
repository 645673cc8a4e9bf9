import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { buildSync } from 'esbuild'
import { find } from '../../../local/query/find'
import type { IndexDeclaration } from '../../../local/store/index-declaration'
import { Store } from '../../../local/store/store'

const fields = (...paths: string[]): IndexDeclaration['fields'] => paths.map((path) => [path, 1])
const index = (name: string, ...paths: string[]): IndexDeclaration => ({
  collection: 'writes',
  name,
  fields: fields(...paths),
})
const refuse = (error: Error) => {
  throw error
}

let directory: string
let writer: string
beforeAll(() => {
  // Beside the sources, so that it finds node_modules.
  writer = join(__dirname, '../../../.sandan/test-writer.cjs')
  const entryPoints = [join(__dirname, 'writer.ts')]
  buildSync({ entryPoints, outfile: writer, bundle: true, platform: 'node', external: ['@photostructure/sqlite'] })
})
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'store-'))
})
afterEach(() => rmSync(directory, { recursive: true }))

/** Lets writers write until `many` writes are acknowledged, kills them, and answers what they had been told was written. */
async function writeAndKill(round: number, many: number): Promise<string[]> {
  const child = spawn(process.execPath, [writer, directory, String(round)], { stdio: ['ignore', 'pipe', 'inherit'] })
  const acknowledged: string[] = []
  for await (const line of createInterface({ input: child.stdout })) {
    acknowledged.push(line)
    if (acknowledged.length === many) child.kill('SIGKILL')
  }
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  return acknowledged
}

const withStore = <T>(indexes: IndexDeclaration[], work: (store: Store) => T): T => {
  const store = new Store(directory, indexes, ['writes'])
  try {
    return work(store)
  } finally {
    store.close()
  }
}

test('kill -9 in the middle of eight writers loses no acknowledged write, ten times', async () => {
  const acknowledged: string[] = []
  for (let round = 0; round < 10; round++) acknowledged.push(...(await writeAndKill(round, 40 + round * 17)))
  withStore([index('by', 'writer', 'tags')], (store) => {
    const writes = store.collection('writes')
    const missing = acknowledged.filter((id) => store.get(writes, id) === null)
    expect(missing).toEqual([])
    const indexed = Array.from({ length: 8 }, (_, number) =>
      find(store.connection, writes, { filter: { writer: number, tags: 'b' } }, refuse),
    )
    expect(indexed.flat()).toHaveLength(find(store.connection, writes, { filter: {} }, refuse).length)
  })
  expect(acknowledged.length).toBeGreaterThan(1_000)
}, 120_000)

test('a second process is told so in both languages, and may have the directory after the first', async () => {
  const store = new Store(directory, [], [])
  const child = spawn(process.execPath, [writer, directory, '0'], { stdio: ['ignore', 'ignore', 'pipe'] })
  const said: string[] = []
  child.stderr.on('data', (chunk) => said.push(String(chunk)))
  const [code] = await once(child, 'close')
  expect(code).not.toBe(0)
  expect(said.join('')).toMatch(/另一个进程.*Another process is using this data directory/)
  store.close()
  withStore([], (again) => expect(again.names()).toEqual(['writes']))
})

test('an index added, changed or dropped between two runs is rebuilt, arrays included', () => {
  const documents = Array.from({ length: 30 }, (_, at) => ({ _id: `d${at}`, a: at % 3, tags: ['x', `t${at}`] }))
  withStore([index('first', 'a')], (store) =>
    store.atomically(() => {
      for (const document of documents) store.insert(store.collection('writes'), document)
    }),
  )
  const count = (store: Store, filter: Record<string, unknown>) =>
    find(store.connection, store.collection('writes'), { filter }, refuse).length
  withStore([index('first', 'tags'), index('second', 'a', 'tags')], (store) => {
    expect(count(store, { tags: 't7' })).toBe(1)
    expect(count(store, { a: 1, tags: 'x' })).toBe(10)
  })
  withStore([index('first', 'tags')], (store) => {
    // Known from the disk: an array lies here, so one document must not come twice.
    expect(count(store, { tags: { $gte: 't' } })).toBe(30)
    expect(count(store, { a: 1 })).toBe(10)
  })
})

test('a unique index that the stored documents break is refused at opening', () => {
  withStore([], (store) =>
    store.atomically(() => {
      for (const _id of ['one', 'two']) store.insert(store.collection('writes'), { _id })
    }),
  )
  expect(() => withStore([{ ...index('number', 'number'), unique: true }], () => {})).toThrow()
})
