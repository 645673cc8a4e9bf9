import { useState } from 'react'
import type { Rule } from '#types/rule'
import { type CapPeriod, capPeriods, type RuleGroup, type RuleSign, ruleSigns } from '#types/rule-words'
import { Choice, Switch, TextField } from '@/components/field'
import { formFields } from '@/components/field/form-fields'
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
  const field = formFields(words, { value: form, change, problems }, 'line')
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
      <TextField {...field('label')} required most={40} />
      {!rule && <Choice {...field('sign')} options={signs} />}
      <TextField {...field('points')} required type="number" most={5} />
      {!rule?.automatic && <Switch {...field('evidence')} />}
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
