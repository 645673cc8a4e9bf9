/** How long `npm start` takes to the first page: in this folder once more, or from a clean checkout. */
import { execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { atMost, type Line } from './report'

/** Bounds of architecture.md §6 in seconds. */
const budgets = { first: 90, next: 5 }

/** Starts in a folder, waits until the first page answers, ends it. @returns seconds */
async function startOnce(root: string, data: string): Promise<number> {
  const began = performance.now()
  const child = spawn(process.execPath, ['scripts/start.mjs', '--port', '0', '--data', data], { cwd: root })
  const words: string[] = []
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  try {
    const url = await new Promise<string>((resolve, reject) => {
      for (const stream of [child.stdout, child.stderr])
        stream.on('data', (chunk) => {
          words.push(String(chunk))
          const found = /http:\/\/127\.0\.0\.1:\d+(?=\s)/.exec(words.join(''))
          if (found) resolve(found[0])
        })
      child.once('close', (code) => reject(new Error(`npm start ended (${code}): ${words.join('').slice(-500)}`)))
    })
    const page = await fetch(url)
    if (!page.ok || !(await page.text()).includes('<html'))
      throw new Error(`${url} answers ${page.status}, and no page`)
    return (performance.now() - began) / 1000
  } finally {
    child.kill('SIGTERM')
    await ended
  }
}

/** @param fresh clone what is committed and start it for the first time, with the modules installed here */
export async function startLines({ fresh }: { fresh: boolean }): Promise<Line[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'sandan-start-'))
  const data = path.join(folder, 'data')
  const root = fresh ? path.join(folder, 'checkout') : process.cwd()
  try {
    if (fresh) {
      execFileSync('git', ['clone', '--quiet', '--no-hardlinks', process.cwd(), root])
      symlinkSync(path.resolve('node_modules'), path.join(root, 'node_modules'))
    }
    const first = await startOnce(root, data)
    const next = await startOnce(root, data)
    const unit = ' s'
    return [
      ...(fresh ? [atMost('npm start on a clean checkout, to the first page', first, budgets.first, { unit })] : []),
      atMost('npm start once more, to the first page', next, budgets.next, { unit }),
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
