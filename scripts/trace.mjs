/**
 * `npm run trace -- api < stack.txt`: reads a stack trace of a deployed function and prints it with the places of our own
 * files, by the map that the last build left beside the function's folder.
 */
import { readFileSync } from 'node:fs'
import { SourceMap } from 'node:module'
import { text } from 'node:stream/consumers'

const name = process.argv[2] ?? 'api'
const map = new SourceMap(JSON.parse(readFileSync(`dist/cloudfunctions/${name}.js.map`, 'utf8')))

/** Where a place of the bundle comes from; the place itself when the map doesn't know it. */
function origin(place, line, column) {
  const { originalSource, originalLine, originalColumn } = map.findEntry(Number(line) - 1, Number(column) - 1)
  if (originalSource === undefined) return place
  return `${originalSource.replace(/^(\.\.\/)+/, '')}:${originalLine + 1}:${originalColumn + 1}`
}

const stack = await text(process.stdin)
process.stdout.write(stack.replace(/[^\s(]*index\.js:(\d+):(\d+)/g, origin))
