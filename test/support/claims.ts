/** Claims of the demo's villager in every state, made by the people of the demo themselves. */
import { businessDate } from '#types/business-date'
import type { CloudBeside } from './weapp/cloud'

/** What is declared, by what has become of it; these rules ask for no photo. */
export const claimed = {
  credited: { ruleId: 'yard-tidy', label: '庭院整洁、物品摆放有序' },
  declared: { ruleId: 'toilet-clean', label: '厕所干净无异味' },
  verified: { ruleId: 'waste-sorted', label: '垃圾分类投放' },
  published: { ruleId: 'front-kept', label: '落实“门前三包”' },
} as const

const day = 24 * 3_600_000

/** The business date in that cloud. */
export const todayIn = (cloud: Pick<CloudBeside, 'now'>): string => businessDate(cloud.now())

/**
 * Declared by the villager, verified by the grid worker, approved by the village secretary, credited by the clock: four days
 * pass. Gives the one that waits to be verified.
 */
export async function furnishClaims(
  cloud: Pick<CloudBeside, 'ok' | 'pass' | 'now'>,
  words: string,
): Promise<{ id: string }> {
  const declare = (ruleId: string) => cloud.ok('villager-tian', 'claim.declare', { ruleId, on: todayIn(cloud), words })
  const verify = async (ruleId: string) => {
    const { id, version } = await declare(ruleId)
    return cloud.ok('worker-tian', 'claim.verify', { claimId: id, version })
  }
  const publish = async (ruleId: string) => {
    const { id, version } = await verify(ruleId)
    return cloud.ok('secretary-tian', 'claim.approve', { claimId: id, version })
  }
  await publish(claimed.credited.ruleId)
  // publicity is over and the night before is proved
  await cloud.pass(4 * day)
  await cloud.pass(60_000)
  await publish(claimed.published.ruleId)
  await verify(claimed.verified.ruleId)
  return declare(claimed.declared.ruleId)
}
