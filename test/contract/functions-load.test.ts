/** The bundles of dist/cloudfunctions load by themselves, as the cloud loads them: nothing is installed beside them. */
import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'

const built = 'dist/cloudfunctions'
const names = readdirSync(built, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)

let bare: string
beforeAll(() => {
  bare = mkdtempSync(path.join(tmpdir(), 'sandan-bare-'))
  for (const name of names) cpSync(path.join(built, name), path.join(bare, name), { recursive: true })
})
afterAll(() => rmSync(bare, { recursive: true, force: true }))

test('the four functions are built', () => {
  expect(names.sort()).toEqual(['api', 'clock', 'job', 'push'])
})

test.each(names)('%s loads in a bare folder and exports main', (name) => {
  const script = "const { main } = require('./index.js'); console.log(typeof main)"
  const { PATH } = process.env
  const { stdout, stderr } = spawnSync(process.execPath, ['-e', script], {
    cwd: path.join(bare, name),
    env: { PATH, NODE_ENV: 'production', NODE_PATH: '' },
    encoding: 'utf8',
  })
  expect({ stdout: stdout.trim(), stderr }).toEqual({ stdout: 'function', stderr: '' })
})

test.each(names)('%s requires nothing but Node itself and the SDK beside it', (name) => {
  const code = readFileSync(path.join(built, name, 'index.js'), 'utf8')
  const required = [...code.matchAll(/\brequire\("([^"]+)"\)/g)].map(([, wanted]) => wanted!.replace(/^node:/, ''))
  const foreign = required.filter((wanted) => wanted !== './sdk.js' && !builtinModules.includes(wanted))
  expect(foreign).toEqual([])
})
