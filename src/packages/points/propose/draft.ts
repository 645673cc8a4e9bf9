/** A new table of rules on its way, pure: what is changed against the newest version, what is still wrong, what is sent. */
import type { Rule, RuleProposeInput, RuleTableOutput, VillagePolicy } from '#types/rule'
import {
  approverRoles,
  type CapPeriod,
  capPeriods,
  expiries,
  leastRulePublicity,
  mostPoints,
  type RuleGroup,
  type RuleSign,
  verifierRoles,
} from '#types/rule-words'
import { rulesWords, proposeWords as words } from '@/copy/rules'
import { pointsSaid } from '../rule-said'
import { wholeOf } from '../whole'

export interface TableDraft {
  /** The newest version when the draft was begun. */
  basedOn: number
  items: Rule[]
  /** Ids of the lines that are switched off. */
  off: string[]
  /** As typed. */
  budget: string
  expiry: VillagePolicy['expiry']
  maskNames: boolean
  meetingOn?: string
  meetingWords: string
  /** As typed. */
  days: string
}

export const draftOf = ({ version, items, policy }: RuleTableOutput): TableDraft => ({
  basedOn: version,
  items,
  off: [],
  budget: String(policy.monthlyBudget),
  expiry: policy.expiry,
  maskNames: policy.maskNames,
  meetingWords: '',
  days: String(leastRulePublicity),
})

const between = (typed: string, least: number, most: number): boolean => {
  const number = wholeOf(typed)
  return number !== undefined && number >= least && number <= most
}

/** One line while it is edited; numbers as typed, an empty cap is no cap. */
export interface RuleForm {
  label: string
  sign: RuleSign
  points: string
  evidence: boolean
  caps: Record<CapPeriod, string>
}

const noCaps: Record<CapPeriod, string> = { day: '', month: '', year: '' }

/** A line as it is put into the form; a blank one for a new rule. */
export function formOf(rule?: Rule): RuleForm {
  if (!rule) return { label: '', sign: 'positive', points: '', evidence: true, caps: noCaps }
  const caps = { ...noCaps }
  for (const period of Object.keys(capPeriods) as CapPeriod[]) caps[period] = String(rule.caps?.[period] ?? '')
  return { label: rule.label, sign: rule.sign, points: String(rule.points), evidence: rule.evidence, caps }
}

/** What is wrong with the line; empty when it can be taken. */
export function lineProblems({
  label,
  points,
  caps,
}: RuleForm): Partial<Record<'label' | 'points' | CapPeriod, string>> {
  const problems: ReturnType<typeof lineProblems> = {}
  if (label.trim().length < 2) problems.label = words.problems.label
  if (!between(points, 1, mostPoints)) problems.points = words.problems.points
  for (const period of Object.keys(capPeriods) as CapPeriod[]) {
    const most = caps[period]
    if (most.trim() === '') continue
    if (!between(most, 1, mostPoints)) problems[period] = words.problems.cap
    else if (!problems.points && wholeOf(most)! < wholeOf(points)!) problems[period] = words.problems.capBelow
  }
  return problems
}

/** How a new rule is dealt with: the worker looks, the village group approves. */
const usual = {
  unit: 'goods',
  earner: 'household',
  verifiers: verifierRoles.slice(0, 2),
  approvers: [...approverRoles],
  publicityDays: leastRulePublicity,
} satisfies Partial<Rule>

/** Stable over versions and never given twice: the version that it comes with is part of it. */
const newId = ({ basedOn, items }: TableDraft): string => {
  const own = `own-${basedOn + 1}-`
  return `${own}${items.filter(({ id }) => id.startsWith(own)).length + 1}`
}

/** The draft with a line changed, or with a new one in `group`. Only of a form without problems. */
export function taken(draft: TableDraft, form: RuleForm, at: Rule | RuleGroup): TableDraft {
  const old = typeof at === 'string' ? { ...usual, id: newId(draft), group: at } : at
  const bounds: Partial<Record<CapPeriod, number>> = {}
  for (const period of Object.keys(capPeriods) as CapPeriod[]) {
    const most = wholeOf(form.caps[period])
    if (most !== undefined) bounds[period] = most
  }
  const per = (typeof at === 'string' ? undefined : at.caps?.per) ?? old.earner
  const { caps: _, ...rest } = old as Rule
  const rule: Rule = {
    ...rest,
    label: form.label.trim(),
    sign: form.sign,
    points: wholeOf(form.points)!,
    evidence: form.evidence,
    ...(Object.keys(bounds).length > 0 ? { caps: { ...bounds, per } } : {}),
  }
  const known = draft.items.some(({ id }) => id === rule.id)
  return {
    ...draft,
    items: known ? draft.items.map((one) => (one.id === rule.id ? rule : one)) : [...draft.items, rule],
  }
}

