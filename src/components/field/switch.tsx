import { Switch as NativeSwitch, View } from '@tarojs/components'
import { Field, type FieldProps } from './frame'

interface Props extends FieldProps {
  value: boolean
  onChange(on: boolean): void
}

/** On or off. */
export function Switch({ value, onChange, label, hint, ...field }: Props) {
  return (
    <Field {...field} label="">
      <View className="field__row">
        <View className="field__label">
          {label}
          {hint && <View className="field__hint">{hint}</View>}
        </View>
        <NativeSwitch
          id={field.id}
          checked={value}
          color="#B8301F"
          onChange={(event) => onChange(event.detail.value)}
          aria-label={label}
        />
      </View>
    </Field>
  )
}
