/** What a table of rules must not contradict, beyond what its schema says. Pure. */
import type { Rule, RuleProposeInput } from '#types/rule'

/** What is wrong with one rule, in words, or undefined. */
function problemOfRule({
  label,
  unit,
  earner,
  sign,
  caps,
  points,
  verifiers,
  approvers,
  ...rule
}: Rule): string | undefined {
  const says = (problem: string) => `“${label}”${problem}`
  if (unit === 'goods' && earner !== 'household') return says('的爱心积分应记到户')
  if (unit === 'merit' && earner !== 'person') return says('的先锋积分应记到个人')
  if (unit === 'merit' && caps?.per === 'household') return says('记到个人，上限也应按个人计')
  const tightest = Math.min(...[caps?.day, caps?.month, caps?.year].map((cap) => cap ?? Number.POSITIVE_INFINITY))
  if (points > tightest) return says(`每次 ${points} 分，高于上限 ${tightest} 分`)
  if (rule.automatic) return sign === 'negative' ? says('自动记分的不能是扣分项') : undefined
  if (verifiers.length === 0 || approvers.length === 0) return says('应写明由谁核实、由谁评议')
  if (rule.publicityDays < 1) return says('应公示至少 1 天')
  return undefined
}

/** What is wrong with a proposed table, in words for whoever proposes it, or undefined. */
export function problemIn({ items, meeting }: RuleProposeInput, today: string): string | undefined {
  if (meeting.on > today) return '会议日期不能在今天以后'
  const ids = items.map(({ id }) => id)
  const twice = ids.find((id, index) => ids.indexOf(id) !== index)
  if (twice) return `细则编号 ${twice} 出现两次`
  const automatics = items.flatMap(({ automatic, unit }) => (automatic ? [`${automatic} ${unit}`] : []))
  if (new Set(automatics).size < automatics.length) return '同一种自动记分写了两条'
  return (items as Rule[]).map(problemOfRule).find((problem) => problem !== undefined)
}
