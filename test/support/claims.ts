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

/** A business date so many days from now. */
export const dayFrom = (days: number): string => businessDate(new Date(Date.now() + days * day))

/**
 * Declared by the villager, verified by the grid worker, approved by the village secretary, credited by the clock: four days
 * pass. Gives the one that waits to be verified.
 */
export async function furnishClaims(cloud: Pick<CloudBeside, 'ok' | 'pass'>, words: string): Promise<{ id: string }> {
  const declare = (ruleId: string, on = dayFrom(0)) => cloud.ok('villager-tian', 'claim.declare', { ruleId, on, words })
  const verify = async (ruleId: string, on?: string) => {
    const { id, version } = await declare(ruleId, on)
    return cloud.ok('worker-tian', 'claim.verify', { claimId: id, version })
  }
  const publish = async (ruleId: string, on?: string) => {
    const { id, version } = await verify(ruleId, on)
    return cloud.ok('secretary-tian', 'claim.approve', { claimId: id, version })
  }
  await publish(claimed.credited.ruleId)
  // publicity is over and the night before is proved
  await cloud.pass(4 * day)
  await cloud.pass(60_000)
  const later = dayFrom(4)
  await publish(claimed.published.ruleId, later)
  await verify(claimed.verified.ruleId, later)
  return declare(claimed.declared.ruleId, later)
}
