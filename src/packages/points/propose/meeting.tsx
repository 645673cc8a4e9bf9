import { leastRulePublicity } from '#types/rule-words'
import { Card } from '@/components/card'
import { DateField } from '@/components/date-field'
import { TextArea, TextField } from '@/components/field'
import { Item } from '@/components/item'
import { NoticeBar } from '@/components/notice-bar'
import { proposeWords as words } from '@/copy/rules'
import type { problemsOf, TableDraft } from './draft'

interface Props {
  /** What the new version changes, one sentence each. */
  changes: readonly string[]
  value: TableDraft
  change(fields: Partial<TableDraft>): void
  problems: ReturnType<typeof problemsOf>
}

/** What is changed, and the meeting that decided it. */
export function Meeting({ changes, value, change, problems }: Props) {
  return (
    <>
      <Card title={words.preview}>
        {changes.map((said) => (
          <Item key={said}>{said}</Item>
        ))}
      </Card>
      <Card>
        <DateField
          id="meeting-on"
          label={words.meetingOn}
          required
          error={problems.meetingOn}
          value={value.meetingOn}
          onChange={(meetingOn) => change({ meetingOn })}
        />
        <TextArea
          id="meeting-words"
          label={words.meetingWords}
          hint={words.meetingHint}
          required
          most={500}
          error={problems.meetingWords}
          value={value.meetingWords}
          onChange={(meetingWords) => change({ meetingWords })}
        />
        <TextField
          id="days"
          label={words.days}
          hint={words.daysHint(leastRulePublicity)}
          type="number"
          most={2}
          error={problems.days}
          value={value.days}
          onChange={(days) => change({ days })}
        />
        <NoticeBar tone="warn">{words.confirm}</NoticeBar>
      </Card>
    </>
  )
}
