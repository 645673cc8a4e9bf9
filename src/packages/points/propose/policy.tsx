import { type Expiry, expiries } from '#types/rule-words'
import { Card } from '@/components/card'
import { Choice, Switch, TextField } from '@/components/field'
import { formFields } from '@/components/field/form-fields'
import { proposeWords as words } from '@/copy/rules'
import type { TableDraft } from './draft'

const choices = (Object.keys(expiries) as Expiry[]).map((value) => ({ value, label: expiries[value] }))

interface Props {
  value: TableDraft
  change(fields: Partial<TableDraft>): void
  /** What is wrong with the budget. */
  problem: string | undefined
}

/** What a village decides beside the lines: how much a month, how long points live, whose names are shown. */
export function Policy({ value, change, problem }: Props) {
  const field = formFields(words, { value, change, problems: { budget: problem } })
  return (
    <Card title={words.policy}>
      <TextField {...field('budget')} type="number" most={8} />
      <Choice {...field('expiry')} options={choices} />
      <Switch {...field('maskNames')} />
    </Card>
  )
}
