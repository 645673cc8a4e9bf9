import { Picker } from '@tarojs/components'
import { kit } from '@/copy/kit'
import { Field, type FieldProps } from '../field/frame'
import { TapBox } from '../tap-box'

interface Props extends FieldProps {
  /** A business date, `YYYY-MM-DD`. */
  value: string | undefined
  onChange(date: string): void
  /** First date that may be chosen. */
  start?: string
}

/** A date, by the platform's own picker. */
export function DateField({ value, onChange, start, ...field }: Props) {
  return (
    <Field {...field}>
      <Picker mode="date" value={value ?? ''} start={start} onChange={(event) => onChange(event.detail.value)}>
        <TapBox id={field.id} label={field.label} value={value} placeholder={kit.chooseDate} />
      </Picker>
    </Field>
  )
}
