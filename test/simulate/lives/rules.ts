/** A village changes its rules: the meeting decides, the secretary shows the new table, and after some days it counts. */
import {
  leastRulePublicity,
  type Rule,
  type RuleProposeInput,
  type RuleTableOutput,
  type VillagePolicy,
} from '#types/rule'
import { ruleTableId } from '../../../cloudfunctions/domain/rule/record'
import { businessDate } from '../../../cloudfunctions/kernel/time'
import { presetRules } from '../../../cloudfunctions/presets/rules'
import type { Random } from '../../../scripts/demo/random'
import type { Decided } from '../checks/rules'
import type { Hand, Life } from '../life'

/** Lines that a meeting changes at most. */
const mostChanges = 4
/** Goods points a month, from a ceiling that is soon reached to one that isn't. */
const ceilings = [40, 150, 600, 10_000]

/** The rule worth something else, within its own caps, or with another cap a month, or with none. */
function revalued(rule: Rule, random: Random): Rule {
  const { caps, points } = rule
  const most = Math.min(9, ...[caps?.day, caps?.month, caps?.year].map((cap) => cap ?? 9))
  if (random.chance(0.5)) return { ...rule, points: random.between(1, most) }
  if (!caps || caps.day !== undefined || caps.year !== undefined) return rule
  const { month: _, ...others } = caps
  return random.chance(0.3)
    ? { ...rule, caps: others }
    : { ...rule, caps: { ...caps, month: points + random.between(0, 8) } }
}

/** What a meeting makes of a table: lines taken out, put back, or valued otherwise. */
function changed(items: readonly Rule[], random: Random): Rule[] {
  const table = [...items]
  for (let change = random.between(1, mostChanges); change > 0; change--) {
    const at = random.between(0, table.length - 1)
    const gone = presetRules.filter(({ id }) => !table.some((rule) => rule.id === id))
    if (gone.length > 0 && random.chance(0.3)) table.push(random.pick(gone))
    else if (!table[at]!.automatic && random.chance(0.3)) table.splice(at, 1)
    else table[at] = revalued(table[at]!, random)
  }
  return table
}

const decidedPolicy = (policy: VillagePolicy, random: Random): VillagePolicy => ({
  ...policy,
  ...(random.chance(0.5) ? { monthlyBudget: random.pick(ceilings) } : {}),
  ...(random.chance(0.2) ? { expiry: random.pick(['yearEnd', 'carryOver', 'threeYears']) } : {}),
})

/** The newest table that the village has decided, whether it counts yet or not. */
async function newest({ call, me }: Hand): Promise<RuleTableOutput | undefined> {
  const areaId = me.areas[2]!
  const seen = await call('rule.table', { areaId })
  if (!seen.ok) return undefined
  const { version } = seen.data.versions[0]!
  if (version === seen.data.version) return seen.data
  const last = await call('rule.table', { areaId, version })
  return last.ok ? last.data : undefined
}

async function decide(hand: Hand): Promise<void> {
  const { random, call, books, tell, touched, wrong, me, rivalled } = hand
  const table = await newest(hand)
  if (!table) return wrong(`${me.id} can't read the village's rules`)
  const { villageId, version, items, policy } = table
  const answer = await call('rule.propose', {
    ...{ areaId: villageId, basedOn: version },
    ...{ items: changed(items, random) as RuleProposeInput['items'], policy: decidedPolicy(policy, random) },
    meeting: { on: businessDate(books.now), words: '模拟：村民代表会议，到会 21 人，同意 19 人' },
    publicityDays: leastRulePublicity + random.between(0, 2),
  })
  const id = ruleTableId(villageId, version + 1)
  touched('ruleTables', id)
  if (answer.ok)
    return tell('rules', { id, items: answer.data.items, validFrom: answer.data.validFrom } satisfies Decided)
  if (rivalled && answer.error.code === 'CONFLICT') return
  wrong(`rule.propose ${id} by ${me.id}: ${answer.error.code} ${answer.error.message}`)
}

export const rules: Life = {
  name: 'rules',
  share: 0.3,
  cast: { 'secretary-tian': 2, 'secretary-diao': 1, 'secretary-zheng': 1 },
  act: decide,
}
