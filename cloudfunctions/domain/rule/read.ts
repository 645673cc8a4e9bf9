/** Reading a village's rules: all versions at once, held for a minute, which is safe because none counts the day it is made. */

import { cached } from '../../kernel/cache'
import type { Db } from '../../kernel/db'
import type { RuleTable, RuleTableRecord } from './record'
import { tableOn, withPreset } from './table'

const heldMs = 60_000

/** Versions read, the newest; a village decides one or two a year. */
const mostVersions = 30

/** A village's versions newest first, straight from the database. */
export async function readTables(db: Db, village: string): Promise<RuleTable[]> {
  const decided = await db.find<RuleTableRecord>('ruleTables', {
    where: { village },
    sort: [['version', 'desc']],
    limit: mostVersions,
  })
  return withPreset(village, decided)
}

const heldTables = cached(heldMs, readTables)

/** A village's versions newest first, up to a minute old. */
const tablesOf = (db: Db, village: string, now: Date): Promise<RuleTable[]> => heldTables(db, village, now)

/** The rules that count in a village for what happened on a business date. */
export async function rulesOn(db: Db, village: string, date: string, now: Date): Promise<RuleTable> {
  return tableOn(await tablesOf(db, village, now), date)
}
