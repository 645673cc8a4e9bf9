/**
 * Compiled code handed on from one instance to the next, so that whatever takes the place of a dead one is there in half the
 * time. V8 takes it for the same source text only; that text is known by its hash.
 */
import { createHash } from 'node:crypto'
import Module, { createRequire } from 'node:module'
import path from 'node:path'
import vm from 'node:vm'

/** Calls after which what an instance has compiled is worth handing on: what the first one needs, and what many did. */
const worthKeeping = [1, 64]

/**
 * Loads CommonJS modules with what was compiled before.
 * @param {Map<string, {calls: number, code: Uint8Array}>} known by the hash of the source; `calls`: how many calls it has seen
 * @param {(made: {hash: string, calls: number, code: Uint8Array}) => void} keep is given what is worth keeping
 * @returns {() => void} to be called after each call of the function
 */
export function handOnCompiled(known, keep) {
  const loaded = []
  Module.prototype._compile = function (content, filename) {
    const hash = createHash('sha1').update(content).digest('hex')
    const before = known.get(hash)
    const script = new vm.Script(Module.wrap(content), {
      filename,
      // lines and columns of an error are those of the file
      columnOffset: -Module.wrapper[0].length,
      cachedData: before?.code,
    })
    loaded.push({ hash, script, calls: script.cachedDataRejected === false ? before.calls : 0 })
    const run = script.runInThisContext()
    return run.call(this.exports, this.exports, createRequire(filename), this, filename, path.dirname(filename))
  }
  let calls = 0
  return () => {
    calls += 1
    if (!worthKeeping.includes(calls)) return
    for (const one of loaded.filter((each) => each.calls < calls)) {
      one.calls = calls
      keep({ hash: one.hash, calls, code: one.script.createCachedData() })
    }
  }
}
