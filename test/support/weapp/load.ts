/** Runs the built scripts as WeChat does: CommonJS, with none of the browser's or Node's own names in reach. */
import { readFileSync } from 'node:fs'
import path from 'node:path'

/** Names that a mini-program does not have. Code that uses one fails here as it would on a phone. */
const ABSENT = [
  'window',
  'document',
  'navigator',
  'location',
  'history',
  'self',
  'global',
  'process',
  'Buffer',
  'localStorage',
  'sessionStorage',
  'indexedDB',
  'fetch',
  'XMLHttpRequest',
  'FormData',
  'Blob',
  'File',
  'URL',
  'Image',
  'Audio',
  'Element',
  'HTMLElement',
  'Node',
  'Event',
  'CustomEvent',
  'MutationObserver',
  'AbortController',
  'crypto',
  'performance',
  'requestAnimationFrame',
  'cancelAnimationFrame',
  'TextEncoder',
  'TextDecoder',
  'structuredClone',
  'queueMicrotask',
]

/** What its global object holds, beside the language itself. */
const PRESENT = ['console', 'setTimeout', 'clearTimeout', 'setInterval', 'clearInterval']

const LANGUAGE = [
  'Object Array Function Boolean Number String Symbol BigInt Math JSON Date RegExp Promise Proxy Reflect Map Set WeakMap',
  'WeakSet WeakRef Error TypeError RangeError SyntaxError EvalError URIError ReferenceError ArrayBuffer DataView Uint8Array',
  'Int8Array Uint8ClampedArray Int16Array Uint16Array Int32Array Uint32Array Float32Array Float64Array parseInt parseFloat',
  'isNaN isFinite encodeURIComponent decodeURIComponent encodeURI decodeURI NaN Infinity undefined',
]
  .join(' ')
  .split(' ')

/** The names that the platform hands to every script. */
export interface Given {
  wx: object
  App(options: object): void
  Page(options: object): void
  Component(options: object): void
  getApp(): object
  getCurrentPages(): object[]
}

/** A `require` that starts in `root`, runs every file once and hands it only what a mini-program has. */
export function createLoader(root: string, given: Given): (file: string) => unknown {
  const modules = new Map<string, { exports: unknown }>()
  const bare: Record<string, unknown> = { ...given }
  for (const name of [...LANGUAGE, ...PRESENT]) bare[name] = (globalThis as Record<string, unknown>)[name]
  const names = ['require', 'module', 'exports', 'globalThis', ...Object.keys(given), ...ABSENT]

  const load = (file: string): unknown => {
    const full = file.endsWith('.js') ? file : `${file}.js`
    const known = modules.get(full)
    if (known) return known.exports
    const module = { exports: {} as unknown }
    modules.set(full, module)
    const source = readFileSync(full, 'utf8')
    const run = new Function(...names, `${source}\n//# sourceURL=${full}`)
    const require = (relative: string) => load(path.resolve(path.dirname(full), relative))
    run(require, module, module.exports, bare, ...Object.values(given))
    return module.exports
  }
  return (file) => load(path.join(root, file))
}
