/**
 * The life of a redemption (兑换单) as one table, as loop.ts is for cases: which event leads from which state to which, who may
 * cause it, what the receipt says of it and which button it has. The cloud decides by it, the screens draw their buttons
 * from it. Source: domain.md §4.
 */
import { businessDate } from './business-date'

export const redemptionStates = {
  reserved: '待领取',
  claimed: '已核验',
  handedOver: '已领取',
  cancelled: '已取消',
  lapsed: '已过期',
  returned: '已退回',
} as const
export type RedemptionState = keyof typeof redemptionStates

/** Who may cause an event: the household whose points are spent, the staff of the store it was reserved in, or the clock. */
export type RedemptionParty = 'household' | 'keeper' | 'manager' | 'clock'

/** What the table's conditions look at. Instants as dates. */
export interface RedemptionFacts {
  state: RedemptionState
  /** End of what it may wait for now: the code's life while reserved, closing time and a day while claimed. */
  due: Date
  /** When a keeper verified the code, if one did. */
  claimedAt?: Date
  /** Business date of the hand-over, once handed over. */
  handedOverOn?: string
}

export const redemptionConditions = {
  /** The code still lives, or was verified before it died. */
  codeCounts: ({ state, due }: RedemptionFacts, now: Date) => state === 'claimed' || now < due,
  codeLives: ({ due }: RedemptionFacts, now: Date) => now < due,
  notClaimed: ({ state }: RedemptionFacts) => state === 'reserved',
  claimed: ({ state }: RedemptionFacts) => state === 'claimed',
  /** It lapsed although a keeper had verified it: goods given out without network may still come to the books. */
  wasClaimed: ({ claimedAt }: RedemptionFacts) => claimedAt !== undefined,
  timeOver: ({ due }: RedemptionFacts, now: Date) => now >= due,
  sameDay: ({ handedOverOn }: RedemptionFacts, now: Date) => handedOverOn === businessDate(now),
} as const
export type RedemptionCondition = keyof typeof redemptionConditions

export interface RedemptionRule {
  /** The button. */
  label: string
  /** The receipt's sentence: `{actor}`, `{goods}`, `{points}`, `{reason}`, `{until}` are filled from the step. */
  sentence: string
  from: readonly RedemptionState[]
  to: RedemptionState
  by: readonly { party: RedemptionParty; when?: readonly RedemptionCondition[] }[]
}

export const redemptionLoop = {
  reserve: {
    label: '兑换',
    sentence: '{actor}预约兑换{goods}，先留出 {points} 分，请在{until}前领取',
    from: [],
    to: 'reserved',
    by: [{ party: 'household' }],
  },
  claim: {
    label: '核验',
    sentence: '{actor}核验了兑换码',
    from: ['reserved'],
    to: 'claimed',
    by: [{ party: 'keeper', when: ['codeLives'] }],
  },
  handOver: {
    label: '交付',
    sentence: '{actor}交付{goods}，用去 {points} 分',
    from: ['reserved', 'claimed'],
    to: 'handedOver',
    by: [{ party: 'keeper', when: ['codeCounts'] }],
  },
  settleLate: {
    label: '补记交付',
    sentence: '{actor}补记断网时的交付：{goods}，用去 {points} 分',
    from: ['lapsed'],
    to: 'handedOver',
    by: [{ party: 'keeper', when: ['wasClaimed'] }],
  },
  redeemByCard: {
    label: '凭卡兑换',
    sentence: '{actor}凭爱心卡交付{goods}，用去 {points} 分',
    from: [],
    to: 'handedOver',
    by: [{ party: 'keeper' }],
  },
  cancel: {
    label: '取消兑换',
    sentence: '{actor}取消，{points} 分已退回',
    from: ['reserved', 'claimed'],
    to: 'cancelled',
    by: [
      { party: 'household', when: ['notClaimed'] },
      { party: 'keeper', when: ['claimed'] },
    ],
  },
  lapse: {
    label: '过期',
    sentence: '没有按时领取，{points} 分已退回',
    from: ['reserved', 'claimed'],
    to: 'lapsed',
    by: [{ party: 'clock', when: ['timeOver'] }],
  },
  undo: {
    label: '当天撤销',
    sentence: '{actor}当天撤销：{reason}，{points} 分已退回',
    from: ['handedOver'],
    to: 'returned',
    by: [{ party: 'keeper', when: ['sameDay'] }],
  },
  reverse: {
    label: '冲正退回',
    sentence: '{actor}冲正：{reason}，{points} 分已退回',
    from: ['handedOver'],
    to: 'returned',
    by: [{ party: 'manager' }],
  },
} as const satisfies Record<string, RedemptionRule>
export type RedemptionEvent = keyof typeof redemptionLoop

/** A row of the table, with the fields of every row visible. */
export const redemptionRule = (event: RedemptionEvent): RedemptionRule => redemptionLoop[event]

/** Whether one party may cause an event now, by the table alone. */
export function allowsRedemption(
  event: RedemptionEvent,
  facts: RedemptionFacts,
  party: RedemptionParty,
  now: Date,
): boolean {
  const { from, by } = redemptionRule(event)
  return (
    from.includes(facts.state) &&
    by.some(
      (entry) => entry.party === party && (entry.when ?? []).every((name) => redemptionConditions[name](facts, now)),
    )
  )
}

/** The events that these parties may cause now, in the table's order: buttons and permission alike. */
export function allowedRedemptionEvents(
  facts: RedemptionFacts,
  parties: readonly RedemptionParty[],
  now: Date,
): RedemptionEvent[] {
  return (Object.keys(redemptionLoop) as RedemptionEvent[]).filter((event) =>
    parties.some((party) => allowsRedemption(event, facts, party, now)),
  )
}

/** A receipt's sentence: the event's template with the step's words filled in; unknown blanks vanish. */
export function redemptionSentence(event: RedemptionEvent, words: Readonly<Record<string, string>>): string {
  return redemptionRule(event).sentence.replace(/\{(\w+)\}/g, (_, key: string) => words[key] ?? '')
}
