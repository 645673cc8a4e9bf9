/** A village that goes on under another code takes along what its meetings have decided. */
import type { Db } from '../../kernel/db'
import { type RuleTableRecord, ruleTableId } from './record'

/** Versions of both codes together, far above what villages decide. */
const mostTables = 1000

/**
 * Enters every version of `from` for the successor as it stood, with its number and its dates, so that the rules in force,
 * those that are shown and those of earlier days are the same as before. Repeated, it adds what has come since.
 */
export async function carryRules(db: Db, from: string, to: { _id: string; areas: string[] }): Promise<void> {
  const tables = await db.find<RuleTableRecord>('ruleTables', {
    where: { village: db.command.in([from, to._id]) },
    limit: mostTables,
  })
  const there = new Set(tables.filter(({ village }) => village === to._id).map(({ version }) => version))
  const carried = tables
    .filter(({ village, version }) => village === from && !there.has(version))
    .map((table) => ({ ...table, _id: ruleTableId(to._id, table.version), village: to._id, areas: to.areas }))
  await db.insertAll('ruleTables', carried)
}
