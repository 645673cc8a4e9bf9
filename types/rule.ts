/** Rules of points on the wire: a village's table of what earns and costs points, and how it is changed by a meeting. */
import * as v from 'valibot'
import { AreaId, BusinessDate, type Signature, Version, Words } from './common'
import type { Unit } from './points'
import type { Role } from './roles'
import {
  type AutomaticKey,
  approverRoles,
  automaticKeys,
  type CapPeriod,
  type Expiry,
  expiries,
  leastRulePublicity,
  mostPoints,
  type RuleGroup,
  type RuleSign,
  ruleGroups,
  ruleSigns,
  verifierRoles,
} from './rule-words'

export * from './rule-words'

const keys = <Table extends object>(table: Table) =>
  Object.keys(table) as [keyof Table & string, ...(keyof Table & string)[]]

const Points = v.pipe(
  v.number('分值应为整数'),
  v.integer('分值应为整数'),
  v.minValue(1, '分值至少 1 分'),
  v.maxValue(mostPoints, `分值最多 ${mostPoints} 分`),
)
const Cap = v.optional(Points)

/** One line of the table. Points are positive whole numbers; the sign says which way they go. */
export const Rule = v.strictObject({
  /** Stable over versions: entries and caps refer to it. */
  id: v.pipe(v.string(), v.regex(/^[\w-]{1,40}$/, '细则编号只能用字母、数字和连字符')),
  group: v.picklist(keys(ruleGroups)),
  sign: v.picklist(keys(ruleSigns)),
  unit: v.picklist(['goods', 'merit']),
  /** Whose account it goes to: the household's (goods) or the person's (merit). */
  earner: v.picklist(['household', 'person']),
  label: Words(40, 2),
  /** For once; for automatic rules the base that difficulty, rating or hours multiply. */
  points: Points,
  /** Most points of this rule in a period, counted for the household or for one person of it. */
  caps: v.optional(v.strictObject({ day: Cap, month: Cap, year: Cap, per: v.picklist(['household', 'person']) })),
  /** A claim needs a photo. */
  evidence: v.boolean(),
  verifiers: v.pipe(v.array(v.picklist(verifierRoles)), v.maxLength(verifierRoles.length)),
  approvers: v.pipe(v.array(v.picklist(approverRoles)), v.maxLength(approverRoles.length)),
  publicityDays: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(30)),
  automatic: v.optional(v.picklist(keys(automaticKeys))),
})
export interface Rule {
  id: string
  group: RuleGroup
  sign: RuleSign
  unit: Unit
  earner: 'household' | 'person'
  label: string
  points: number
  caps?: Partial<Record<CapPeriod, number>> & { per: 'household' | 'person' }
  evidence: boolean
  verifiers: Role[]
  approvers: Role[]
  publicityDays: number
  automatic?: AutomaticKey
}

/** What a village has decided beside the rules themselves. */
export const VillagePolicy = v.strictObject({
  /** Goods points that the village may issue in a calendar month; what comes after waits, in order. */
  monthlyBudget: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(10_000_000)),
  expiry: v.picklist(keys(expiries)),
  /** Names in the honour list are shown as 张**; published claims are masked always. */
  maskNames: v.boolean(),
})
export interface VillagePolicy {
  monthlyBudget: number
  expiry: Expiry
  maskNames: boolean
}

/** published: decided and shown, not yet in force; inForce: counts for what happens now; past: old entries keep it. */
export type RuleTableState = 'published' | 'inForce' | 'past'

/** One version of a village's table as the list of versions names it. */
export interface RuleVersionView {
  version: number
  state: RuleTableState
  publishedFrom: string
  validFrom: string
  /** Inclusive; absent while no later version ends it. */
  validTo?: string
  meeting?: { on: string; words: string }
}

/** Without `version`, the one in force today. Version 0 is the table that ships, valid where nothing was decided. */
export const RuleTableInput = v.strictObject({ areaId: AreaId, version: v.optional(Version) })
export type RuleTableInput = v.InferInput<typeof RuleTableInput>
export interface RuleTableOutput extends RuleVersionView {
  villageId: string
  villageName: string
  items: Rule[]
  policy: VillagePolicy
  /** Every version, newest first; the newest may still be published only. */
  versions: RuleVersionView[]
}

/** A whole new table, decided by a meeting, shown for `publicityDays` and then in force. */
export const RuleProposeInput = v.strictObject({
  areaId: AreaId,
  /** The newest version that the screen showed: CONFLICT when another one has come. */
  basedOn: Version,
  items: v.pipe(v.array(Rule), v.minLength(1, '细则不能为空'), v.maxLength(150, '细则最多 150 条')),
  policy: VillagePolicy,
  /** The meeting (村民代表会议) that decided it. */
  meeting: v.strictObject({ on: BusinessDate, words: Words(500, 2) }),
  publicityDays: v.pipe(
    v.number(),
    v.integer(),
    v.minValue(leastRulePublicity, `公示至少 ${leastRulePublicity} 天`),
    v.maxValue(30),
  ),
})
export type RuleProposeInput = v.InferInput<typeof RuleProposeInput>

/** The noun's part of the door. */
export interface RuleApi {
  'rule.table': Signature<RuleTableInput, RuleTableOutput>
  'rule.propose': Signature<RuleProposeInput, RuleTableOutput>
}
