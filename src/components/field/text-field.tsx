import { Input, type InputProps } from '@tarojs/components'
import { Field, type FieldProps } from './frame'

interface Props extends FieldProps {
  value: string
  onChange(value: string): void
  /** Which keyboard: digits, an ID number, or words. */
  type?: 'text' | 'number' | 'idcard' | 'digit'
  /** Most characters. */
  most?: number
  placeholder?: string
  /** PIN or the like: shown as dots. */
  secret?: boolean
  onDone?(): void
  done?: InputProps['confirmType']
}

/** One line of words or digits. */
export function TextField({
  value,
  onChange,
  type = 'text',
  most = 60,
  placeholder,
  secret,
  onDone,
  done,
  ...field
}: Props) {
  return (
    <Field {...field}>
      <Input
        id={field.id}
        className="field__input"
        type={type}
        password={secret}
        value={value}
        maxlength={most}
        placeholder={placeholder}
        confirmType={done}
        onInput={(event) => onChange(event.detail.value)}
        onConfirm={onDone}
        aria-label={field.label}
      />
    </Field>
  )
}
