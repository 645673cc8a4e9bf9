import { kit } from '@/copy/kit'
import { cloudTime } from '@/platform/clock'
import { Tag } from '../tag'
import { spanSaid, urgencyOf } from '../when'

const TONES = { over: 'over', soon: 'soon', later: 'plain' } as const

/** 还剩 5 小时 · 超期 2 天. `at` is the deadline (ISO instant or ms); `now` (ms) is only given in tests. */
export function Deadline({ at, now = cloudTime() }: { at: string | number; now?: number }) {
  const urgency = urgencyOf(at, now)
  const span = spanSaid(new Date(at).getTime() - now)
  return <Tag tone={TONES[urgency]}>{urgency === 'over' ? kit.deadline.over(span) : kit.deadline.left(span)}</Tag>
}
