import { type ActivityKind, type Audience, activityKinds, audienceOf, audiences } from '#types/activity-loop'
import { AreaPicker } from '@/components/area-picker'
import { Card } from '@/components/card'
import { Choice, Switch } from '@/components/field'
import { formFields } from '@/components/field/form-fields'
import { activityForm as words } from '@/copy/activity'
import { useQuery } from '@/state/query'
import type { ActivityForm } from './form'

interface Props {
  form: ActivityForm
  change(fields: Partial<ActivityForm>): void
  /** Where I may hold activities; the first is taken when none is chosen. */
  areas: readonly { value: string; label: string }[]
}

const kinds = (Object.keys(activityKinds) as ActivityKind[]).map((value) => ({
  value,
  label: activityKinds[value],
  note: words.kindFor[value] || undefined,
}))
const audienceOptions = (Object.keys(audiences) as Audience[]).map((value) => ({ value, label: audiences[value] }))
const forgottens = (['untilEnd', 'fillIn'] as const).map((value) => ({ value, label: words.forgottens[value] }))

/** What is settled when it is published and stays: the kind, for whom, who holds it and where. */
export function KindFields({ form, change, areas }: Props) {
  const field = formFields(words, { value: form, change }, 'activity')
  return (
    <Card>
      <Choice {...field('kind')} required options={kinds} />
      {!audienceOf[form.kind] && <Choice {...field('audience')} options={audienceOptions} />}
      <Area form={form} change={change} areas={areas} />
    </Card>
  )
}

/** How hours count; stays as well. */
export function HoursFields({ form, change }: Pick<Props, 'form' | 'change'>) {
  const field = formFields(words, { value: form, change }, 'activity')
  return (
    <Card title={words.hoursCard}>
      <Choice {...field('forgotten')} options={forgottens} />
      <Switch {...field('earns')} />
    </Card>
  )
}

/** Where, and in whose name. */
function Area({ form, change, areas }: Props) {
  const field = formFields(words, { value: form, change }, 'activity')
  const areaId = form.areaId ?? areas[0]?.value
  const root = areas.find(({ value }) => value === areaId)
  const below = useQuery('area.children', areaId ? { parentId: areaId } : undefined)
  const held = useQuery('volunteer.organizations', areaId ? { areaId } : undefined)
  const ownName = words.ownName(form.finer?.fullName ?? root?.label ?? '')
  const organizations = held.data?.rows ?? []
  return (
    <>
      <Choice
        id="activity-area"
        label={words.area}
        hint={words.areaHint}
        required
        options={areas}
        value={areaId}
        onChange={(chosen) => change({ areaId: chosen, finer: undefined, organizationId: undefined })}
      />
      {root && below.data && below.data.rows.length > 0 && (
        <AreaPicker {...field('finer')} root={{ id: root.value, fullName: root.label }} />
      )}
      {form.kind === 'volunteering' && organizations.length > 0 && (
        <Choice
          id="activity-organization"
          label={words.organization}
          options={[
            { value: '', label: ownName },
            ...organizations.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          value={form.organizationId ?? ''}
          onChange={(id) => change({ organizationId: id || undefined })}
        />
      )}
    </>
  )
}
