/** What the actions cost in round trips and operations, in a warm instance: measured by walking cases through the loop and goods over the counter. */
import type { CallerEvent } from '#types/case'
import { caseEventInputs } from '#types/case'
import { type DemoCloud, startDemoCloud } from '../test/support/demo'
import { budgetOf, type CallCost, callBudgets, lastCost, latency } from './calls-cost'
import { walkVillage } from './calls-village'
import { atMost, type Line } from './report'

const repair = { kind: 'request', category: 'repair', words: '厨房的灯坏了', place: { text: '3 组 12 号' } } as const

/** A story: who causes which event, after villager-tian has submitted. Together they have every event that a caller can cause. */
const stories: readonly (readonly [who: string, event: CallerEvent, data?: object])[][] = [
  [
    ['villager-tian', 'urge'],
    ['leader-tian', 'assess', { category: 'repair', urgency: 'normal', visibility: 'village' }],
    ['leader-tian', 'dispatch', { target: { to: 'person', personId: '' } }],
    ['member-tian', 'accept'],
    ['member-tian', 'progress', { note: '已到现场' }],
    ['villager-tian', 'comment', { note: '请问几点来' }],
    ['member-tian', 'complete', { note: '换好了' }],
    ['villager-tian', 'confirm', { rating: 'satisfied' }],
    ['villager-tian', 'reopen', { reason: '又坏了' }],
    ['leader-tian', 'dispatch', { target: { to: 'person', personId: '' } }],
    ['member-tian', 'decline', { reason: '今天不在家' }],
  ],
  [
    ['leader-tian', 'assess', { category: 'repair', urgency: 'normal', visibility: 'village' }],
    ['leader-tian', 'dispatch', { target: { to: 'person', personId: '' } }],
    ['member-tian', 'accept'],
    ['member-tian', 'transfer', { target: { to: 'pool' }, reason: '需要电工' }],
  ],
  [
    ['worker-tian', 'settleOnSpot', { note: '当场换好了' }],
    ['villager-tian', 'dissatisfied', { reason: '还是不亮' }],
  ],
  [
    ['leader-tian', 'escalate', { reason: '需要村里协调', tried: '上门看过' }],
    ['secretary-tian', 'returnDown', { note: '请网格先办' }],
  ],
  [
    ['leader-tian', 'reject', { reason: 'unclear' }],
    ['villager-tian', 'appeal', { reason: '确实归村里管' }],
  ],
  [
    ['neighbour-tian', 'support'],
    ['villager-tian', 'withdraw'],
  ],
]

const homes = ['villager-tian', 'member-tian', 'worker-tian', 'leader-tian', 'secretary-tian', 'county-leader']
const lists = [
  ['villager-tian', 'mine'],
  ['leader-tian', 'todo'],
  ['member-tian', 'offered'],
  ['member-tian', 'handling'],
  ['volunteer-tian', 'pool'],
  ['secretary-tian', 'area'],
  ['secretary-tian', 'overdue'],
] as const

/** A case as the walk needs it. */
type Stored = { version: number }

/** Reserves what the villager can have and hands it over by its code. */
async function redeemOnce(cloud: DemoCloud, heard: (name: string, cost: CallCost) => void): Promise<void> {
  const { rows } = await cloud.ok('villager-tian', 'goods.list', {})
  const { id: goodsId, price } = rows.find(({ affordable, limitLeft = 1 }) => affordable && limitLeft > 0)!
  const reserved = await cloud.ok('villager-tian', 'redemption.reserve', { goodsId, quantity: 1, price })
  heard('redemption.reserve', lastCost(cloud, 'redemption.reserve'))
  const { storeId, code } = reserved
  await cloud.ok('keeper-tian', 'redemption.handOver', { storeId, code, deviceId: 'bench-counter' })
  heard('redemption.handOver', lastCost(cloud, 'redemption.handOver'))
}

