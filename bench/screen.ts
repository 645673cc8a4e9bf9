/** What a tap on a full list hands to the screen: asked of the weapp test that holds it, which needs jest's world. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { atMost, type Line, notMeasured } from './report'

const test = 'test/weapp/set-data.test.ts'
const what = 'setData a tap, list of 30 rows'

/** Bytes that a tap may hand over (architecture.md §6: 20 KB). */
const most = 20_000

/** One line: the dearest of the filters' opening and folding, a refresh with one new title, and a change to another view. */
export function screenLines(): Line[] {
  if (!existsSync('dist/weapp/app.json')) return [notMeasured(what, '≤ 20,000 B', 'not built: npm run build -- weapp')]
  const folder = mkdtempSync(path.join(tmpdir(), 'sandan-screen-'))
  const output = path.join(folder, 'bytes.json')
  try {
    const jest = ['node_modules/jest/bin/jest.js', '--selectProjects', 'weapp', '--testPathPattern', test]
    const { stderr } = spawnSync(process.execPath, jest, {
      encoding: 'utf8',
      env: { ...process.env, BENCH_OUTPUT: output },
    })
    if (!existsSync(output)) throw new Error(stderr.slice(-500))
    const taps: Record<string, number> = JSON.parse(readFileSync(output, 'utf8'))
    const note = Object.entries(taps).map(([name, bytes]) => `${name} ${bytes.toLocaleString('en-US')}`)
    return [atMost(what, Math.max(...Object.values(taps)), most, { unit: ' B', note: note.join(', '), values: taps })]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
