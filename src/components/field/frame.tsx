import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { kit } from '@/copy/kit'
import { aria } from '../aria'
import './index.scss'

/** What every field has. */
export interface FieldProps {
  /** Of the control itself; the error's id is `<id>-error`. */
  id: string
  label: string
  /** How to fill it in. */
  hint?: string
  /** What is wrong, in words that say what to do. */
  error?: string
  required?: boolean
}

/** The frame of a field: label, hint, control, error. */
export function Field({ id, label, hint, error, required, children }: FieldProps & { children: ReactNode }) {
  return (
    <View className={`field${error ? ' field--wrong' : ''}`}>
      <View className="field__label">
        {label}
        {required && <View className="field__required">{kit.required}</View>}
      </View>
      {hint && <View className="field__hint">{hint}</View>}
      {children}
      {error && (
        <View id={`${id}-error`} className="field__error" {...aria('alert')}>
          ! {error}
        </View>
      )}
    </View>
  )
}
