import { leastRulePublicity } from '#types/rule-words'
import { Card } from '@/components/card'
import { DateField } from '@/components/date-field'
import { TextArea, TextField } from '@/components/field'
import { formFields } from '@/components/field/form-fields'
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
  const field = formFields(words, { value, change, problems })
  return (
    <>
      <Card title={words.preview}>
        {changes.map((said) => (
          <Item key={said}>{said}</Item>
        ))}
      </Card>
      <Card>
        <DateField {...field('meetingOn')} required />
        <TextArea {...field('meetingWords')} required most={500} />
        <TextField {...field('days')} hint={words.daysHint(leastRulePublicity)} type="number" most={2} />
        <NoticeBar tone="warn">{words.confirm}</NoticeBar>
      </Card>
    </>
  )
}