/** Walks all stories once, with the pages in between; tells `heard` what each call cost. */
async function walk(cloud: DemoCloud, heard: (name: string, cost: CallCost) => void): Promise<void> {
  const { personId } = await cloud.ok('member-tian', 'person.me', {})
  const pages = async () => {
    for (const who of homes) {
      await cloud.ok(who, 'home.get', {})
      heard(`home.get ${who}`, lastCost(cloud, 'home.get'))
    }
    for (const [who, view] of lists) {
      await cloud.ok(who, 'case.list', { view })
      heard(`case.list ${view}`, lastCost(cloud, 'case.list'))
    }
  }
  for (const story of stories) {
    const { id } = await cloud.ok('villager-tian', 'case.submit', repair)
    heard('case.submit', lastCost(cloud, 'case.submit'))
    for (const [who, event, data = {}] of story) {
      const [{ version }] = cloud.database.read('cases', { limit: 1, skip: 0, filter: { _id: id } }) as never as [
        Stored,
      ]
      const input = JSON.parse(JSON.stringify(data).replace('"personId":""', `"personId":"${personId}"`))
      const onVersion = 'version' in caseEventInputs[event].entries ? { version } : {}
      await cloud.ok(who, `case.${event}`, { caseId: id, ...onVersion, ...input } as never)
      heard(`case.${event}`, lastCost(cloud, `case.${event}`))
    }
  }
  await redeemOnce(cloud, heard)
  await pages()
}

/**
 * The costs by call (`home.get leader-tian`, `case.list todo`, `case.accept`) on a demo cloud with one instance: the least
 * of three walks, since the first reads what an instance keeps (areas, posts), as does any after its minute has passed;
 * within a walk the dearest, since one event can come about in several ways.
 */
export async function callCosts(cloud: DemoCloud): Promise<Map<string, CallCost>> {
  const costs = new Map<string, CallCost>()
  const pick = (choose: typeof Math.min, a: CallCost, b: CallCost = a): CallCost => ({
    decide: choose(a.decide, b.decide),
    sequence: choose(a.sequence, b.sequence),
    roundTrips: choose(a.roundTrips, b.roundTrips),
    operations: choose(a.operations, b.operations),
  })
  // the village's walks let hours pass, and what an instance keeps with them: they come when the others are over
  for (const one of [walk, walk, walk, walkVillage, walkVillage, walkVillage]) {
    const walked = new Map<string, CallCost>()
    await one(cloud, (name, cost) => walked.set(name, pick(Math.max, cost, walked.get(name))))
    for (const [name, cost] of walked) costs.set(name, pick(Math.min, cost, costs.get(name)))
  }
  return costs
}

const units = {
  decide: 'round trips to decide',
  sequence: 'round trips in sequence',
  operations: 'operations',
} as const

/** One line for each bound: the dearest call under it. */
export async function callLines(): Promise<Line[]> {
  const cloud = await startDemoCloud({ workers: 1, latency })
  try {
    const costs = [...(await callCosts(cloud))]
    return Object.entries(callBudgets).flatMap(([group, bounds]) => {
      const members = costs.filter(([name]) => budgetOf(name) === group)
      return Object.entries(bounds).map(([kind, bound]) => {
        const by = (cost: CallCost) => cost[kind as keyof typeof units]
        const worst = Math.max(...members.map(([, cost]) => by(cost)))
        const names = members
          .filter(([, cost]) => by(cost) === worst)
          .map(([name]) => name.replace(/^\S+ |case\.|redemption\./, ''))
        const note = `${members.length > 1 ? `${names.length} of ${members.length}: ` : ''}${names.slice(0, 3).join(', ')}${names.length > 3 ? ' …' : ''}`
        const values = Object.fromEntries(members.map(([name, cost]) => [name, by(cost)]))
        return atMost(`${group}, ${units[kind as keyof typeof units]}`, worst, bound, { note, values })
      })
    })
  } finally {
    await cloud.close()
  }
}
