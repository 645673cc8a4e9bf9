import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fixtureFunctions } from '../support/fixture-cloud'

const root = path.resolve(__dirname, '../..')

describe('the bundle of a function', () => {
  test('is a folder with our code, the unmodified SDK, no dependencies and its config', () => {
    const folder = path.join(fixtureFunctions(), 'api')
    const read = (file: string) => JSON.parse(readFileSync(path.join(folder, file), 'utf8'))
    expect(readdirSync(folder).sort()).toEqual(['config.json', 'index.js', 'package.json', 'sdk.js'])
    expect(read('package.json')).toEqual({ name: 'api', version: expect.any(String), main: 'index.js' })
    expect(read('config.json')).toMatchObject({ triggers: [], timeout: 5, memory: 128 })
    expect(read('config.json').permissions.openapi).toContain('security.msgSecCheck')
    expect(readFileSync(path.join(folder, 'index.js'), 'utf8')).toContain('require("./sdk.js")')
    expect(statSync(path.join(folder, 'index.js')).size).toBeLessThan(10_000)
  })

  const bundled = path.join(mkdtempSync(path.join(tmpdir(), 'sandan-bundle-')), 'out')
  const source = path.join(path.dirname(bundled), 'source')
  const bundle = (declared: object, code: string) => {
    mkdirSync(path.join(source, 'one'), { recursive: true })
    writeFileSync(path.join(source, 'one', 'function.json'), JSON.stringify(declared))
    writeFileSync(path.join(source, 'one', 'index.ts'), code)
    const script = `import('./config/functions.mjs').then((bundler) => bundler.buildFunctions(${JSON.stringify({ source, output: bundled })}))`
    execFileSync(process.execPath, ['-e', script], { cwd: root, stdio: 'pipe' })
  }
  const timer = { name: 'tick', type: 'timer', config: '0 * * * * * *' }
  const code = 'export const main = () => 1'
  afterAll(() => rmSync(path.dirname(bundled), { recursive: true }))

  test.each([
    ['two timers', { triggers: [timer, { ...timer, name: 'tock' }] }, 'one trigger a function'],
    ['a cron of 6 fields', { triggers: [{ ...timer, config: '0 * * * * *' }] }, '7 cron fields'],
    ['a key that the platform does not know', { permission: {} }, 'unknown keys permission'],
    ['a time-out over 900 seconds', { timeout: 1000 }, 'timeout lies between'],
  ])('%s is refused', (_what, declared, words) => {
    expect(() => bundle(declared, code)).toThrow(words)
  })

  test('a build that fails leaves the last good one', () => {
    bundle({ timeout: 7 }, code)
    expect(() => bundle({ timeout: 8 }, 'import "./nowhere"')).toThrow('Could not resolve')
    expect(JSON.parse(readFileSync(path.join(bundled, 'one', 'config.json'), 'utf8'))).toMatchObject({ timeout: 7 })
    expect(readdirSync(bundled)).toEqual(['meta.json', 'one', 'one.js.map'])
  })
})
