/** Who is told of a step of a claim, in which words. Pure. */
import type { ClaimEvent } from '#types/claim'
import type { MessageKind } from '#types/message'
import type { ClaimRecord } from './record'

/** household: everybody it concerns; declarer; objector: who made the objection under review; alerted: found by the shell. */
type Addressee = 'household' | 'declarer' | 'objector' | 'alerted'

interface Telling {
  to: readonly Addressee[]
  kind: MessageKind
  text: string
}

/** `{label}`, `{points}` (得 5 分 or 扣 5 分) and the blanks of the step. Those about a negative claim stand beside. */
const tellings: Partial<Record<ClaimEvent, Telling>> = {
  reject: { to: ['household', 'declarer'], kind: 'points', text: '“{label}”没有通过：{reason}' },
  object: { to: ['alerted'], kind: 'todo', text: '“{label}”公示期间有异议，请复核' },
  uphold: { to: ['household', 'objector'], kind: 'points', text: '“{label}”复核：异议成立，不予记分' },
  drop: { to: ['household', 'objector'], kind: 'points', text: '“{label}”复核：异议不成立，继续公示到{until}' },
  credit: { to: ['household'], kind: 'points', text: '“{label}”{points}' },
  award: { to: ['household'], kind: 'points', text: '“{label}”{points}' },
  cancel: { to: ['household'], kind: 'points', text: '“{label}”已取消：{reason}' },
}

const ofDeductions: Partial<Record<ClaimEvent, Telling>> = {
  declare: {
    to: ['household'],
    kind: 'points',
    text: '网格员登记“{label}”，拟{points}。评议公示期间如有不同意见可以申诉',
  },
  enter: {
    to: ['household'],
    kind: 'points',
    text: '网格员登记“{label}”，拟{points}。评议公示期间如有不同意见可以申诉',
  },
  approve: { to: ['household'], kind: 'points', text: '“{label}”拟{points}，公示到{until}，期间可以申诉' },
}

/** Page that a message about a claim opens. */
const claimPage = ({ _id }: Pick<ClaimRecord, '_id'>): string => `packages/points/claim/index?claimId=${_id}`

/** 得 5 分 or 扣 5 分. */
export const pointsSaid = ({ sign }: Pick<ClaimRecord, 'sign'>, points: number): string =>
  `${sign === 'negative' ? '扣' : '得'} ${points} 分`

/** The data of the message effect of a claim's last step, or undefined when nobody is told. Nobody hears of their own doing. */
export function messageOf(claim: ClaimRecord, alerted: readonly string[]): object | undefined {
  const step = claim.steps.at(-1)!
  const telling = (claim.sign === 'negative' ? ofDeductions[step.event] : undefined) ?? tellings[step.event]
  if (!telling) return undefined
  const people: Record<Addressee, readonly string[]> = {
    household: claim.members,
    declarer: [claim.filerId],
    objector: claim.objections.slice(-1).map(({ personId }) => personId),
    alerted,
  }
  const told = new Set(telling.to.flatMap((addressee) => people[addressee]))
  told.delete(step.actor.personId)
  told.delete('clock')
  if (told.size === 0) return undefined
  const words: Record<string, string> = {
    points: pointsSaid(claim, claim.points),
    ...step.words,
    label: claim.label,
  }
  const text = telling.text.replace(/\{(\w+)\}/g, (_, key: string) => words[key] ?? '')
  const messages = [...told].map((personId) => ({ personId, kind: telling.kind, text }))
  return { messages, page: claimPage(claim) }
}
