/**
 * The loop (六步闭环) as one table: the only place that knows which event leads from which state to which, who may cause it,
 * what the timeline says of it and which button it has. The cloud decides by it, the mini-program draws its buttons from
 * it, and the tests walk every cell of state × event × party. Source: domain.md §2.
 */
import { type CaseState, type Condition, conditions, type LoopFacts, openStates, type Party } from './loop-facts'

export * from './loop-facts'

export interface EventRule {
  /** The button. */
  label: string
  /** The timeline's sentence: `{actor}`, `{to}`, `{level}`, `{reason}`, `{deadline}` … are filled from the step. */
  sentence: string
  from: readonly CaseState[]
  /** Where it may lead; several where the decider chooses (next candidate or back to the worker). `same` keeps the state. */
  to: readonly CaseState[] | 'same'
  /** Who may cause it; each with what must hold besides. */
  by: readonly { party: Party; when?: readonly Condition[] }[]
  /** Whether the caller must say which version of the case the screen showed. */
  expectsVersion: boolean
  /** Whether the case's own record says so to everybody who may see the case, or only to those who handle it. */
  seenBy: 'all' | 'handlers'
  /** Comes with this version of the software; the others are in the table for the nouns that follow. */
  live: boolean
}

const open = openStates
const both = (...names: Party[]) => names.map((party) => ({ party }))

/** A row with the usual defaults: expects a version, seen by all, live. */
const rule = (row: Omit<EventRule, 'expectsVersion' | 'seenBy' | 'live'> & Partial<EventRule>): EventRule => ({
  expectsVersion: true,
  seenBy: 'all',
  live: true,
  ...row,
})
const later = { live: false } as const
const sameState = { to: 'same', expectsVersion: false } as const

