import { Picker } from '@tarojs/components'
import { kit } from '@/copy/kit'
import { Field, type FieldProps } from '../field/frame'
import { TapBox } from '../tap-box'

interface Props extends FieldProps {
  /** A time of day, `HH:MM`. */
  value: string | undefined
  onChange(time: string): void
}

/** A time of day, by the platform's own picker. */
export function TimeField({ value, onChange, ...field }: Props) {
  return (
    <Field {...field}>
      <Picker mode="time" value={value ?? ''} onChange={(event) => onChange(event.detail.value)}>
        <TapBox id={field.id} label={field.label} value={value} placeholder={kit.chooseTime} />
      </Picker>
    </Field>
  )
}
