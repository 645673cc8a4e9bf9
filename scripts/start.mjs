/**
 * `npm start`: builds what changed, starts the local cloud with the demo county, and says where to look.
 * Options: --port N (8850; 0: any free), --data DIR (.sandan), --reset, --latency MS, --watch, --faults SEED (answers get
 * lost, calls come twice, instances die: all from the seed).
 */
import { existsSync, watch } from 'node:fs'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { register } from 'tsx/cjs/api'
import { build } from './build.mjs'

// Cloud functions run in UTC; so must what is tried here, wherever this machine stands.
process.env.TZ = 'UTC'

register()
const require = createRequire(import.meta.url)

const options = {
  port: { type: 'string', default: '8850' },
  data: { type: 'string', default: '.sandan' },
  reset: { type: 'boolean', default: false },
  latency: { type: 'string', default: '0' },
  watch: { type: 'boolean', default: false },
  faults: { type: 'string' },
}

/** A number of milliseconds, a port or a seed out of the command line ("20" or "20ms"). */
function numberOf(name, text) {
  const number = Number(text.replace(/ms$/, ''))
  if (Number.isInteger(number) && number >= 0) return number
  throw new Error(`--${name} 应为不小于 0 的整数 must be a whole number: ${text}`)
}

/** The demo: its people are kept with its documents, so that a later start needn't make the county again. */
async function demoOf(data) {
  const file = path.join(data, 'personas.json')
  if (existsSync(file)) return { personas: JSON.parse(await readFile(file, 'utf8')), documents: {} }
  if (!existsSync('scripts/demo/index.ts')) return { personas: [], documents: {} }
  const { loadDemo } = require('./demo/index.ts')
  return loadDemo()
}

/** Loads the demo's documents once; the list of people is written last and so says that all of it is there. */
async function fill(cloud, data, { personas, documents }) {
  if (Object.keys(documents).length === 0) return
  if (cloud.database.collections().some(({ count }) => count > 0))
    throw new Error('上次装入演示县没有完成，请加 --reset 重来。Loading broke off last time: start again with --reset.')
  console.log('装入演示县 loading the demo county …')
  for (const [collection, rows] of Object.entries(documents)) await cloud.database.bulkInsert(collection, rows)
  const { playDemo } = require('./demo/index.ts')
  await playDemo(cloud)
  await writeFile(path.join(data, 'personas.json'), JSON.stringify(personas))
}

async function emptyData(data) {
  const parts = ['store', 'files', 'secret', 'personas.json']
  await Promise.all(parts.map((part) => rm(path.join(data, part), { recursive: true, force: true })))
}

/** Width on a terminal: a Chinese character takes two columns. */
const pad = (text, width) =>
  text + ' '.repeat(Math.max(1, width - [...text].reduce((sum, c) => sum + (c > '\u2e80' ? 2 : 1), 0)))

function greet(cloud, personas, faults) {
  console.log(`\n三单通 Sandan  ${cloud.url}\n控制台 console ${cloud.url}/console\n`)
  if (personas.length > 0) console.log('演示人物 demo people (打开首页选一位 pick one on the first page):')
  for (const { name, title, note = '' } of personas) console.log(`  ${pad(name, 12)}${pad(title, 30)}${note}`)
  if (faults) console.log(`\n故障注入中 faults from seed ${faults.seed}: 答复会丢失，调用会重复，实例会中断。`)
  console.log('\n只在本机可用，不会向微信发送任何消息。Loopback only; nothing is sent to WeChat. Ctrl+C 停止 to stop.')
}

/** Rebuilds what changes while it runs; new instances take the new functions, a reload of the page the new pages. */
function watchSources(cloud) {
  let timer
  let building = Promise.resolve()
  const rebuild = async () => {
    const built = await build(['functions', 'h5']).catch((error) => console.error(error.message))
    if (built?.includes('functions')) cloud.reload()
  }
  for (const folder of ['cloudfunctions', 'types', 'src'].filter((place) => existsSync(place)))
    watch(folder, { recursive: true }, () => {
      clearTimeout(timer)
      timer = setTimeout(() => {
        building = building.then(rebuild)
      }, 200)
    })
}

async function start() {
  const { values } = parseArgs({ options })
  const [port, latency] = [numberOf('port', values.port), numberOf('latency', values.latency)]
  const data = path.resolve(values.data)
  await build(['functions', 'h5'])
  await mkdir(data, { recursive: true })
  const { startCloud } = require('../local/main.ts')
  const declared = existsSync('cloudfunctions/indexes.ts')
    ? require('../cloudfunctions/indexes.ts')
    : { collections: [], indexes: [] }
  const { collections, indexes } = declared
  const faults = values.faults === undefined ? undefined : { seed: numberOf('faults', values.faults) }
  const open = (personas, befallen = undefined) =>
    startCloud({
      ...{ data, port, latency, personas, collections, indexes, faults: befallen },
      functions: 'dist/cloudfunctions',
      static: 'dist/h5',
      unindexed: 'warn',
    })
  if (values.reset) {
    // Opened and closed first: a data folder that another process uses is not taken from under it.
    await (await open([])).close()
    await emptyData(data)
  }
  const demo = await demoOf(data)
  let cloud = await open(demo.personas)
  await fill(cloud, data, demo)
  if (faults) {
    // The demo is filled without them: nobody would call again there.
    await cloud.close()
    cloud = await open(demo.personas, faults)
  }
  greet(cloud, demo.personas, faults)
  if (values.watch) watchSources(cloud)
  const stop = async () => {
    await cloud.close()
    process.exit(0)
  }
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, stop)
}

const explanations = {
  EADDRINUSE: '端口已被占用，换一个：npm start -- --port 0。The port is taken; choose another.',
}

start().catch((error) => {
  console.error(explanations[error.code] ?? error.message)
  process.exit(1)
})
