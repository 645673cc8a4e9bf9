/** The form of 申报积分, pure: what it keeps, what is still wrong with it, and what it sends. */
import type { ClaimDeclareInput } from '#types/claim'
import { claimableDays, mostTimes } from '#types/claim-loop'
import type { Rule } from '#types/rule'
import { declareWords as words } from '@/copy/claims'
import type { OutboxEntry } from '@/state/outbox-reducer'
import { wholeOf } from '../whole'

/** The draft's name; a refused submission comes back under it. */
export const DRAFT = 'claim.declare'

/** For whom: one's own household, or another of one's grid that a worker looks after. */
export type ForWhom = 'me' | 'other'

export interface DeclareForm {
  ruleId?: string
  forWhom: ForWhom
  /** Somebody of the household it is about. */
  person?: { id: string; name: string }
  words: string
  /** Names of the kept copies. */
  photos: string[]
  /** Business date. */
  on?: string
  /** As typed. */
  times: string
}

export const EMPTY: DeclareForm = { forWhom: 'me', words: '', photos: [], times: '1' }

/** Whether nothing has been filled in that would be a loss. */
export const isBlank = ({ words: said, photos }: DeclareForm): boolean => said.trim() === '' && photos.length === 0

/** A business date so many days later, or earlier when negative. */
export const daysFrom = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)

/** What it would be worth: rule points times the number of times; the caps come later. */
export const worth = (form: Pick<DeclareForm, 'times'>, rule: Pick<Rule, 'points'>): number =>
  rule.points * (wholeOf(form.times) ?? 1)

type Problems = Partial<Record<'words' | 'photos' | 'on' | 'times' | 'person', string>>

/** What is wrong; empty when it can be sent. `today` is the business date. */
export function problemsOf(form: DeclareForm, rule: Pick<Rule, 'evidence'>, today: string): Problems {
  const problems: Problems = {}
  const times = wholeOf(form.times)
  if (form.words.trim().length < 2) problems.words = words.problems.words
  if (rule.evidence && form.photos.length === 0) problems.photos = words.problems.photos
  if (!form.on) problems.on = words.problems.on
  else if (form.on > today) problems.on = words.problems.early
  else if (form.on < daysFrom(today, -claimableDays)) problems.on = words.problems.late(claimableDays)
  if (times === undefined || times < 1 || times > mostTimes) problems.times = words.problems.times
  if (form.forWhom === 'other' && !form.person) problems.person = words.problems.person
  return problems
}

/** What is sent; the photos follow as {@link attachmentsOf}. Only of a form without problems. */
export const inputOf = (form: DeclareForm): ClaimDeclareInput => ({
  ruleId: form.ruleId!,
  times: wholeOf(form.times)!,
  on: form.on!,
  words: form.words.trim(),
  ...(form.forWhom === 'other' ? { personId: form.person!.id } : {}),
})

/** The photos that become file ids of the input before it is sent. */
export const attachmentsOf = (form: DeclareForm): OutboxEntry['attachments'] =>
  form.photos.map((localFile) => ({ field: 'photos', many: true, localFile }))
