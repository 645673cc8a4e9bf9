import { mostActivityHours } from '#types/activity-loop'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { DateField } from '@/components/date-field'
import { Choice, TextArea, TextField } from '@/components/field'
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
  return (
    <>
      <Card>
        <TextField
          id="activity-title"
          label={words.title}
          placeholder={words.titleHint}
          required
          value={form.title}
          error={problems.title}
          onChange={(title) => change({ title })}
        />
        <TextArea
          id="activity-text"
          label={words.text}
          hint={words.textHint}
          required
          value={form.text}
          error={problems.text}
          onChange={(text) => change({ text })}
        />
      </Card>
      <Card>
        <DateField
          id="activity-date"
          label={words.date}
          required
          value={form.date}
          error={problems.when}
          onChange={(date) => change({ date })}
        />
        <TimeField
          id="activity-start"
          label={words.start}
          required
          value={form.start}
          onChange={(start) => change({ start })}
        />
        <TimeField
          id="activity-end"
          label={words.end}
          hint={words.endHint}
          required
          value={form.end}
          onChange={(end) => change({ end })}
        />
      </Card>
      <Where form={form} change={change} problems={problems} />
      <Card>
        <TextField
          id="activity-capacity"
          label={words.capacity}
          hint={words.capacityHint}
          required
          type="number"
          most={3}
          value={form.capacity}
          error={problems.capacity}
          onChange={(capacity) => change({ capacity })}
        />
        <TextField
          id="activity-most-hours"
          label={words.mostHours}
          hint={words.mostHoursHint}
          placeholder={`0.5–${mostActivityHours}`}
          type="digit"
          most={4}
          value={form.mostHours}
          error={problems.mostHours}
          onChange={(mostHours) => change({ mostHours })}
        />
      </Card>
    </>
  )
}

/** The place in words and, when checking in is to be bound to it, on the map. */
function Where({ form, change, problems }: Props) {
  return (
    <Card>
      <TextField
        id="activity-place"
        label={words.place}
        hint={words.placeHint}
        required
        value={form.place}
        error={problems.place}
        onChange={(place) => change({ place })}
      />
      <PlacePicker
        id="activity-location"
        label={words.location}
        hint={words.locationHint}
        value={form.location}
        onChange={(location) => change({ location })}
      />
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
