/** A claim as it begins: declared, entered in a round, or awarded. Pure. */
import type { ClaimOrigin, ClaimState } from '#types/claim'
import { mostPoints, type Rule } from '#types/rule'
import { refuse } from '../../kernel/errors'
import { addDays } from '../../kernel/time'
import { type RuleTable, ruleIn } from '../rule'
import { type ClaimMedia, type ClaimRecord, type Hand, never, termsOf } from './record'
import type { Subject } from './subject'

/** Days back that a deed may be declared for. */
const claimableDays = 60

/** What a new claim is made of. */
export interface Birth {
  id: string
  origin: ClaimOrigin
  state: ClaimState
  rule: Rule
  version: number
  subject: Subject
  points: number
  times: number
  on: string
  eventAt: Date
  words: string
  filer: { personId: string; name: string }
  hands?: Hand[]
  hiddenWords?: boolean
  photos?: readonly string[]
  now: Date
}

/** The claim without a step yet: whoever makes it adds the first. */
export function newClaim({ id, origin, state, rule, version, subject, filer, now, ...rest }: Birth): ClaimRecord {
  const { points, times, on, eventAt, words, hands = [], hiddenWords = false, photos = [] } = rest
  return {
    _id: id,
    ...{ state, origin, rule: { id: rule.id, version }, times, points, on, eventAt },
    ...termsOf(rule),
    ...subject,
    concerns: [...new Set([...subject.members, filer.personId])],
    ...{ filerId: filer.personId, filerName: filer.name, hands, objections: [] },
    ...{ words, hiddenWords },
    media: photos.map((fileId): ClaimMedia => ({ fileId, kind: 'photo', state: 'checking' })),
    ...{ steps: [], seq: 0, at: now, updatedAt: now, nextClock: never, version: 0, requests: [], outbox: [] },
  }
}

/**
 * The rule that somebody declares on, as the village had decided it for the day of the deed.
 * @throws Refusal BAD_INPUT for a day ahead or too long ago, RULE_GONE, RULE_AUTOMATIC
 */
export function claimableRule(table: RuleTable, ruleId: string, on: string, today: string): Rule {
  if (on > today) refuse('BAD_INPUT', { problem: '日期不能在今天以后', field: 'on' })
  if (on < addDays(today, -claimableDays)) {
    refuse('BAD_INPUT', { problem: `只能申报 ${claimableDays} 天以内的事`, field: 'on' })
  }
  const rule = ruleIn(table, ruleId) ?? refuse('RULE_GONE')
  if (rule.automatic) refuse('RULE_AUTOMATIC')
  return rule
}

/** What so many times of a rule are worth. @throws Refusal BAD_INPUT when that is more than one claim may be */
export function worthOf(rule: Rule, times: number): number {
  const points = rule.points * times
  if (points > mostPoints) refuse('BAD_INPUT', { problem: `一次最多申报 ${mostPoints} 分`, field: 'times' })
  return points
}
