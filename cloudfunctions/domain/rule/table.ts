/** Which version of a village's rules counts when. Pure: a version never changes, and dates alone say which is in force. */
import type { AutomaticKey, Rule, RuleTableState, RuleVersionView } from '#types/rule'
import type { Unit } from '#types/units'
import { addDays } from '../../kernel/time'
import { presetPolicy, presetRules } from '../../presets/rules'
import type { RuleTable } from './record'

/** Version 0: what ships, as a table of this village. */
const presetTable = (village: string): RuleTable => ({
  village,
  version: 0,
  items: presetRules,
  policy: presetPolicy,
  publishedFrom: '1970-01-01',
  validFrom: '1970-01-01',
})

/** A village's versions, newest first, with the one that ships as the last. */
export const withPreset = (village: string, decided: readonly RuleTable[]): RuleTable[] => [
  ...[...decided].sort((a, b) => b.version - a.version),
  presetTable(village),
]

/** The newest version that is in force on a business date. `tables` are newest first and end with version 0. */
export function tableOn(tables: readonly RuleTable[], date: string): RuleTable {
  return tables.find((table) => table.validFrom <= date) ?? tables.at(-1)!
}

/** How each version stands today: a version ends the day before a later one comes into force. */
export function versionViews(tables: readonly RuleTable[], today: string): RuleVersionView[] {
  const current = tableOn(tables, today).version
  return tables.map(({ version, publishedFrom, validFrom, meeting }) => {
    const ends = tables.filter((later) => later.version > version).map((later) => later.validFrom)
    const state: RuleTableState = version === current ? 'inForce' : version > current ? 'published' : 'past'
    return {
      ...{ version, state, publishedFrom, validFrom },
      ...(ends.length > 0 ? { validTo: addDays([...ends].sort()[0]!, -1) } : {}),
      ...(meeting ? { meeting } : {}),
    }
  })
}

export const ruleIn = ({ items }: RuleTable, id: string): Rule | undefined => items.find((rule) => rule.id === id)

/** The rule by which something is awarded by itself, or none where a village has taken it out. */
export const automaticRule = ({ items }: RuleTable, key: AutomaticKey, unit: Unit): Rule | undefined =>
  items.find((rule) => rule.automatic === key && rule.unit === unit)
