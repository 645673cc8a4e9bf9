/** The noun rule: what earns and costs points in a village, and since when. */
import { RuleProposeInput, RuleTableInput } from '#types/rule'
import { type Action, action } from '../../kernel/action'
import { businessDate } from '../../kernel/time'
import { villageFor } from './look'
import { propose } from './propose'
import { readTables } from './read'
import { outputOf } from './view'

export { carryRules } from './carry'
export { villageFor } from './look'
export { rulesOn } from './read'
export type { RuleTable } from './record'
export { automaticRule, ruleIn } from './table'

export const ruleActions: Action[] = [
  action('rule.table', RuleTableInput, async (call, { areaId, version }) => {
    const village = await villageFor(call, areaId)
    return outputOf(village, await readTables(call.db, village._id), version, businessDate(call.now))
  }),
  action('rule.propose', RuleProposeInput as never, propose),
]
