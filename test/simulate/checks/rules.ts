/** What must be true of rules: a version stays as it was decided, and each claim goes by the one that counted on its day. */
import { isDeepStrictEqual as same } from 'node:util'
import type { Rule } from '#types/rule'
import type { BudgetRecord } from '../../../cloudfunctions/domain/claim/budget'
import { type ClaimRecord, termsOf } from '../../../cloudfunctions/domain/claim/record'
import type { RuleTable, RuleTableRecord } from '../../../cloudfunctions/domain/rule/record'
import { ruleIn, tableOn, withPreset } from '../../../cloudfunctions/domain/rule/table'
import { businessDate } from '../../../cloudfunctions/kernel/time'
import type { Books, Checks } from '../life'

/** What a secretary was told of a table that was decided, under `rules`. */
export interface Decided {
  id: string
  items: readonly Rule[]
  validFrom: string
}

/** A village's versions as they are stored, newest first, with the one that ships. */
export const tablesIn = (books: Books, village: string): RuleTable[] =>
  withPreset(village, books.rows<RuleTableRecord>('ruleTables', { village }))

/** Whether every table that somebody was told of is there as it was, once, and its version follows on the one before. Pure. */
export function keptAsDecided(told: readonly Decided[], tables: readonly RuleTableRecord[]): string[] {
  const kept = new Map(tables.map((table) => [table._id, table]))
  return [
    ...(new Set(told.map(({ id }) => id)).size < told.length ? ['two decisions made one version of the rules'] : []),
    ...told.flatMap(({ id, items, validFrom }) => {
      const table = kept.get(id)
      if (!table) return [`rules ${id} are lost`]
      return same([table.items, table.validFrom], [items, validFrom]) ? [] : [`rules ${id} were decided otherwise`]
    }),
    ...tables.flatMap(({ _id, village, version }) =>
      version === 1 || kept.has(`${village}:${version - 1}`) ? [] : [`rules ${_id} have no version before them`],
    ),
  ]
}

/** Whether a claim keeps the terms of the version that counted on the day of its deed. Pure. */
export function byTheRules(claim: ClaimRecord, tables: readonly RuleTable[]): string[] {
  const { _id, rule, on, times, points, origin } = claim
  const table = tableOn(tables, on)
  const line = ruleIn(table, rule.id)
  if (table.version !== rule.version)
    return [`claim ${_id} of ${on} goes by version ${rule.version}, not ${table.version}`]
  if (!line) return [`claim ${_id} goes by ${rule.id}, which version ${rule.version} doesn't have`]
  if (!same(termsOf(claim), termsOf(line)))
    return [`claim ${_id} has other terms than ${rule.id} in version ${rule.version}`]
  if (origin === 'automatic' || points === line.points * times) return []
  return [`claim ${_id} of ${times} × ${line.points} is worth ${points}`]
}

/** Whether a village issued no more in a month than the highest ceiling that counted in it. Pure. @param today business date */
export function withinCeiling(
  { _id, month, used }: BudgetRecord,
  tables: readonly RuleTable[],
  today: string,
): string[] {
  const days = Array.from({ length: 31 }, (_, n) => `${month}-${String(n + 1).padStart(2, '0')}`)
  const ceilings = days.filter((day) => day <= today).map((day) => tableOn(tables, day).policy.monthlyBudget)
  const most = Math.max(...ceilings)
  return used > most ? [`village ${_id} issued ${used} in ${month}, its ceiling was ${most}`] : []
}

export const ruleChecks: Checks = {
  touched: (books, collection, id) => {
    const claim = collection === 'claims' && books.row<ClaimRecord>('claims', id)
    return claim && !claim.demo ? byTheRules(claim, tablesIn(books, claim.village)) : []
  },
  daily: (books) => {
    const tables = books.rows<RuleTableRecord>('ruleTables')
    const of = new Map(tables.map(({ village }) => [village, tablesIn(books, village)]))
    const tablesOf = (village: string) => of.get(village) ?? withPreset(village, [])
    const today = businessDate(books.now)
    return [
      ...keptAsDecided(books.told('rules'), tables),
      ...books
        .rows<ClaimRecord>('claims')
        .flatMap((claim) => (claim.demo ? [] : byTheRules(claim, tablesOf(claim.village)))),
      ...books.rows<BudgetRecord>('budgets').flatMap((budget) => withinCeiling(budget, tablesOf(budget._id), today)),
    ]
  },
}
