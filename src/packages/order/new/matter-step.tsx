import { View } from '@tarojs/components'
import { categoryOf, emergencyCalls, type Urgency, urgencies } from '#types/categories'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { Choice, TextArea, TextField } from '@/components/field'
import { formFields } from '@/components/field/form-fields'
import { PhotoPicker } from '@/components/photo-picker'
import { VoiceInput } from '@/components/voice-input'
import { orderWords as words } from '@/copy/order'
import { dial } from '@/platform/dial'
import { useElderMode } from '@/state/elder'
import { useQuery } from '@/state/query'
import type { OrderForm } from './form'

/** What every step is given. */
export interface StepProps {
  form: OrderForm
  change(fields: Partial<OrderForm>): void
  problems: Partial<Record<string, string>>
}

const urgencyOptions = (Object.keys(urgencies) as Urgency[]).map((value) => ({
  value,
  label: words.urgencies[value][0],
  note: words.urgencies[value][1],
}))

/** Step 2: what it is, in words or spoken (spoken first in elder mode), with photos; 110, 119 and 120 first when it sounds like danger. */
export function MatterStep({ form, change, problems }: StepProps) {
  const { elder } = useElderMode()
  const field = formFields(words, { value: form, change, problems })
  const voice = <VoiceInput {...field('voice')} />
  return (
    <>
      <Emergency form={form} />
      <Card title={form.category && categoryOf(form.category).label}>
        {elder && voice}
        <TextArea
          id="words"
          label={words.matter}
          hint={words.matterHint}
          placeholder={words.matterExample}
          error={problems.words}
          value={form.words}
          onChange={(said) => change({ words: said })}
        />
        {!elder && voice}
        <PhotoPicker {...field('photos')} />
        <Choice {...field('urgency')} options={urgencyOptions} />
      </Card>
      {form.category && categoryOf(form.category).aboutPerson && (
        <AboutWhom form={form} change={change} problems={problems} />
      )}
    </>
  )
}

/** Numbers to call before anything else: those the words call for, or all three when it is marked as an emergency. */
function Emergency({ form }: { form: OrderForm }) {
  const heard = emergencyCalls(form.words)
  const calls = heard.length > 0 ? heard : form.urgency === 'emergency' ? (['110', '119', '120'] as const) : []
  if (calls.length === 0) return null
  return (
    <View id="emergency" className="order__emergency" role="alert">
      <View className="order__emergency-title">! {words.emergencyTitle}</View>
      {form.urgency === 'emergency' ? words.emergencyWords : words.emergencyMark}
      <View className="page__buttons">
        {calls.map((number) => (
          <Button key={number} id={`call-${number}`} kind="danger" onTap={() => dial(number)}>
            {words.calls[number]}
          </Button>
        ))}
      </View>
    </View>
  )
}

/** Whom an opinion about conduct is about: one of those who answer for the household, or a name typed. */
function AboutWhom({ form, change, problems }: StepProps) {
  const home = useQuery('home.get', {})
  const resident = home.data?.resident
  const known = [...(resident?.chain ?? []), ...(resident?.helpers ?? [])].filter(
    (link, at, all) => link.personId && all.findIndex((other) => other.personId === link.personId) === at,
  )
  const typed = form.about && !form.about.personId ? form.about.name : ''
  return (
    <Card>
      <Choice
        id="about"
        label={words.about}
        hint={words.aboutHint}
        error={problems.about}
        options={known.map(({ personId, name, role }) => ({ value: personId!, label: name, note: role }))}
        value={form.about?.personId}
        onChange={(personId) =>
          change({ about: { personId, name: known.find((one) => one.personId === personId)!.name } })
        }
      />
      <TextField
        id="about-name"
        label={words.aboutOther}
        most={30}
        value={typed}
        onChange={(name) => change({ about: name === '' ? undefined : { name } })}
      />
    </Card>
  )
}
