/**
 * Bundles the cloud functions: one folder each, which loads with `require` and needs nothing installed.
 * Our code and its libraries go into index.js, the unmodified wx-server-sdk beside it into sdk.js.
 */

import { existsSync } from 'node:fs'
import { copyFile, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { build } from 'esbuild'

// Chinese stays as it is: three bytes a character instead of six.
const common = {
  ...{ bundle: true, platform: 'node', target: 'node20', format: 'cjs', logLevel: 'warning', charset: 'utf8' },
}

const serverSdkBeside = {
  name: 'wx-server-sdk-beside',
  setup: (bundler) => bundler.onResolve({ filter: /^wx-server-sdk$/ }, () => ({ path: './sdk.js', external: true })),
}

/**
 * @param {string} name folder of the function
 * @param {Record<string, any>} declared content of its function.json
 * @returns config.json as the platform reads it: openapi names, at most one timer of 7 cron fields, timeout in seconds, memory in MB
 */
function configOf(name, declared) {
  const { permissions = { openapi: [] }, triggers = [], timeout = 3, memory = 256, ...unknown } = declared
  const wrong = [
    Object.keys(unknown).length > 0 && `unknown keys ${Object.keys(unknown).join(', ')}`,
    triggers.length > 1 && 'the platform allows one trigger a function',
    triggers.some((trigger) => trigger.type !== 'timer') && 'only timer triggers exist',
    triggers.some((trigger) => !/^\S{1,60}$/.test(trigger.name ?? '')) &&
      'a trigger needs a name of at most 60 characters',
    triggers.some((trigger) => String(trigger.config).trim().split(/\s+/).length !== 7) && 'a timer has 7 cron fields',
    !(timeout >= 1 && timeout <= 900) && 'timeout lies between 1 and 900 seconds',
    !(memory >= 64 && memory <= 3072) && 'memory lies between 64 and 3072 MB',
  ].filter(Boolean)
  if (wrong.length > 0) throw new Error(`${name}/function.json: ${wrong.join('; ')}`)
  return { permissions: { openapi: permissions.openapi ?? [] }, triggers, timeout, memory }
}

/**
 * Replaces `output` once everything is bundled; a build that fails leaves what was there.
 * @param {{ source?: string, output?: string }} [options] folders, relative to the working directory
 * @returns {Promise<string[]>} the names of the functions that were bundled
 */
export async function buildFunctions({ source = 'cloudfunctions', output = 'dist/cloudfunctions' } = {}) {
  const folders = existsSync(source) ? await readdir(source) : []
  const names = folders.filter((name) => existsSync(path.join(source, name, 'function.json'))).sort()
  const draft = `${output}.new`
  await rm(draft, { recursive: true, force: true })
  await Promise.all(['', ...names].map((name) => mkdir(path.join(draft, name), { recursive: true })))
  const { version } = JSON.parse(await readFile('package.json', 'utf8'))
  const metafiles = await Promise.all(names.map((name) => bundleFunction(name, { source, draft, version })))
  if (names.length > 0) await bundleSdk(names.map((name) => path.join(draft, name, 'sdk.js')))
  const meta = Object.fromEntries(names.map((name, index) => [name, metafiles[index]]))
  await writeFile(path.join(draft, 'meta.json'), JSON.stringify(meta))
  await rm(output, { recursive: true, force: true })
  await rename(draft, output)
  return names
}

async function bundleSdk([first, ...others]) {
  await build({ ...common, entryPoints: ['wx-server-sdk'], outfile: first })
  await Promise.all(others.map((file) => copyFile(first, file)))
}

/** @returns esbuild's account of what went into the bundle */
async function bundleFunction(name, { source, draft, version }) {
  const folder = path.join(draft, name)
  const config = configOf(name, JSON.parse(await readFile(path.join(source, name, 'function.json'), 'utf8')))
  await writeFile(path.join(folder, 'config.json'), `${JSON.stringify(config, null, 2)}\n`)
  await writeFile(
    path.join(folder, 'package.json'),
    `${JSON.stringify({ name, version, main: 'index.js' }, null, 2)}\n`,
  )
  const { metafile } = await build({
    ...common,
    entryPoints: [path.join(source, name, 'index.ts')],
    outfile: path.join(folder, 'index.js'),
    minify: true,
    // A stack trace from the cloud is read with the map (`npm run trace`), which lies beside the folders and isn't deployed.
    sourcemap: 'external',
    metafile: true,
    plugins: [serverSdkBeside],
  })
  await rename(path.join(folder, 'index.js.map'), path.join(draft, `${name}.js.map`))
  return metafile
}
