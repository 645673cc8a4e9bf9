/** Chromium for the tests: the npm package on Linux x64, so that nothing has to be installed; elsewhere what is there. */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import path from 'node:path'
import { type Browser, chromium } from 'playwright-core'

const packaged = existsSync(path.join(__dirname, 'node_modules/@sparticuz/chromium/package.json'))

/** Where browsers usually lie, in the order they are tried. */
const usual = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
]

const installed = usual.find((place): place is string => Boolean(place) && existsSync(place!))

/** Whether there is a browser to test in. */
export const hasBrowser = packaged || installed !== undefined

/** Starts a browser without a window. @throws when there is none */
export async function launch(): Promise<Browser> {
  const common = ['--no-sandbox', '--disable-gpu', '--font-render-hinting=none']
  if (!packaged) return chromium.launch({ executablePath: installed, args: common })
  const { executablePath, environment } = unpacked()
  return chromium.launch({
    executablePath,
    // The package's own --single-process would end the browser with its first closed page.
    args: [...common, '--no-zygote', '--headless=shell'],
    env: { ...(process.env as Record<string, string>), ...environment },
  })
}

function unpacked(): { executablePath: string; environment: Record<string, string> } {
  const folder = path.resolve(__dirname, '../../.sandan/browser')
  mkdirSync(folder, { recursive: true })
  const text = execFileSync(process.execPath, [path.join(__dirname, 'unpack.mjs')], {
    // The name of a Lambda environment makes the package unpack the system libraries that a bare machine lacks.
    env: { ...process.env, TMPDIR: folder, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x' },
    encoding: 'utf8',
  })
  return JSON.parse(text)
}
