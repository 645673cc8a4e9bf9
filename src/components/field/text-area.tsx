import { Textarea, View } from '@tarojs/components'
import { Field, type FieldProps } from './frame'

interface Props extends FieldProps {
  value: string
  onChange(value: string): void
  /** Most characters; the counter shows how many are used. */
  most?: number
  placeholder?: string
}

/** Several lines of words, growing, with a counter. */
export function TextArea({ value, onChange, most = 2000, placeholder, ...field }: Props) {
  return (
    <Field {...field}>
      <Textarea
        id={field.id}
        className="field__area"
        value={value}
        maxlength={most}
        placeholder={placeholder}
        autoHeight
        onInput={(event) => onChange(event.detail.value)}
        aria-label={field.label}
      />
      <View className="field__count">
        {value.length} / {most}
      </View>
    </Field>
  )
}
