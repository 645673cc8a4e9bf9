/** How large what we deliver is: function bundles beyond the SDK, and the mini-program's packages. Reads dist/. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { atMost, type Line, notMeasured } from './report'

/** Budgets of architecture.md §6 in bytes, 1 KB = 1,000 B. The hello world of the same Taro and React is 283,841 B. */
const sizeBudgets = { functionBundle: 300_000, mainPackage: 425_761, subpackage: 300_000, whole: 2_000_000 }

/** esbuild's account of a bundle, as far as it is read here. */
interface Metafile {
  outputs: Record<string, { bytes: number; inputs: Record<string, { bytesInOutput: number }> }>
}

/** Packages that read and write spreadsheets, allowed in `job` alone. */
const spreadsheets = /node_modules\/(read-excel-file|write-excel-file|fflate|unzipper-esm|unzipper|@xmldom|saxen)\//

/** One line a function: what its bundle weighs without the SDK, and whether a spreadsheet library got in. */
export function bundleLines(dist = 'dist/cloudfunctions'): Line[] {
  const meta: Record<string, Metafile> = JSON.parse(readFileSync(path.join(dist, 'meta.json'), 'utf8'))
  return Object.entries(meta).map(([name, { outputs }]) => {
    // beside the bundle stands its map, which isn't deployed
    const [, { bytes, inputs }] = Object.entries(outputs).find(([file]) => file.endsWith('/index.js'))!
    const sheets = Object.entries(inputs)
      .filter(([file]) => spreadsheets.test(file))
      .reduce((sum, [, { bytesInOutput }]) => sum + bytesInOutput, 0)
    const line = atMost(
      `bundle of ${name} beyond the SDK`,
      bytes - (name === 'job' ? sheets : 0),
      sizeBudgets.functionBundle,
      {
        unit: ' B',
        note: sheets > 0 ? `and ${sheets.toLocaleString('en-US')} B for spreadsheets` : '',
        values: { bytes, sheets },
      },
    )
    return name !== 'job' && sheets > 0 ? { ...line, holds: false } : line
  })
}

/** Bytes of all files below a folder; what WeChat's tools don't upload is left out. */
function weigh(folder: string, leaveOut: ReadonlySet<string>): number {
  return readdirSync(folder, { withFileTypes: true }).reduce((sum, entry) => {
    const place = path.join(folder, entry.name)
    if (leaveOut.has(place) || entry.name === 'project.config.json') return sum
    return sum + (entry.isDirectory() ? weigh(place, leaveOut) : statSync(place).size)
  }, 0)
}

/** Main package, the heaviest subpackage and the whole of the built mini-program. */
export function packageLines(dist = 'dist/weapp'): Line[] {
  const file = path.join(dist, 'app.json')
  if (!existsSync(file)) return [notMeasured('mini-program packages', 'see §6', 'not built: npm run build -- weapp')]
  const { subPackages = [] }: { subPackages?: { root: string }[] } = JSON.parse(readFileSync(file, 'utf8'))
  const roots = subPackages.map(({ root }) => path.join(dist, root))
  const parts = roots.filter(existsSync).map((root) => [path.relative(dist, root), weigh(root, new Set())] as const)
  const main = weigh(dist, new Set(roots))
  const [heaviest, heaviestBytes] = parts.reduce((a, b) => (b[1] > a[1] ? b : a), ['none', 0] as const)
  const unit = ' B'
  return [
    atMost('mini-program, main package', main, sizeBudgets.mainPackage, { unit }),
    atMost('mini-program, heaviest subpackage', heaviestBytes, sizeBudgets.subpackage, {
      ...{ unit, note: heaviest, values: Object.fromEntries(parts) },
    }),
    atMost('mini-program, whole', main + parts.reduce((sum, [, bytes]) => sum + bytes, 0), sizeBudgets.whole, { unit }),
  ]
}
