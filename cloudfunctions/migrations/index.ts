/**
 * Changes of what is stored, by number: `0001-name.ts` exports a `Migration`, and stands in this list. After a deployment
 * `clock` runs what hasn't run, a few steps a minute, each resumable. None is needed yet: this is the first schema.
 */
import type { Migration } from '../kernel/migrate'

export const migrations: readonly Migration[] = []
