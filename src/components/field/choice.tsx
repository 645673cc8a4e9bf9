import { View } from '@tarojs/components'
import { aria } from '../aria'
import { Field, type FieldProps } from './frame'

/** One thing to choose. */
export interface Option<Value extends string> {
  value: Value
  label: string
  /** Under the label, in small type. */
  note?: string
  disabled?: boolean
}

type Props<Value extends string> = FieldProps & { options: readonly Option<Value>[] } & (
    | { multiple?: false; value: Value | undefined; onChange(value: Value): void }
    | { multiple: true; value: readonly Value[]; onChange(value: Value[]): void }
  )

/** Big chips, one or several of which are chosen. The chip's id is `<id>-<value>`. */
export function Choice<Value extends string>(props: Props<Value>) {
  const { id, label, hint, error, required, options } = props
  const chosen: readonly Value[] = props.multiple ? props.value : props.value === undefined ? [] : [props.value]
  const choose = (value: Value) => {
    if (!props.multiple) return props.onChange(value)
    props.onChange(chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value])
  }
  return (
    <Field id={id} label={label} hint={hint} error={error} required={required}>
      <View id={id} className="field__chips" {...aria(props.multiple ? 'group' : 'radiogroup', label)}>
        {options.map((option) => {
          const on = chosen.includes(option.value)
          return (
            <View
              key={option.value}
              id={`${id}-${option.value}`}
              className={`field__chip${on ? ' field__chip--on' : ''}${option.disabled ? ' field__chip--off' : ''}`}
              onClick={() => !option.disabled && choose(option.value)}
              {...aria(props.multiple ? 'checkbox' : 'radio', option.label, { checked: on, disabled: option.disabled })}
            >
              {on ? '✓ ' : ''}
              {option.label}
              {option.note && <View className="field__hint">{option.note}</View>}
            </View>
          )
        })}
      </View>
    </Field>
  )
}
