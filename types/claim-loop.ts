/**
 * A claim's way from declaration to the account, as one table: the cloud decides by it, the mini-program draws its buttons
 * from it, the tests walk every cell of state × event × party. Source: domain.md §3. Free of valibot, for the screens.
 */
import type { RuleSign } from './rule-words'

/**
 * `published` begins with the approval; `credited` is also the end of a deduction; `capped` when no room was left at all;
 * `reversed` when what was credited has been put right by another entry: then it counts for nothing.
 */
export const claimStates = {
  declared: '待核实',
  verified: '待评议',
  published: '公示中',
  objected: '异议复核',
  deferred: '待补发',
  credited: '已记分',
  capped: '已达上限',
  reversed: '已更正',
  rejected: '未通过',
  withdrawn: '已撤回',
  cancelled: '已取消',
} as const
export type ClaimState = keyof typeof claimStates

/** declared: by the household itself or a worker for it; bulk: a monthly round; automatic: by an effect of another noun. */
export const claimOrigins = { declared: '申报', bulk: '月度登记', automatic: '自动记分' } as const
export type ClaimOrigin = keyof typeof claimOrigins

/** How often a deed is done on one day at most; a claim is worth rule points × times. */
export const mostTimes = 100
/** Days back that a deed may be declared for. */
export const claimableDays = 60
/** Rows of one monthly round, and claims of one round of approval, at most. */
export const mostBulkRows = 50

/**
 * What somebody is to a claim, worked out by the cloud. Nobody is verifier, approver or reviewer of a claim of the own
 * household, of one they declared, or of one they had a hand in at another stage.
 * - declarer: who declared it, or entered it for another; household: the person or a member of the household it is about;
 * - verifier, approver: by a post of the rule's roles that covers the household; reviewer: by a post above them;
 * - neighbour: another confirmed resident of the village; clock: the system, also where it follows what was done elsewhere:
 *   a case was reopened, an entry put right (who may do that stands in permissions.ts).
 */
export const claimParties = ['declarer', 'household', 'verifier', 'approver', 'reviewer', 'neighbour', 'clock'] as const
export type ClaimParty = (typeof claimParties)[number]

/** What an event may depend on beside the party. */
export interface ClaimFacts {
  state: ClaimState
  sign: RuleSign
  /** Objections so far; a claim that was reviewed three times takes no more. */
  objections: number
}

/** Objections that a claim takes; each person has one. */
const mostObjections = 3

/** Conditions beyond state and party, named so that the table stays data. */
const claimConditions = {
  earns: ({ sign }) => sign !== 'negative',
  costs: ({ sign }) => sign === 'negative',
  reviewedFewTimes: ({ objections }) => objections < mostObjections,
  isDeclared: ({ state }) => state === 'declared',
  isVerified: ({ state }) => state === 'verified',
} as const satisfies Record<string, (facts: ClaimFacts) => boolean>
type ClaimCondition = keyof typeof claimConditions

interface ClaimEventRule {
  /** The button. */
  label: string
  /** The timeline's sentence; `{actor}`, `{reason}`, `{points}`, `{until}` … are filled from the step. */
  sentence: string
  from: readonly ClaimState[]
  /** Where it may lead; several where the credit finds the room that is left. */
  to: readonly ClaimState[]
  by: readonly { party: ClaimParty; when?: readonly ClaimCondition[] }[]
}

export const claimLoop = {
  declare: {
    label: '申报积分',
    sentence: '{actor}申报“{rule}”{points}',
    from: [],
    to: ['declared'],
    by: [{ party: 'declarer' }],
  },
  enter: {
    label: '批量登记',
    sentence: '{actor}登记“{rule}”{points}',
    from: [],
    to: ['verified'],
    by: [{ party: 'declarer' }],
  },
  award: {
    label: '自动记分',
    sentence: '因{why}，按“{rule}”自动记分：{points}{note}',
    from: [],
    to: ['credited', 'deferred', 'capped', 'cancelled'],
    by: [{ party: 'clock' }],
  },
  withdraw: {
    label: '撤回申报',
    sentence: '{actor}撤回申报',
    from: ['declared', 'verified'],
    to: ['withdrawn'],
    by: [{ party: 'declarer' }],
  },
  verify: {
    label: '核实无误',
    sentence: '{actor}核实无误{note}',
    from: ['declared'],
    to: ['verified'],
    by: [{ party: 'verifier' }],
  },
  approve: {
    label: '评议通过',
    sentence: '{actor}评议通过，公示到{until}',
    from: ['verified'],
    to: ['published'],
    by: [{ party: 'approver' }],
  },
  reject: {
    label: '不通过',
    sentence: '{actor}不通过：{reason}',
    from: ['declared', 'verified'],
    to: ['rejected'],
    by: [
      { party: 'verifier', when: ['isDeclared'] },
      { party: 'approver', when: ['isVerified'] },
    ],
  },
  object: {
    label: '提出异议',
    sentence: '公示期间有人提出异议，记分暂停，等待复核',
    from: ['published'],
    to: ['objected'],
    by: [
      { party: 'neighbour', when: ['earns', 'reviewedFewTimes'] },
      { party: 'household', when: ['costs', 'reviewedFewTimes'] },
    ],
  },
  uphold: {
    label: '异议成立',
    sentence: '{actor}复核：异议成立，不予记分。{reason}',
    from: ['objected'],
    to: ['rejected'],
    by: [{ party: 'reviewer' }],
  },
  drop: {
    label: '异议不成立',
    sentence: '{actor}复核：异议不成立，继续公示到{until}。{reason}',
    from: ['objected'],
    to: ['published'],
    by: [{ party: 'reviewer' }],
  },
  credit: {
    label: '记分',
    sentence: '{points}{note}',
    from: ['published', 'deferred'],
    to: ['credited', 'deferred', 'capped'],
    by: [{ party: 'clock' }],
  },
  reverse: {
    label: '更正',
    sentence: '{actor}更正：{points}。{reason}',
    from: ['credited'],
    to: ['reversed'],
    by: [{ party: 'clock' }],
  },
  cancel: {
    label: '取消',
    sentence: '{reason}，{points}',
    from: ['published', 'objected', 'deferred', 'credited', 'capped'],
    to: ['cancelled'],
    by: [{ party: 'clock' }],
  },
} as const satisfies Record<string, ClaimEventRule>
export type ClaimEvent = keyof typeof claimLoop

/** A row of the table, with the fields of every row visible. */
export const claimRuleOf = (event: ClaimEvent): ClaimEventRule => claimLoop[event]

/** Whether one party may cause an event now, by the table alone. */
export function claimAllows(event: ClaimEvent, facts: ClaimFacts, party: ClaimParty): boolean {
  const row = claimRuleOf(event)
  return (
    row.from.includes(facts.state) &&
    row.by.some((entry) => entry.party === party && (entry.when ?? []).every((name) => claimConditions[name](facts)))
  )
}

/** The events that somebody who is `relations` to the claim may cause now, in the table's order: buttons and permission alike. */
export function allowedClaimEvents(facts: ClaimFacts, relations: readonly ClaimParty[]): ClaimEvent[] {
  return (Object.keys(claimLoop) as ClaimEvent[]).filter((event) =>
    relations.some((party) => claimAllows(event, facts, party)),
  )
}

/** A timeline sentence: the event's template with the step's words filled in; unknown blanks vanish. */
export function claimSentence(event: ClaimEvent, words: Readonly<Record<string, string>>): string {
  return claimRuleOf(event).sentence.replace(/\{(\w+)\}/g, (_, key: string) => words[key] ?? '')
}
