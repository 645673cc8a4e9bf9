/** A village's table of rules as the screens get it. */
import type { Rule, RuleTableOutput } from '#types/rule'
import { refuse } from '../../kernel/errors'
import type { RuleTable } from './record'
import { tableOn, versionViews } from './table'

/**
 * One version with the list of all. @param version the one in force when left out
 * @throws Refusal NOT_FOUND when there is no such version
 */
export function outputOf(
  village: { _id: string; name: string },
  tables: readonly RuleTable[],
  version: number | undefined,
  today: string,
): RuleTableOutput {
  const asked = version ?? tableOn(tables, today).version
  const table = tables.find((one) => one.version === asked) ?? refuse('NOT_FOUND')
  const versions = versionViews(tables, today)
  const view = versions.find((one) => one.version === asked) ?? refuse('NOT_FOUND')
  return {
    ...view,
    ...{ villageId: village._id, villageName: village.name },
    ...{ items: table.items as Rule[], policy: table.policy, versions },
  }
}
