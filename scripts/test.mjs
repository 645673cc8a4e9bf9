/**
 * `npm test`: builds what changed, checks the source, runs every layer of tests and prints, last, `N passed, N failed`.
 * The browser layer needs Chromium: on Linux x64 it and the Chinese fonts are fetched as npm packages into test/browser;
 * elsewhere an installed Chrome is used, and without one the layer says that it was skipped.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { build } from './build.mjs'

process.env.TZ = 'UTC'

const layers = [
  { name: 'core', projects: ['unit', 'contract', 'cloud', 'simulate', 'weapp'], workers: 2 },
  { name: 'browser', projects: ['browser'], workers: 1 },
]

/** What the layers counted. A part that breaks off before it counts is one failure. */
const counted = { passed: 0, failed: 0, skipped: 0 }

function run(title, command, commandArguments) {
  console.log(`\n— ${title}`)
  const { status } = spawnSync(command, commandArguments, { stdio: 'inherit' })
  return status === 0
}

const node = (title, ...words) => run(title, process.execPath, words)

function runLayer({ name, projects, workers }) {
  const report = `.sandan/test-${name}.json`
  rmSync(report, { force: true })
  const passed = node(
    projects.join(', '),
    'node_modules/jest/bin/jest.js',
    ...['--selectProjects', ...projects, '--maxWorkers', String(workers), '--json', '--outputFile', report],
  )
  if (!existsSync(report)) {
    counted.failed += 1
    return
  }
  const { numPassedTests, numFailedTests, numPendingTests, numRuntimeErrorTestSuites } = JSON.parse(
    readFileSync(report, 'utf8'),
  )
  counted.passed += numPassedTests
  counted.failed += numFailedTests + numRuntimeErrorTestSuites
  counted.skipped += numPendingTests
  if (!passed && numFailedTests + numRuntimeErrorTestSuites === 0) counted.failed += 1
}

/** Fetches Chromium and the fonts where npm has them; a machine without falls back to what is installed. */
function fetchBrowser() {
  const fetchable = process.platform === 'linux' && process.arch === 'x64'
  if (!fetchable || existsSync('test/browser/node_modules/@sparticuz/chromium')) return
  run('browser packages', 'npm', ['ci', '--prefix', 'test/browser', '--ignore-scripts', '--no-audit', '--no-fund'])
}

mkdirSync('.sandan', { recursive: true })
await build(['functions', 'h5', 'weapp'])
if (node('check', 'scripts/check.mjs')) counted.passed += 1
else counted.failed += 1
fetchBrowser()
for (const layer of layers) runLayer(layer)

console.log(
  `\n${counted.passed} passed, ${counted.failed} failed${counted.skipped > 0 ? `, ${counted.skipped} skipped` : ''}`,
)
process.exitCode = counted.failed > 0 ? 1 : 0
