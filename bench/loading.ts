/** What loading our code costs beside loading the SDK: both in one fresh process, several times. */
import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { atMost, type Line, median } from './report'

/** Ours at most, as a share of the SDK's (architecture.md §6). */
const mostShare = 0.25

const processes = 15

/** Loads the SDK, then the function that uses it, and says what each took in milliseconds. */
const script = `
const began = performance.now()
require(process.argv[1] + '/sdk.js')
const between = performance.now()
require(process.argv[1] + '/index.js')
console.log(JSON.stringify({ sdk: between - began, ours: performance.now() - between }))`

function loadOnce(folder: string): { sdk: number; ours: number } {
  const environment = {
    TENCENTCLOUD_RUNENV: 'SCF',
    TENCENTCLOUD_REGION: 'ap-shanghai',
    SCF_NAMESPACE: 'local-env',
    TCB_ENV: 'local-env',
    TZ: 'UTC',
  }
  const { status, stdout, stderr } = spawnSync(process.execPath, ['-e', script, folder], {
    encoding: 'utf8',
    env: { PATH: process.env.PATH, ...environment },
  })
  if (status !== 0) throw new Error(`${folder} doesn't load: ${stderr}`)
  return JSON.parse(stdout.trim().split('\n').at(-1)!)
}

/** One line a function. */
export function loadingLines(dist = 'dist/cloudfunctions'): Line[] {
  return ['api', 'clock', 'push', 'job'].map((name) => {
    const loads = Array.from({ length: processes }, () => loadOnce(path.resolve(dist, name)))
    const share = median(loads.map(({ sdk, ours }) => ours / sdk))
    const [ours, sdk] = [median(loads.map((load) => load.ours)), median(loads.map((load) => load.sdk))]
    const note = `${ours.toFixed(0)} of ${sdk.toFixed(0)} ms`
    return atMost(`loading ${name}, share of loading the SDK`, share, mostShare, { note, values: { ours, sdk } })
  })
}
