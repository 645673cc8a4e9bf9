/** The demo's rules and claims: what 田堰村 has decided, and claims that wait for somebody in each state. All of it invented. */
import type { RuleTableRecord } from '../../cloudfunctions/domain/rule/record'
import { ruleTableId } from '../../cloudfunctions/domain/rule/record'
import { businessDate } from '../../cloudfunctions/kernel/time'
import { presetPolicy, presetRules } from '../../cloudfunctions/presets/rules'
import type { Cloud } from '../../local/main'
import { callerOf, mark } from './call'
import type { InventedVillage } from './village'

/** What the meeting found to be on a list of signatures anyway: no photo besides. */
const signedFor = ['meeting', 'patrol', 'elders-visited']

const decidedAt = new Date('2026-09-20T07:00:00Z')

/** The table in force since October: the one that ships, with less paper and a budget of the village's own. */
export function rulesOf({ village, homes }: InventedVillage): { ruleTables: RuleTableRecord[] } {
  const proposedBy = homes[6]![5]![0]!._id
  const items = presetRules.map((rule) => (signedFor.includes(rule.id) ? { ...rule, evidence: false } : { ...rule }))
  const table: RuleTableRecord = {
    ...{ _id: ruleTableId(village._id, 1), village: village._id, areas: village.areas, version: 1, items },
    policy: { ...presetPolicy, monthlyBudget: 3000 },
    meeting: { on: '2026-09-20', words: `${mark}村民代表会议：应到 35 人，实到 31 人，29 人同意` },
    ...{ publishedFrom: '2026-09-20', validFrom: '2026-10-01', proposedBy, at: decidedAt, demo: true },
    request: { requestId: 'demo', personId: proposedBy, inputHash: 'demo', at: decidedAt },
  }
  return { ruleTables: [table] }
}

/** Claims through the real door: two to verify, two to approve, two published, one of them objected to, one rejected. */
export async function playClaims(cloud: Pick<Cloud, 'call' | 'now'>): Promise<void> {
  const by = callerOf(cloud)
  const on = businessDate(cloud.now())
  const declare = (who: string, ruleId: string, words: string) =>
    by(who, 'claim.declare', { ruleId, on, words: `${mark}${words}` })
  const verify = async (who: string, ruleId: string, words: string) => {
    const { id: claimId, version } = await declare(who, ruleId, words)
    return by('worker-tian', 'claim.verify', { claimId, version })
  }
  const publish = async (who: string, ruleId: string, words: string) => {
    const { id: claimId, version } = await verify(who, ruleId, words)
    return by('secretary-tian', 'claim.approve', { claimId, version })
  }
  await declare('villager-tian', 'meeting', '参加了村里的议事会')
  await declare('member-tian', 'elders-visited', '给隔壁独居的老人送了饭')
  await verify('villager-tian', 'elders-visited', '陪独居老人说话、打扫屋子')
  await verify('member-tian', 'meeting', '参加了村民会议')
  await publish('villager-tian', 'patrol', '晚上和网格员一起巡逻')
  const { id: claimId } = await publish('member-tian', 'patrol', '晚上在村口值班')
  await by('neighbour-tian', 'claim.object', { claimId, reason: `${mark}那天晚上是别人值的班` })
  const wrong = await declare('villager-tian', 'patrol', '白天在家门口转了转')
  const reason = `${mark}在家门口不算巡逻`
  await by('worker-tian', 'claim.reject', { claimId: wrong.id, version: wrong.version, reason })
}
