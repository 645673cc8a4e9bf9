/** A case as it is told: its step on the bar, its timeline, and its record in plain words. Pure. */
import type { CaseDetail, StepView } from '#types/case'
import { categoryOf } from '#types/categories'
import { caseStates, ruleOf, sentence, sixSteps } from '#types/loop'
import type { TimelineEntry } from '@/components/timeline'
import { dateAndTime } from '@/components/when'
import { detailWords as words } from '@/copy/detail'

const positionOf = (state: string) => (sixSteps as readonly string[]).indexOf(state)

/** Which of the six steps is under way; 6 when closed. Beside the loop (挂起、已撤回 …) the last one it was on. */
export function stepNow({ state, steps }: Pick<CaseDetail, 'state' | 'steps'>): number {
  if (state === 'closed') return sixSteps.length
  const passed = [...steps].sort((one, other) => one.seq - other.seq).map((step) => positionOf(step.to))
  const last = positionOf(state) >= 0 ? positionOf(state) : (passed.filter((at) => at >= 0).pop() ?? 0)
  return last
}

/** The words of a step that its sentence has no room for. */
const besides = ({ event, words: said }: StepView) =>
  said.note && !ruleOf(event).sentence.includes('{note}') ? said.note : undefined

/** Newest first; each line is the loop table's own sentence. */
export const timelineOf = (steps: readonly StepView[]): TimelineEntry[] =>
  [...steps]
    .sort((one, other) => other.seq - one.seq)
    .map((step) => ({
      id: String(step.seq),
      title: sentence(step.event, step.words),
      at: step.at,
      note: besides(step),
      photos: step.photos.flatMap((photo) => photo.url ?? []),
    }))

/** 2026-11-22 14:05, in Asia/Shanghai whatever the phone's zone: a record is read elsewhere too. */
export function minuteSaid(at: string | number): string {
  const { date, time } = dateAndTime(at)
  return `${date} ${time}`
}

/** The record to print, copy or read aloud: what, where, how it stands, and every step. `now` in ms. */
export function recordText(detail: CaseDetail, now: number): string {
  const head: [string, string | undefined][] = [
    [words.number, detail.number],
    [words.roles.handler, detail.handler?.name],
    [words.where, detail.place.text || detail.areaName],
    [words.submitted, minuteSaid(detail.submittedAt)],
  ]
  return [
    `${words.recordTitle}：${categoryOf(detail.category).label}（${caseStates[detail.state]}）`,
    detail.words,
    ...head.flatMap(([label, value]) => (value ? [`${label}：${value}`] : [])),
    `${words.history}：`,
    ...[...timelineOf(detail.steps)]
      .reverse()
      .map(({ at, title, note }) => `${minuteSaid(at)} ${title}${note ? `（${note}）` : ''}`),
    words.madeAt(minuteSaid(now)),
  ]
    .filter(Boolean)
    .join('\n')
}
