/** A rule of the table in words. Pure. */
import type { Rule } from '#types/rule'
import { automaticKeys, type CapPeriod, capPeriods, ruleSigns } from '#types/rule-words'
import { rulesWords as words } from '@/copy/rules'

/** Which way and how far: +5 分, −10 分. */
export const pointsSaid = ({ sign, points }: Pick<Rule, 'sign' | 'points'>): string =>
  sign === 'negative' ? words.cost(points) : words.gain(points)

/** Points with what they are for: 每小时 +2 分. */
export const rateSaid = (rule: Rule): string =>
  rule.automatic ? `${words.each[rule.automatic]} ${pointsSaid(rule)}` : pointsSaid(rule)

const capsSaid = ({ caps }: Rule): string[] => {
  if (!caps) return []
  const bounds = (Object.keys(capPeriods) as CapPeriod[]).flatMap((period) => {
    const most = caps[period]
    return most === undefined ? [] : [words.cap(capPeriods[period], most)]
  })
  // the household is what one expects
  return bounds.length > 0 && caps.per === 'person' ? [...bounds, words.perPerson] : bounds
}

/** What holds for a rule beside its points: of what sort it is, how often it counts, what for, how long it is shown. */
export function factsSaid(rule: Rule): string[] {
  return [
    ruleSigns[rule.sign],
    ...capsSaid(rule),
    ...(rule.unit === 'merit' ? [words.merit] : []),
    ...(rule.automatic ? [words.automatic(automaticKeys[rule.automatic])] : []),
    ...(rule.sign === 'negative' ? [words.byWorker] : []),
    ...(rule.evidence ? [words.evidence] : []),
    ...(rule.publicityDays > 0 ? [words.publicity(rule.publicityDays)] : []),
  ]
}

/** What a version is called: the shipped one isn't anybody's decision. */
export const versionSaid = (version: number): string => (version === 0 ? words.shipped : words.version(version))

/** Whether somebody can declare it: what is automatic comes by itself. */
export const isDeclarable = ({ automatic }: Pick<Rule, 'automatic'>): boolean => automatic === undefined
