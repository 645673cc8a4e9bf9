/** Who is told what after which event: a table of sentences, filled from the step. Source: domain.md §2, interface.md. */
import type { CaseEvent } from '#types/loop'
import type { MessageKind } from '#types/message'

/**
 * Whom a sentence goes to, as the case stands after the event. `offered` is the person (or the department's officers) the
 * order was offered to; `alerted` those whom the shell looked up: superiors on a breach, worker and leader in an emergency.
 */
export type Addressee = 'filer' | 'owner' | 'handler' | 'offered' | 'alerted'

export interface Telling {
  to: Addressee
  kind: MessageKind
  /** `{number}` and `{category}` of the case and the blanks of the step's sentence. */
  text: string
}

const about = '“{category}”（{number}）'

export const tellings: Partial<Record<CaseEvent, readonly Telling[]>> = {
  submit: [
    { to: 'owner', kind: 'todo', text: `新工单${about}，请在{deadline}前研判。` },
    { to: 'alerted', kind: 'todo', text: `突发情况${about}，请立即查看处置。` },
  ],
  assess: [{ to: 'filer', kind: 'progress', text: `您的${about}已研判，正在安排人办理。` }],
  settleOnSpot: [{ to: 'filer', kind: 'progress', text: `您的${about}已当场办结：{note}。请看看是否满意。` }],
  dispatch: [
    { to: 'offered', kind: 'todo', text: `有一单${about}派给您，请在{deadline}前接单。` },
    { to: 'filer', kind: 'progress', text: `您的${about}已派给{to}。` },
  ],
  accept: [{ to: 'filer', kind: 'progress', text: `{actor}已接您的${about}，应在{deadline}前办结。` }],
  decline: [{ to: 'owner', kind: 'todo', text: `{actor}不能接${about}：{reason}。` }],
  lapse: [{ to: 'owner', kind: 'todo', text: `${about}无人按时接单，{to}。` }],
  progress: [{ to: 'filer', kind: 'progress', text: `您的${about}有新进展：{note}` }],
  comment: [
    { to: 'filer', kind: 'progress', text: `您的${about}有新留言。` },
    { to: 'handler', kind: 'progress', text: `${about}有新留言。` },
  ],
  transfer: [
    { to: 'offered', kind: 'todo', text: `${about}转给您办理，请在{deadline}前接单。` },
    { to: 'owner', kind: 'progress', text: `${about}由{actor}转给{to}：{reason}。` },
  ],
  escalate: [
    { to: 'owner', kind: 'todo', text: `下级上报${about}：{reason}。请研判。` },
    { to: 'filer', kind: 'progress', text: `您的${about}已上报{level}处理。` },
  ],
  returnDown: [{ to: 'owner', kind: 'todo', text: `上级交回${about}：{note}` }],
  complete: [{ to: 'filer', kind: 'progress', text: `您的${about}已办结：{note}。请看看是否满意。` }],
  confirm: [{ to: 'handler', kind: 'progress', text: `${about}已确认：{rating}。` }],
  dissatisfied: [
    { to: 'owner', kind: 'todo', text: `${about}群众不满意：{reason}。请重新研判。` },
    { to: 'handler', kind: 'progress', text: `${about}群众不满意：{reason}。` },
  ],
  reopen: [{ to: 'owner', kind: 'todo', text: `${about}被重新打开：{reason}。请研判。` }],
  urge: [
    { to: 'handler', kind: 'deadline', text: `群众催办${about}，请尽快回复。` },
    { to: 'owner', kind: 'deadline', text: `群众催办${about}，请关注。` },
  ],
  reject: [{ to: 'filer', kind: 'progress', text: `您的${about}未受理：{reason}。如不同意可以申诉一次。` }],
  appeal: [{ to: 'owner', kind: 'todo', text: `${about}申诉：{reason}。请重新研判。` }],
  withdraw: [{ to: 'owner', kind: 'progress', text: `${about}已由本人撤回。` }],
  warn: [
    { to: 'handler', kind: 'deadline', text: `${about}{stage}期限快到了（{deadline}）。` },
    { to: 'owner', kind: 'deadline', text: `${about}{stage}期限快到了（{deadline}）。` },
  ],
  breach: [
    { to: 'alerted', kind: 'deadline', text: `${about}{stage}已超期，请关注。` },
    { to: 'owner', kind: 'deadline', text: `${about}{stage}已超期。` },
    { to: 'handler', kind: 'deadline', text: `${about}{stage}已超期，请尽快办理。` },
  ],
}
