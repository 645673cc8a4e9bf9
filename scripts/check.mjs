/**
 * `npm run check`: types, lint and format, dead code, the directions of imports, the length of files, paths of
 * somebody's machine, and what reads a phone's own clock. Says one line for what passes and shows what doesn't; fails when anything does.
 */
import { spawn } from 'node:child_process'
import { readdir, readFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'

/** Two at a time: they are bound by the processor. */
const lanes = 2

/** A file this long has more than one idea; one of `longWarning` lines is on its way there. */
const longest = 400
const longWarning = 300

const sources = ['types', 'cloudfunctions', 'src', 'local', 'scripts', 'config', 'bench', 'test']
const untracked = new Set(['.git', 'node_modules', 'dist', '.sandan', '.swc', '.temp', 'coverage'])
const code = new Set(['.ts', '.tsx', '.mjs', '.js', '.cjs', '.scss'])
const binary = new Set(['.png', '.jpg', '.ttf', '.xlsx', '.ico'])

/** @returns a check: runs a tool out of node_modules and answers what it said, '' when it was content */
function tool(name, ...words) {
  return () =>
    new Promise((resolve) => {
      const child = spawn(path.join('node_modules', '.bin', name), words, { shell: process.platform === 'win32' })
      const said = []
      for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => said.push(chunk))
      child.on('error', (error) => resolve(error.message))
      child.on('close', (status) => resolve(status === 0 ? '' : Buffer.concat(said).toString().trim()))
    })
}

/** @returns {Promise<string[]>} files below `folder`, without what git ignores */
async function filesIn(folder) {
  const entries = await readdir(folder, { withFileTypes: true })
  const nested = entries
    .filter((entry) => !untracked.has(entry.name))
    .map((entry) => {
      const place = path.join(folder, entry.name)
      return entry.isDirectory() ? filesIn(place) : [place]
    })
  return (await Promise.all(nested)).flat()
}

async function longFiles() {
  const files = (await filesIn('.')).filter((file) => code.has(path.extname(file)))
  const lengths = await Promise.all(
    files.map(async (file) => ({ file, lines: (await readFile(file, 'utf8')).trimEnd().split('\n').length })),
  )
  const said = ({ file, lines }) => `${file}: ${lines} lines`
  const warned = lengths.filter(({ lines }) => lines > longWarning && lines <= longest)
  if (warned.length > 0) console.log(`  long (over ${longWarning} lines): ${warned.map(said).join(', ')}`)
  return lengths
    .filter(({ lines }) => lines > longest)
    .map((entry) => `${said(entry)}, at most ${longest}`)
    .join('\n')
}

/** @returns {Promise<string>} a line for each line of the files that has what is forbidden */
async function findings(files, forbidden, saying) {
  const found = files.map(async (file) => {
    const lines = (await readFile(file, 'utf8')).split('\n')
    return lines.flatMap((line, index) => {
      const match = forbidden.exec(line)
      return match ? [`${file}:${index + 1}: ${saying}: ${match[0]}`] : []
    })
  })
  return (await Promise.all(found)).flat().join('\n')
}

/** Folders of this machine and homes of any: they mean nothing to whoever reads the file elsewhere. */
async function machinePaths() {
  // A folder right below the root, such as /app, is too common a word to look for.
  const here = [process.cwd(), os.homedir()]
    .filter((place) => place.split(path.sep).length > 2)
    .map((place) => `${place.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\w-])`)
  const homes = ['/(?:root|(?:Users|home)/[a-z]\\w+)/', 'C:\\\\Users\\\\']
  const forbidden = new RegExp(`(?<![\\w.@-])(?:${[...here, ...homes].join('|')})`)
  const files = (await filesIn('.')).filter((file) => !binary.has(path.extname(file)))
  return findings(files, forbidden, "path of somebody's machine")
}

/** A phone's clock may be years off: screens ask `platform/clock`, which follows the cloud's. */
async function phoneClocks() {
  const files = (await filesIn('src')).filter((file) => !file.startsWith(path.join('src', 'platform')))
  return findings(files, /\bDate\.now\b|\bnew Date\(\)/, "the phone's own clock, see src/platform/clock.ts")
}

const checks = [
  ['types', tool('tsc', '--noEmit', '--incremental', '--tsBuildInfoFile', '.sandan/types.tsbuildinfo', '-p', '.')],
  ['imports', tool('depcruise', '--config', '.dependency-cruiser.cjs', '--output-type', 'err', ...sources)],
  [
    'circles of nouns',
    tool('depcruise', '--config', '.dependency-cruiser.nouns.cjs', '--output-type', 'err', 'cloudfunctions/domain'),
  ],
  ['dead code', tool('knip', '--no-progress')],
  ['lint and format', tool('biome', 'check', '--colors=off', '--max-diagnostics=50')],
  ['length of files', longFiles],
  ['paths', machinePaths],
  ['clocks of phones', phoneClocks],
]

async function runChecks() {
  const waiting = [...checks]
  let failed = 0
  const lane = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [name, run] = next
      const started = performance.now()
      const said = await run()
      const seconds = ((performance.now() - started) / 1000).toFixed(1)
      console.log(`${said ? '✗' : '✓'} ${name} (${seconds} s)${said ? `\n${said}\n` : ''}`)
      if (said) failed += 1
    }
  }
  await Promise.all(Array.from({ length: lanes }, lane))
  return failed
}

const failed = await runChecks()
console.log(failed > 0 ? `检查未通过 ${failed} of ${checks.length} checks failed` : '检查通过 all checks passed')
process.exitCode = failed > 0 ? 1 : 0
