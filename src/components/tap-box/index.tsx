import { View } from '@tarojs/components'
import { aria } from '../aria'
import './index.scss'

interface Props {
  id: string
  /** What it is for, read before the value. */
  label: string
  /** What has been chosen. */
  value: string | undefined
  /** In place of a value: 选日期. */
  placeholder: string
  /** Left out inside a platform picker, which takes the tap itself. */
  onTap?(): void
}

/** A field's value that is chosen elsewhere: a tap opens the choice. */
export function TapBox({ id, label, value, placeholder, onTap }: Props) {
  return (
    <View id={id} className="tap-box" onClick={onTap} {...aria('button', `${label}：${value ?? placeholder}`)}>
      <View className={value ? 'tap-box__value' : 'tap-box__value tap-box__value--none'}>{value ?? placeholder}</View>
      <View className="tap-box__arrow">›</View>
    </View>
  )
}
