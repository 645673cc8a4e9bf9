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

/** One line: the dearest tap; the others among the values. A change of the whole list to another is not a tap on its rows. */
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
    const { view, ...taps }: Record<string, number> = JSON.parse(readFileSync(output, 'utf8'))
    const [name, bytes] = Object.entries(taps).reduce((a, b) => (b[1] > a[1] ? b : a), ['', 0])
    const note = `${name}; another view’s 30 rows ${view?.toLocaleString('en-US')} B`
    return [atMost(what, bytes, most, { unit: ' B', note, values: { ...taps, view } })]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
