import { useState } from 'react'
import type { Rule } from '#types/rule'
import { type CapPeriod, capPeriods, type RuleGroup, type RuleSign, ruleSigns } from '#types/rule-words'
import { Choice, Switch, TextField } from '@/components/field'
import { Sheet } from '@/components/sheet'
import { proposeWords as words } from '@/copy/rules'
import { formOf, lineProblems, type RuleForm } from './draft'

const periods = Object.keys(capPeriods) as CapPeriod[]
const signs = (Object.keys(ruleSigns) as RuleSign[]).map((value) => ({ value, label: ruleSigns[value] }))

interface Props {
  /** The line that is changed, or the group that gets a new one. */
  line: Rule | RuleGroup
  onTake(form: RuleForm): void
  onClose(): void
}

/** One line of the table: what for, how many points, its caps. What is awarded by itself has neither sign nor photo to choose. */
export function LineSheet({ line, onTake, onClose }: Props) {
  const rule = typeof line === 'string' ? undefined : line
  const [form, setForm] = useState(() => formOf(rule))
  const [asked, setAsked] = useState(false)
  const problems = asked ? lineProblems(form) : {}
  const change = (fields: Partial<RuleForm>) => setForm({ ...form, ...fields })
  const take = () => {
    setAsked(true)
    if (Object.keys(lineProblems(form)).length === 0) onTake(form)
  }
  return (
    <Sheet
      id="line"
      open
      title={rule ? words.editTitle : words.addTitle}
      confirm={words.take}
      onConfirm={take}
      onClose={onClose}
    >
      <TextField
        id="line-label"
        label={words.label}
        hint={words.labelHint}
        required
        most={40}
        error={problems.label}
        value={form.label}
        onChange={(label) => change({ label })}
      />
      {!rule && (
        <Choice
          id="line-sign"
          label={words.sign}
          options={signs}
          value={form.sign}
          onChange={(sign) => change({ sign })}
        />
      )}
      <TextField
        id="line-points"
        label={words.pointsField}
        required
        type="number"
        most={5}
        error={problems.points}
        value={form.points}
        onChange={(points) => change({ points })}
      />
      {!rule?.automatic && (
        <Switch
          id="line-evidence"
          label={words.evidence}
          value={form.evidence}
          onChange={(evidence) => change({ evidence })}
        />
      )}
      {periods.map((period) => (
        <TextField
          key={period}
          id={`line-${period}`}
          label={words.caps[period]}
          hint={words.capHint}
          type="number"
          most={5}
          error={problems[period]}
          value={form.caps[period]}
          onChange={(most) => change({ caps: { ...form.caps, [period]: most } })}
        />
      ))}
    </Sheet>
  )
}
