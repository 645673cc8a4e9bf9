/** Claims, people and ground to test with. */
import { newClaim } from '../../../cloudfunctions/domain/claim/birth'
import { type BudgetRecord, budgetOn } from '../../../cloudfunctions/domain/claim/budget'
import type { ClaimRecord } from '../../../cloudfunctions/domain/claim/record'
import type { Correction, Ground } from '../../../cloudfunctions/domain/claim/settle'
import { openAccount } from '../../../cloudfunctions/domain/ledger/post'
import type { AccountRecord } from '../../../cloudfunctions/domain/ledger/record'
import { businessDate, startOfBusinessDay } from '../../../cloudfunctions/kernel/time'
import { presetPolicy } from '../../../cloudfunctions/presets/rules'
import type { Role, Session } from '../../../types/roles'
import type { Rule } from '../../../types/rule'

export const village = '411521105204'
const group = `${village}0101`
export const grid = `${group}0001`
export const areas = ['411521', '411521105', village, group, grid]

/** Ten in the morning of a business date, in Shanghai. */
export const at = (date: string): Date => new Date(startOfBusinessDay(date).getTime() + 10 * 3_600_000)

const rule = (more: Partial<Rule> = {}): Rule => ({
  ...{ id: 'clean', group: 'home', sign: 'positive', unit: 'goods', earner: 'household', label: '参加清洁日' },
  ...{ points: 3, evidence: false, verifiers: ['gridWorker'], approvers: ['villageSecretary', 'gridLeader'] },
  publicityDays: 3,
  ...more,
})

export const claim = (more: Partial<ClaimRecord> = {}, ofRule: Partial<Rule> = {}): ClaimRecord => {
  const on = more.on ?? '2026-11-20'
  const made = newClaim({
    ...{ id: 'c1', origin: 'declared', state: 'declared', rule: rule(ofRule), version: 0, points: 3, times: 1 },
    ...{ on, eventAt: at(on), words: '扫了村口', now: at('2026-11-20') },
    filer: { personId: 'p1', name: '张三' },
    subject: {
      ...{ owner: { kind: 'household', id: 'h1' }, name: '张三', household: '1组1号', householdId: 'h1' },
      ...{ personId: 'p1', members: ['p1', 'p2'], village, areas },
    },
  })
  return { ...made, version: 1, seq: 1, ...more }
}

export const session = (personId: string, householdId: string, posts: [Role, string][] = []): Session => ({
  ...{ standing: 'confirmed', personId, identities: [personId], name: personId, householdId, areas },
  posts: posts.map(([role, areaId]) => ({
    ...{
      postId: `${personId}:${role}`,
      role,
      areaId,
      areas: areas.slice(0, areas.indexOf(areaId) + 1),
      from: '2026-01-01',
    },
  })),
})

export const openHousehold = (): AccountRecord =>
  openAccount('goods', { owner: { kind: 'household', id: 'h1' }, name: '张三', areas })

/** What a transaction would read on a date. */
export function ground(
  date: string,
  { account = openHousehold(), budget = null as BudgetRecord | null, limit = 100 } = {},
): Ground & { budget: BudgetRecord } {
  const now = at(date)
  const month = { village, areas: areas.slice(0, 3), limit, today: businessDate(now) }
  return { account, budget: budgetOn(budget, month), policy: { ...presetPolicy, monthlyBudget: limit }, now }
}

/** The secretary puts something right. */
export const correction: Correction = {
  actor: { personId: 's1', name: '书记' },
  reason: '照片是别家的',
  request: { requestId: 'r1', personId: 's1', inputHash: 'h', at: at('2026-11-25') },
}
