import { mostActivityHours } from '#types/activity-loop'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { DateField } from '@/components/date-field'
import { Choice, TextArea, TextField } from '@/components/field'
import { formFields } from '@/components/field/form-fields'
import { PlacePicker } from '@/components/place-picker'
import { TimeField } from '@/components/time-field'
import { activityForm as words } from '@/copy/activity'
import type { ActivityForm, Problems } from './form'

interface Props {
  form: ActivityForm
  change(fields: Partial<ActivityForm>): void
  problems: Problems
}

const radii = ['100', '200', '500', '1000'] as const

/** What can still be changed after publishing: what, when, where, for how many. */
export function PlanFields({ form, change, problems }: Props) {
  const field = formFields(words, { value: form, change, problems }, 'activity')
  return (
    <>
      <Card>
        <TextField {...field('title')} placeholder={words.titleExample} required />
        <TextArea {...field('text')} required />
      </Card>
      <Card>
        <DateField {...field('date')} required error={problems.when} />
        <TimeField {...field('start')} required />
        <TimeField {...field('end')} required />
      </Card>
      <Where form={form} change={change} problems={problems} />
      <Card>
        <TextField {...field('capacity')} required type="number" most={3} />
        <TextField {...field('mostHours')} placeholder={`0.5–${mostActivityHours}`} type="digit" most={4} />
      </Card>
    </>
  )
}

/** The place in words and, when checking in is to be bound to it, on the map. */
function Where({ form, change, problems }: Props) {
  const field = formFields(words, { value: form, change, problems }, 'activity')
  return (
    <Card>
      <TextField {...field('place')} required />
      <PlacePicker {...field('location')} />
      {form.location && (
        <>
          <Choice
            id="activity-radius"
            label={words.radius}
            options={radii.map((value) => ({ value, label: words.metres(Number(value)) }))}
            value={radii.find((value) => Number(value) === form.radius)}
            onChange={(radius) => change({ radius: Number(radius) })}
          />
          <Button id="activity-location-clear" onTap={() => change({ location: undefined })}>
            {words.clear}
          </Button>
        </>
      )}
    </Card>
  )
}
