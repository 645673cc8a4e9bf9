import { View } from '@tarojs/components'
import { aria } from '../aria'
import './index.scss'

interface Props<Value extends string> {
  /** A tab's id is `<id>-<value>`. */
  id: string
  label: string
  /** `count` behind the word, when there is anything to count. */
  options: readonly { value: Value; label: string; count?: number }[]
  value: Value
  onChange(value: NoInfer<Value>): void
}

/** A few views of one page, side by side. */
export function Tabs<Value extends string>({ id, label, options, value, onChange }: Props<Value>) {
  return (
    <View id={id} className="tabs" {...aria('radiogroup', label)}>
      {options.map((option) => {
        const on = option.value === value
        return (
          <View
            key={option.value}
            id={`${id}-${option.value}`}
            className={on ? 'tabs__one tabs__one--on' : 'tabs__one'}
            onClick={() => onChange(option.value)}
            {...aria('radio', option.label, { checked: on })}
          >
            {option.label}
            {option.count ? ` ${option.count}` : ''}
          </View>
        )
      })}
    </View>
  )
}
