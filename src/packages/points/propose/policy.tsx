import { type Expiry, expiries } from '#types/rule-words'
import { Card } from '@/components/card'
import { Choice, Switch, TextField } from '@/components/field'
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
  return (
    <Card title={words.policy}>
      <TextField
        id="budget"
        label={words.budget}
        hint={words.budgetHint}
        type="number"
        most={8}
        error={problem}
        value={value.budget}
        onChange={(budget) => change({ budget })}
      />
      <Choice
        id="expiry"
        label={words.expiry}
        options={choices}
        value={value.expiry}
        onChange={(expiry) => change({ expiry })}
      />
      <Switch id="mask" label={words.mask} value={value.maskNames} onChange={(maskNames) => change({ maskNames })} />
    </Card>
  )
}