export const loop = {
  submit: rule({
    label: '提交',
    sentence: '{actor}提交了“{category}”',
    from: [],
    to: ['collected'],
    by: both('filer'),
    expectsVersion: false,
  }),
  assess: rule({
    label: '研判',
    sentence: '{actor}研判：{category}，{urgency}',
    from: ['collected'],
    to: ['assessed'],
    by: [{ party: 'staff' }, { party: 'superior', when: ['breached'] }],
  }),
  settleOnSpot: rule({
    label: '当场办结',
    sentence: '{actor}当场办结：{note}',
    from: ['collected', 'assessed'],
    to: ['resolved'],
    by: both('staff'),
  }),
  dispatch: rule({
    label: '派单',
    sentence: '{actor}派单给{to}，请在{deadline}前接单',
    from: ['assessed', 'dispatched', 'handling'],
    to: ['dispatched'],
    by: both('staff'),
  }),
  accept: rule({
    label: '接单',
    sentence: '{actor}接单，应在{deadline}前办结',
    from: ['dispatched'],
    to: ['handling'],
    by: both('offered'),
  }),
  decline: rule({
    label: '不能接',
    sentence: '{actor}不能接单：{reason}',
    from: ['dispatched'],
    to: ['dispatched', 'assessed'],
    by: [{ party: 'offered', when: ['notInPool'] }],
    seenBy: 'handlers',
  }),
  lapse: rule({
    label: '超时未接',
    sentence: '无人按时接单，{to}',
    from: ['dispatched'],
    to: ['dispatched', 'assessed'],
    by: both('clock'),
    seenBy: 'handlers',
  }),
  progress: rule({ label: '报进度', sentence: '{actor}：{note}', from: open, ...sameState, by: both('handler') }),
  comment: rule({
    label: '留言',
    sentence: '{actor}留言：{note}',
    from: open,
    ...sameState,
    by: both('filer', 'handler', 'firstHandler', 'staff', 'superior'),
  }),
  transfer: rule({
    label: '转办',
    sentence: '{actor}转给{to}：{reason}（接单前仍由首办人负责）',
    from: ['handling'],
    to: ['dispatched'],
    by: both('handler'),
  }),
  escalate: rule({
    label: '上报',
    sentence: '{actor}上报{level}：{reason}；已做：{tried}',
    from: open,
    to: ['assessed'],
    by: [{ party: 'staff', when: ['hasLevelAbove'] }],
  }),
  returnDown: rule({
    label: '交回下级',
    sentence: '{actor}交回{level}：{note}',
    from: ['assessed'],
    to: ['assessed'],
    by: [{ party: 'staff', when: ['aboveGrid'] }],
  }),
  whistle: rule({
    label: '吹哨',
    sentence: '{actor}吹哨，请{to}报到',
    from: open,
    ...sameState,
    by: both('secretary', 'staff'),
    ...later,
  }),
  reportIn: rule({
    label: '报到',
    sentence: '{actor}报到：{note}',
    from: open,
    ...sameState,
    by: both('departmentCalled'),
    ...later,
  }),
  setTaskGroup: rule({
    label: '成立专班',
    sentence: '{actor}成立化解小组：{to}',
    from: open,
    ...sameState,
    by: both('townLeader'),
    ...later,
  }),
  adopt: rule({ label: '包案', sentence: '{actor}包案', from: open, ...sameState, by: both('townLeader'), ...later }),
  requestExtension: rule({
    label: '申请延期',
    sentence: '{actor}申请延期：{reason}',
    from: open,
    ...sameState,
    by: both('handler'),
    ...later,
  }),
  grantExtension: rule({
    label: '同意延期',
    sentence: '{actor}同意延期到{deadline}',
    from: open,
    ...sameState,
    by: both('staff', 'superior'),
    ...later,
  }),
  refuseExtension: rule({
    label: '不同意延期',
    sentence: '{actor}不同意延期：{reason}',
    from: open,
    ...sameState,
    by: both('staff', 'superior'),
    ...later,
  }),
  suspend: rule({
    label: '挂起',
    sentence: '{actor}挂起到{deadline}：{reason}',
    from: ['handling'],
    to: ['suspended'],
    by: both('handler'),
    ...later,
  }),
  resume: rule({
    label: '恢复办理',
    sentence: '恢复办理',
    from: ['suspended'],
    to: ['handling'],
    by: both('handler', 'clock'),
    ...later,
  }),
  complete: rule({
    label: '办结',
    sentence: '{actor}办结：{note}',
    from: ['handling'],
    to: ['resolved'],
    by: both('handler'),
  }),
  confirm: rule({
    label: '满意，办好了',
    sentence: '{actor}确认：{rating}',
    from: ['resolved'],
    to: ['closed'],
    by: [
      { party: 'filer', when: ['filedForSelf'] },
      { party: 'filedFor', when: ['filedForAnother'] },
      { party: 'clock' },
    ],
  }),
  dissatisfied: rule({
    label: '没办好',
    sentence: '{actor}不满意：{reason}，重新研判',
    from: ['resolved'],
    to: ['assessed'],
    by: [
      { party: 'filer', when: ['filedForSelf'] },
      { party: 'filedFor', when: ['filedForAnother'] },
    ],
  }),
  reopen: rule({
    label: '重新打开',
    sentence: '{actor}重新打开：{reason}',
    from: ['closed'],
    to: ['assessed'],
    by: [{ party: 'filer', when: ['withinReopenDays', 'neverReopened'] }],
  }),
  followUp: rule({
    label: '回访',
    sentence: '{actor}回访：{note}',
    from: ['closed'],
    to: ['closed', 'assessed'],
    by: both('secretary'),
    ...later,
  }),
  urge: rule({
    label: '催一催',
    sentence: '{actor}催办',
    from: open,
    ...sameState,
    by: [{ party: 'filer', when: ['notUrgedToday'] }],
  }),
  supervise: rule({
    label: '督办',
    sentence: '{actor}督办：{note}',
    from: open,
    ...sameState,
    by: both('superior'),
    ...later,
  }),
  warn: rule({
    label: '临期提醒',
    sentence: '{stage}期限已用八成',
    from: [...open, 'resolved'],
    ...sameState,
    by: both('clock'),
    seenBy: 'handlers',
  }),
  breach: rule({
    label: '超期',
    sentence: '{stage}超期，已提请上级关注',
    from: open,
    ...sameState,
    by: both('clock'),
    seenBy: 'handlers',
  }),
  merge: rule({ label: '并案', sentence: '{actor}并入{to}', from: open, to: ['merged'], by: both('staff'), ...later }),
  reject: rule({
    label: '不予受理',
    sentence: '{actor}不予受理：{reason}',
    from: ['collected'],
    to: ['rejected'],
    by: both('staff'),
  }),
  appeal: rule({
    label: '申诉',
    sentence: '{actor}申诉：{reason}，由{level}重新研判',
    from: ['rejected'],
    to: ['assessed'],
    by: [{ party: 'filer', when: ['neverAppealed', 'hasLevelAbove'] }],
  }),
  withdraw: rule({
    label: '撤回',
    sentence: '{actor}撤回',
    from: ['collected', 'assessed', 'dispatched'],
    to: ['withdrawn'],
    by: both('filer'),
  }),
  support: rule({
    label: '我也有同样的事',
    sentence: '{actor}附议',
    from: open,
    ...sameState,
    by: [{ party: 'neighbour', when: ['forVillage'] }],
  }),
} as const satisfies Record<string, EventRule>
export type CaseEvent = keyof typeof loop

/** A row of the table, with the fields of every row visible. */
export const ruleOf = (event: CaseEvent): EventRule => loop[event]

/** Whether one party may cause an event now, by the table alone. */
export function allows(event: CaseEvent, facts: LoopFacts, party: Party, now: Date): boolean {
  const row = ruleOf(event)
  if (!row.live || !row.from.includes(facts.state)) return false
  return row.by.some(
    (entry) => entry.party === party && (entry.when ?? []).every((name) => conditions[name](facts, now)),
  )
}

/** The events that somebody who is `relations` to the case may cause now, in the table's order: buttons and permission alike. */
export function allowedEvents(facts: LoopFacts, relations: readonly Party[], now: Date): CaseEvent[] {
  return (Object.keys(loop) as CaseEvent[]).filter((event) =>
    relations.some((party) => allows(event, facts, party, now)),
  )
}

/** A timeline sentence: the event's template with the step's words filled in; unknown blanks vanish. */
export function sentence(event: CaseEvent, words: Readonly<Record<string, string>>): string {
  return ruleOf(event).sentence.replace(/\{(\w+)\}/g, (_, key: string) => words[key] ?? '')
}
