/** A monthly round, pure: lines as a worker writes them, what is still wrong, and what is sent. */
import type { ClaimBulkInput } from '#types/claim'
import { mostBulkRows, mostTimes } from '#types/claim-loop'
import type { Rule } from '#types/rule'
import { roundWords as words } from '@/copy/claims'

/** One row of the round. */
export interface RoundRow {
  ruleId: string
  label: string
  household: string
  /** For what a person earns. */
  name?: string
  times: number
}

export interface RoundForm {
  areaId?: string
  /** Business date. */
  on?: string
  words: string
  rule?: Pick<Rule, 'id' | 'label' | 'earner'>
  /** As typed, one household a line. */
  lines: string
  rows: RoundRow[]
}

/** The draft's name. */
export const DRAFT = 'claim.bulk'

export const EMPTY: RoundForm = { words: '', lines: '', rows: [] }

/** What was written becomes rows, or the first line that can't be understood is named. Blank lines count for nothing. */
export function rowsOf(
  lines: string,
  { id, label, earner }: Pick<Rule, 'id' | 'label' | 'earner'>,
): { rows: RoundRow[] } | { problem: string } {
  const rows: RoundRow[] = []
  const written = lines.split(/\r?\n/)
  for (const [at, line] of written.entries()) {
    const parts = line
      .trim()
      .split(/[\s,，、]+/)
      .filter(Boolean)
    if (parts.length === 0) continue
    const last = parts[parts.length - 1]!
    const counted = parts.length > 1 && /^\d+$/.test(last)
    const times = counted ? Number(last) : 1
    const [household = '', name, ...more] = counted ? parts.slice(0, -1) : parts
    if (more.length > 0 || (name !== undefined && earner === 'household'))
      return { problem: words.problems.line(at + 1) }
    if (name === undefined && earner === 'person') return { problem: words.problems.name(at + 1) }
    if (times < 1 || times > mostTimes) return { problem: words.problems.times(at + 1, mostTimes) }
    rows.push({ ruleId: id, label, household, ...(name === undefined ? {} : { name }), times })
  }
  return rows.length > 0 ? { rows } : { problem: words.problems.lines }
}

/** The round with what was written added to it, or what is wrong with it. */
export function added(form: RoundForm): { rows: RoundRow[] } | { problem: string } {
  if (!form.rule) return { problem: words.problems.rule }
  const read = rowsOf(form.lines, form.rule)
  if ('problem' in read) return read
  const rows = [...form.rows, ...read.rows]
  return rows.length > mostBulkRows ? { problem: words.problems.many(mostBulkRows) } : { rows }
}

type Problems = Partial<Record<'on' | 'words' | 'rows', string>>

/** What keeps the round from being checked; empty when nothing does. */
export function problemsOf({ on, words: said, rows }: RoundForm): Problems {
  return {
    ...(on ? {} : { on: words.problems.on }),
    ...(said.trim() === '' ? { words: words.problems.words } : {}),
    ...(rows.length === 0 ? { rows: words.problems.rows } : {}),
  }
}

/** What is sent. Only of a round without problems. */
export const inputOf = ({ on, words: said, rows }: RoundForm, areaId: string, dryRun: boolean): ClaimBulkInput => ({
  areaId,
  on: on!,
  words: said.trim(),
  rows: rows.map(({ ruleId, household, name, times }) => ({
    ruleId,
    household,
    times,
    ...(name === undefined ? {} : { name }),
  })),
  dryRun,
})
