import { Picker, View } from '@tarojs/components'
import { kit } from '@/copy/kit'
import { Field, type FieldProps } from '../field/frame'
import './index.scss'

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
        <View id={field.id} className="date-field">
          {value ?? kit.chooseDate}
        </View>
      </Picker>
    </Field>
  )
}
