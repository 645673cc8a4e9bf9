import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** A timer of a function, in the platform's 7-field cron (second minute hour day month weekday year, UTC+8). */
export interface Trigger {
  name: string
  type: 'timer'
  config: string
}

/** A function as it is deployed: its folder and what its config.json says. */
export interface CloudFunction {
  name: string
  entry: string
  openapi: ReadonlySet<string>
  triggers: Trigger[]
  timeoutMs: number
  memoryMb: number
}

/** The platform's own time-out and memory where config.json says nothing. */
const defaults = { timeout: 3, memory: 256 }

/** Reads every folder of `directory` that has an index.js. */
export function loadFunctions(directory: string): Map<string, CloudFunction> {
  const found = new Map<string, CloudFunction>()
  for (const name of existsSync(directory) ? readdirSync(directory).sort() : []) {
    const entry = path.resolve(directory, name, 'index.js')
    if (!existsSync(entry)) continue
    const file = path.join(directory, name, 'config.json')
    const config = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}
    found.set(name, {
      name,
      entry,
      openapi: new Set(config.permissions?.openapi ?? []),
      triggers: config.triggers ?? [],
      timeoutMs: (config.timeout ?? defaults.timeout) * 1000,
      memoryMb: config.memory ?? defaults.memory,
    })
  }
  return found
}