/** The draft with a line switched off, or on again. */
export const toggled = (draft: TableDraft, id: string): TableDraft => ({
  ...draft,
  off: draft.off.includes(id) ? draft.off.filter((one) => one !== id) : [...draft.off, id],
})

/** What the new version holds. */
export const kept = ({ items, off }: TableDraft): Rule[] => items.filter(({ id }) => !off.includes(id))

const capSaid = (points: number | undefined) => (points === undefined ? words.unlimited : rulesWords.points(points))

/** What is different between two states of a line, in words. */
function lineChanges(before: Rule, after: Rule): string[] {
  const said: string[] = []
  if (before.label !== after.label) said.push(words.relabelled(before.label, after.label))
  const differs = (what: string, was: string, is: string) => {
    if (was !== is) said.push(words.changed(after.label, what, was, is))
  }
  differs(words.what.points, pointsSaid(before), pointsSaid(after))
  differs(words.what.evidence, before.evidence ? words.yes : words.no, after.evidence ? words.yes : words.no)
  for (const period of Object.keys(capPeriods) as CapPeriod[])
    differs(words.caps[period], capSaid(before.caps?.[period]), capSaid(after.caps?.[period]))
  return said
}

/** How a line stands against the version it comes from. */
export function markOf(rule: Rule, draft: TableDraft, before: readonly Rule[]): 'off' | 'new' | 'changed' | undefined {
  if (draft.off.includes(rule.id)) return 'off'
  const old = before.find(({ id }) => id === rule.id)
  if (!old) return 'new'
  return lineChanges(old, rule).length > 0 ? 'changed' : undefined
}

/** Everything that the new version changes, one sentence each; empty when nothing does. */
export function changesOf(table: Pick<RuleTableOutput, 'items' | 'policy'>, draft: TableDraft): string[] {
  const items = kept(draft)
  const byId = new Map(table.items.map((rule) => [rule.id, rule]))
  const { policy } = table
  const differs = (what: string, was: string, is: string) =>
    was === is ? [] : [words.changed(words.policy, what, was, is)]
  const maskSaid = (on: boolean) => (on ? rulesWords.masked : rulesWords.whole)
  return [
    ...differs(rulesWords.budget, String(policy.monthlyBudget), draft.budget.trim()),
    ...differs(rulesWords.expiry, expiries[policy.expiry], expiries[draft.expiry]),
    ...differs(rulesWords.mask, maskSaid(policy.maskNames), maskSaid(draft.maskNames)),
    ...items.flatMap((rule) => {
      const before = byId.get(rule.id)
      return before ? lineChanges(before, rule) : [words.added(rule.label, pointsSaid(rule))]
    }),
    ...table.items.filter(({ id }) => !items.some((rule) => rule.id === id)).map(({ label }) => words.removed(label)),
  ]
}

type Problems = Partial<Record<'budget' | 'meetingOn' | 'meetingWords' | 'days', string>>

/** What keeps the draft from being published; empty when nothing does. */
export function problemsOf({ budget, meetingOn, meetingWords, days }: TableDraft): Problems {
  return {
    ...(between(budget, 0, 10_000_000) ? {} : { budget: words.problems.budget }),
    ...(meetingOn ? {} : { meetingOn: words.problems.meetingOn }),
    ...(meetingWords.trim().length < 2 ? { meetingWords: words.problems.meetingWords } : {}),
    ...(between(days, leastRulePublicity, 30) ? {} : { days: words.problems.days(leastRulePublicity) }),
  }
}

/** What is sent. Only of a draft without problems. */
export const inputOf = (draft: TableDraft, areaId: string): RuleProposeInput => ({
  areaId,
  basedOn: draft.basedOn,
  // the roles came from the schema's own list
  items: kept(draft) as RuleProposeInput['items'],
  policy: { monthlyBudget: wholeOf(draft.budget)!, expiry: draft.expiry, maskNames: draft.maskNames },
  meeting: { on: draft.meetingOn!, words: draft.meetingWords.trim() },
  publicityDays: wholeOf(draft.days)!,
})
