/** One structured line a call, readable by the platform's log search. No personal data: people appear as a hash. */
import type { ErrorCode } from '#types/errors'
import { hash } from './ids'

export interface CallLine {
  action: string
  requestId: string
  /** OK or the code of the refusal. */
  code: 'OK' | ErrorCode
  ms: number
  personId?: string
}

/** Where lines go; `console` in the cloud. */
export type Log = (level: 'info' | 'error', line: Record<string, unknown>) => void

export const consoleLog: Log = (level, line) => console[level](JSON.stringify(line))

/** The line of a call, the person hashed so that lines of one person can be found by somebody who knows the id. */
export function callLine({ personId, ...line }: CallLine): Record<string, unknown> {
  return { ...line, person: personId === undefined ? undefined : hash('log', personId).slice(0, 12) }
}

/** What is logged of an unexpected error. */
export function errorLine(error: unknown): { error: string; stack?: string } {
  return error instanceof Error ? { error: error.message, stack: error.stack } : { error: String(error) }
}
