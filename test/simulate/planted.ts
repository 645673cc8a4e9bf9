/** Cloud functions with a defect in them, for the tests that the simulation finds it: bundled from a copy of the source. */
import { execFileSync } from 'node:child_process'
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/** A defect: what a line of the source says, and what it says instead. */
export interface Defect {
  /** Below cloudfunctions. */
  file: string
  right: string
  wrong: string
}

export const defects = {
  /** An effect that runs again counts again. */
  countedTwice: { file: 'domain/counter/index.ts', right: '{ applied: _.neq(id) }', wrong: '{}' },
  /** A submission that comes again is a case again. */
  submittedTwice: {
    file: 'domain/case/submit.ts',
    right: "ids.hash('case', call.openid, call.requestId)",
    wrong: 'ids.random()',
  },
} as const satisfies Record<string, Defect>

const root = path.resolve(__dirname, '../..')

/**
 * Bundles the functions with a defect.
 * @returns the folder, and what removes it
 * @throws when the source doesn't say what the defect changes
 */
export function plant(name: keyof typeof defects): { functions: string; remove(): void } {
  const { file, right, wrong } = defects[name]
  // Beside the sources, so that they find the contract and their packages.
  const place = path.join('.sandan', `planted-${name}-${process.pid}`)
  const [source, output] = [path.join(place, 'source'), path.join(place, 'functions')]
  cpSync(path.join(root, 'cloudfunctions'), path.join(root, source), { recursive: true })
  const changed = path.join(root, source, file)
  const text = readFileSync(changed, 'utf8')
  if (!text.includes(right)) throw new Error(`${file} doesn't say ${right}`)
  writeFileSync(changed, text.replaceAll(right, wrong))
  const script = `import('./config/functions.mjs').then((bundler) => bundler.buildFunctions(${JSON.stringify({ source, output })}))`
  execFileSync(process.execPath, ['-e', script], { cwd: root, stdio: 'pipe' })
  return {
    functions: path.join(root, output),
    remove: () => rmSync(path.join(root, place), { recursive: true, force: true }),
  }
}
