import { useState } from 'react'
import type { Rule, RuleTableOutput } from '#types/rule'
import { type RuleGroup, ruleGroups } from '#types/rule-words'
import { Button } from '@/components/button'
import { Tabs } from '@/components/tabs'
import { Tag, type Tone } from '@/components/tag'
import { rulesWords, proposeWords as words } from '@/copy/rules'
import { RuleLine } from '../rule-line'
import { markOf, type TableDraft, taken, toggled } from './draft'
import { LineSheet } from './line-sheet'

const groups = (Object.keys(ruleGroups) as RuleGroup[]).map((value) => ({ value, label: ruleGroups[value] }))
const marks: Record<'off' | 'new' | 'changed', [Tone, string]> = {
  off: ['over', words.offMark],
  new: ['now', words.newMark],
  changed: ['soon', words.changedMark],
}

interface Props {
  table: RuleTableOutput
  value: TableDraft
  change(fields: (latest: TableDraft) => TableDraft): void
}

/** The lines of one group: change one, switch it off, add one. Ids: `change-<rule>`, `off-<rule>`. */
export function Lines({ table, value, change }: Props) {
  const [group, setGroup] = useState<RuleGroup>('home')
  const [editing, setEditing] = useState<Rule | RuleGroup>()
  const shown = value.items.filter((rule) => rule.group === group)
  return (
    <>
      <Tabs id="group" label={rulesWords.groups} options={groups} value={group} onChange={setGroup} />
      {shown.map((rule) => {
        const mark = markOf(rule, value, table.items)
        return (
          <RuleLine key={rule.id} rule={rule}>
            <Button
              id={`change-${rule.id}`}
              narrow
              label={`${words.change} ${rule.label}`}
              onTap={() => setEditing(rule)}
            >
              {words.change}
            </Button>
            <Button
              id={`off-${rule.id}`}
              narrow
              label={`${mark === 'off' ? words.on : words.off} ${rule.label}`}
              onTap={() => change((latest) => toggled(latest, rule.id))}
            >
              {mark === 'off' ? words.on : words.off}
            </Button>
            {mark && <Tag tone={marks[mark][0]}>{marks[mark][1]}</Tag>}
          </RuleLine>
        )
      })}
      <Button id="line-add" onTap={() => setEditing(group)}>
        {words.add}
      </Button>
      {editing && (
        <LineSheet
          key={typeof editing === 'string' ? editing : editing.id}
          line={editing}
          onClose={() => setEditing(undefined)}
          onTake={(form) => {
            setEditing(undefined)
            change((latest) => taken(latest, form, editing))
          }}
        />
      )}
    </>
  )
}
