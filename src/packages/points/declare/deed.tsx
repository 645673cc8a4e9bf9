import { claimableDays } from '#types/claim-loop'
import type { Rule } from '#types/rule'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { Cell } from '@/components/cell'
import { DateField } from '@/components/date-field'
import { Choice, TextArea, TextField } from '@/components/field'
import { formFields } from '@/components/field/form-fields'
import { NoticeBar } from '@/components/notice-bar'
import { PhotoPicker } from '@/components/photo-picker'
import { declareWords as words } from '@/copy/claims'
import { PersonFinder } from '@/sections/person-finder'
import { RuleLine } from '../rule-line'
import { type DeclareForm, daysFrom, type ForWhom, type problemsOf, worth } from './form'

interface Props {
  rule: Rule
  value: DeclareForm
  change(fields: Partial<DeclareForm>): void
  problems: ReturnType<typeof problemsOf>
  /** Business date. */
  today: string
  /** A worker declares for other households too. */
  forOthers: boolean
  hasHousehold: boolean
}

const whoms = (Object.keys(words.forWhoms) as ForWhom[]).map((value) => ({ value, label: words.forWhoms[value] }))

/** The deed: for whom, photos, words, day, how often. */
export function Deed({ rule, value, change, problems, today, forOthers, hasHousehold }: Props) {
  const costs = rule.sign === 'negative'
  const points = worth(value, rule)
  const field = formFields(words, { value, change, problems })
  return (
    <>
      <Card title={words.chosen}>
        <RuleLine rule={rule} />
        <Button id="declare-change" onTap={() => change({ ruleId: undefined })}>
          {words.change}
        </Button>
      </Card>
      <Card>
        {forOthers && hasHousehold && !costs && (
          <Choice
            id="for"
            label={words.forWhom}
            options={whoms}
            value={value.forWhom}
            onChange={(forWhom) => change({ forWhom })}
          />
        )}
        {value.forWhom === 'other' && <Whom value={value} change={change} error={problems.person} />}
        <PhotoPicker
          {...field('photos')}
          hint={rule.evidence ? words.photosNeeded : words.photosFree}
          required={rule.evidence}
        />
        <TextArea {...field('words')} placeholder={words.wordsExample} required most={500} />
        <DateField
          {...field('on')}
          hint={words.onHint(claimableDays)}
          required
          start={daysFrom(today, -claimableDays)}
        />
        <TextField {...field('times')} type="number" most={3} />
      </Card>
      <NoticeBar tone={costs ? 'warn' : 'note'}>
        {costs ? words.expectedCost(points) : words.expected(points)}
      </NoticeBar>
    </>
  )
}

/** Somebody of the household that a worker declares for. */
function Whom({ value: { person }, change, error }: Pick<Props, 'value' | 'change'> & { error: string | undefined }) {
  if (person)
    return (
      <>
        <Cell label={words.forWhom} value={person.name} />
        <Button id="person-again" onTap={() => change({ person: undefined })}>
          {words.otherPerson}
        </Button>
      </>
    )
  return (
    <PersonFinder
      id="person"
      copy={{ words: words.person, wordsHint: words.personHint, find: words.find, nobody: words.nobody }}
      error={error}
      onChoose={({ personId, name }) => change({ person: { id: personId, name } })}
    />
  )
}
