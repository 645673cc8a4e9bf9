/**
 * `npm run bench -- [calls] [sizes] [loading] [screen] [submit] [redemption] [lists] [start]`: measures the budgets of architecture.md §6,
 * all by default, and prints one table. --json prints the numbers instead; --million seeds a million cases instead of
 * 100,000; --fresh starts from a clean checkout. Speeds are ratios within one run: seconds are this machine's.
 */
import os from 'node:os'
import { parseArgs } from 'node:util'
import { callLines } from './calls'
import { listLines } from './lists'
import { loadingLines } from './loading'
import { redemptionLines } from './redemption'
import { type Line, notMeasured, tableOf } from './report'
import { screenLines } from './screen'
import { bundleLines, packageLines } from './sizes'
import { startLines } from './start'
import { submitLines } from './submit'

// Cloud functions run in UTC; so must what is measured here.
process.env.TZ = 'UTC'

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean' }, million: { type: 'boolean' }, fresh: { type: 'boolean' } },
})

const parts: Record<string, () => Line[] | Promise<Line[]>> = {
  calls: callLines,
  sizes: () => [...bundleLines(), ...packageLines()],
  loading: loadingLines,
  screen: screenLines,
  submit: submitLines,
  redemption: redemptionLines,
  lists: () => listLines(options.million ? 1_000_000 : 100_000),
  start: () => startLines({ fresh: options.fresh === true }),
  later: () => [notMeasured('county assessment of a year', '≤ 2 s', 'assessment isn’t built yet')],
}

const machine = {
  cpus: os.cpus().length,
  model: os.cpus()[0]?.model,
  load: os.loadavg()[0],
  node: process.version,
  platform: `${process.platform} ${process.arch}`,
}

async function main(): Promise<void> {
  const unknown = positionals.filter((name) => !parts[name])
  if (unknown.length > 0)
    throw new Error(`没有这一项 unknown part: ${unknown.join(', ')} (${Object.keys(parts).join(', ')})`)
  const { build } = await import('../scripts/build.mjs')
  await build(['functions'], { log: (text: string) => console.error(text) })
  const lines: Line[] = []
  for (const name of positionals.length > 0 ? positionals : Object.keys(parts)) {
    console.error(`… ${name}`)
    const began = performance.now()
    const measured = await Promise.resolve()
      .then(parts[name])
      .catch((error) => [notMeasured(name, 'see §6', String(error.message))])
    lines.push(...measured)
    console.error(`  ${((performance.now() - began) / 1000).toFixed(0)} s`)
  }
  if (options.json) console.log(JSON.stringify({ machine, lines }, null, 2))
  else console.log(`${tableOf(lines)}\n\n${Object.values(machine).join(', ')}`)
}

main().catch((error) => {
  console.error(error.message)
  process.exitCode = 1
})
