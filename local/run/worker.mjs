/**
 * One instance of one cloud function: a thread with its own modules, its own environment and its own clock.
 * Plain JavaScript, because a worker thread starts without the TypeScript loader.
 */
import { createRequire } from 'node:module'
import { format } from 'node:util'
import { parentPort, workerData } from 'node:worker_threads'
import { handOnCompiled } from './compiled.mjs'

let clock = workerData.clock

/** Date in the cloud's time: the same prototype, so that dates made by anybody stay dates. */
const RealDate = Date
function CloudDate(...values) {
  if (!new.target) return new RealDate(CloudDate.now()).toString()
  return Reflect.construct(RealDate, values.length > 0 ? values : [CloudDate.now()], new.target)
}
CloudDate.now = () => clock.standsAt ?? RealDate.now() + clock.offsetMs
CloudDate.parse = RealDate.parse
CloudDate.UTC = RealDate.UTC
CloudDate.prototype = RealDate.prototype
RealDate.prototype.constructor = CloudDate
globalThis.Date = CloudDate

for (const level of ['log', 'info', 'warn', 'error', 'debug'])
  console[level] = (...values) => parentPort.postMessage({ type: 'log', line: format(...values) })

/**
 * The longest chain of requests of which none overlaps another, seen from here, where the waiting is done: of requests
 * taken in the order in which they end, each that began after the last chosen one ended lengthens the chain.
 */
const chain = { moment: 0, end: 0, length: 0 }
const http = createRequire(import.meta.url)('node:http')
const send = http.request
http.request = (...parameters) => {
  const began = ++chain.moment
  const request = send(...parameters)
  request.once('response', (response) =>
    response.once('end', () => {
      chain.moment += 1
      if (began <= chain.end) return
      chain.length += 1
      chain.end = chain.moment
    }),
  )
  return request
}

// A plain object: reading a worker's live process.env costs the SDK twice the time.
process.env = { ...workerData.environment }

const served = handOnCompiled(workerData.compiled, (made) => parentPort.postMessage({ type: 'compiled', ...made }))

let main
try {
  main = createRequire(workerData.entry)(workerData.entry).main
  if (typeof main !== 'function') throw new TypeError('index.js exports no function "main"')
  parentPort.postMessage({ type: 'ready' })
} catch (error) {
  parentPort.postMessage({ type: 'unloadable', message: String(error?.stack ?? error) })
}

parentPort.on('message', async (call) => {
  clock = call.clock
  Object.assign(chain, { end: chain.moment, length: 0 })
  process.env = { ...workerData.environment, ...call.environment }
  try {
    const result = await main(JSON.parse(call.event), call.context)
    parentPort.postMessage({ type: 'done', sequence: chain.length, result: JSON.stringify(result) ?? 'null' })
  } catch (error) {
    const [message, stack] = [String(error), String(error?.stack ?? '')]
    parentPort.postMessage({ type: 'failed', sequence: chain.length, message, stack })
  }
  served()
})
