import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { CloudOptions } from '../../local/main'
import { startTestCloud, type TestCloud } from './cloud'

const root = path.resolve(__dirname, '../..')
let functions: string | undefined

afterAll(() => {
  if (functions) rmSync(functions, { recursive: true, force: true })
})

/** Bundles test/fixtures/functions, once a test file, with the very bundler that builds the real ones; @returns the folder. */
export function fixtureFunctions(): string {
  if (functions) return functions
  const output = mkdtempSync(path.join(tmpdir(), 'sandan-functions-'))
  const script = `import('./config/functions.mjs').then((bundler) => bundler.buildFunctions(${JSON.stringify({ source: 'test/fixtures/functions', output })}))`
  execFileSync(process.execPath, ['-e', script], { cwd: root, stdio: 'pipe' })
  functions = output
  return output
}

/** People of the fixture cloud: one with a phone, one without, and a first-time visitor. */
export const people = [
  { id: 'chen', openid: 'o-chen', name: '陈桂兰', title: '村民', phone: '13800000001', note: '六十八岁' },
  { id: 'li', openid: 'o-li', name: '李守田', title: '网格员' },
  { id: 'visitor', fresh: true, name: '新访客', title: '第一次打开', phone: '13800000009' },
]

/** A local cloud with the fixture functions and the collections they use. */
export function startFixtureCloud(options: Partial<CloudOptions> = {}): Promise<TestCloud> {
  return startTestCloud({
    functions: fixtureFunctions(),
    personas: people,
    collections: ['things', 'pushes'],
    indexes: [],
    ...options,
  })
}

/** What the fixture function `api` answers to an action, called by somebody. */
export function act(cloud: TestCloud, action: string, data: object = {}, openid = 'o-chen'): Promise<unknown> {
  return cloud.call('api', { action, ...data }, { openid })
}
