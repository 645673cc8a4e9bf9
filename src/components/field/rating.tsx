import { View } from '@tarojs/components'
import { kit } from '@/copy/kit'
import { aria } from '../aria'
import { Field, type FieldProps } from './frame'

interface Props extends FieldProps {
  /** 1–`most`; undefined = not rated yet. */
  value: number | undefined
  onChange(value: number): void
  most?: number
}

/** Stars, each with its number in words. The star's id is `<id>-<number>`. */
export function Rating({ value, onChange, most = 5, ...field }: Props) {
  return (
    <Field {...field}>
      <View id={field.id} className="field__stars" {...aria('radiogroup', field.label)}>
        {Array.from({ length: most }, (_, at) => at + 1).map((stars) => (
          <View
            key={stars}
            id={`${field.id}-${stars}`}
            className={`field__star${value && stars <= value ? ' field__star--on' : ''}`}
            onClick={() => onChange(stars)}
            {...aria('radio', kit.stars(stars), { checked: value === stars })}
          >
            {value && stars <= value ? '★' : '☆'}
          </View>
        ))}
        {value !== undefined && <View className="field__hint">{kit.stars(value)}</View>}
      </View>
    </Field>
  )
}
