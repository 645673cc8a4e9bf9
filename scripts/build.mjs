/**
 * Builds what changed: `npm run build -- [weapp] [h5] [functions] [--force]`, all three by default.
 * A hash of everything that goes into a target is kept in .sandan/build.json.
 */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { buildFunctions } from '../config/functions.mjs'

const record = '.sandan/build.json'

const client = {
  inputs: ['src', 'types', 'config', 'babel.config.js', 'project.config.json', 'tsconfig.json', 'package-lock.json'],
}

/** What each target is made of, how, and a file that is there once it is built. */
export const targets = {
  functions: {
    inputs: ['cloudfunctions', 'types', 'config/functions.mjs', 'package-lock.json'],
    output: 'dist/cloudfunctions/meta.json',
    run: () => buildFunctions(),
  },
  h5: { ...client, output: 'dist/h5/index.html', run: () => taro('h5') },
  weapp: { ...client, output: 'dist/weapp/app.json', run: () => taro('weapp') },
}

/** Runs the Taro CLI; its words are shown only when it fails. */
function taro(type) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['node_modules/@tarojs/cli/bin/taro', 'build', '--type', type], {
      env: { ...process.env, NODE_ENV: 'production' },
    })
    const words = []
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => words.push(chunk))
    child.on('error', reject)
    child.on('close', (code) => {
      const text = Buffer.concat(words).toString()
      if (code === 0) resolve()
      else reject(new Error(`taro build --type ${type} 失败 failed (${code})\n${text.slice(-4000)}`))
    })
  })
}

async function filesIn(place) {
  if (!existsSync(place)) return []
  const entries = await readdir(place, { withFileTypes: true, recursive: true }).catch(() => null)
  if (entries === null) return [place]
  return entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath ?? entry.path, entry.name))
}

async function hashOf(inputs) {
  const files = (await Promise.all(inputs.map(filesIn))).flat().sort()
  const contents = await Promise.all(files.map((file) => readFile(file)))
  const hash = createHash('sha256')
  files.forEach((file, index) => {
    hash.update(`${file}\0${contents[index].length}\0`).update(contents[index])
  })
  return hash.digest('hex')
}

/**
 * Builds the targets whose inputs changed since they were last built.
 * @param {string[]} names of `targets`
 * @param {{ force?: boolean, log?: (line: string) => void }} [options]
 * @returns {Promise<string[]>} the targets that were built
 */
export async function build(names, { force = false, log = console.log } = {}) {
  const unknown = names.filter((name) => !(name in targets))
  if (unknown.length > 0)
    throw new Error(`没有这个构建目标 unknown target: ${unknown.join(', ')} (${Object.keys(targets).join(', ')})`)
  const built = []
  for (const name of names) {
    const { inputs, output, run } = targets[name]
    const hash = await hashOf(inputs)
    if (!force && existsSync(output) && (await recorded())[name] === hash) continue
    log(`构建 building ${name} …`)
    const started = performance.now()
    await run()
    await mkdir(path.dirname(record), { recursive: true })
    await writeFile(record, `${JSON.stringify({ ...(await recorded()), [name]: hash }, null, 2)}\n`)
    log(`构建 built    ${name} (${((performance.now() - started) / 1000).toFixed(1)} s)`)
    built.push(name)
  }
  return built
}

async function recorded() {
  return existsSync(record) ? JSON.parse(await readFile(record, 'utf8')) : {}
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const words = process.argv.slice(2)
  const names = words.filter((word) => !word.startsWith('--'))
  build(names.length > 0 ? names : Object.keys(targets), { force: words.includes('--force') }).catch((error) => {
    console.error(error.message)
    process.exitCode = 1
  })
}
