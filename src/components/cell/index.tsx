import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { aria } from '../aria'
import './index.scss'

interface Props {
  label: string
  value?: ReactNode
  /** Under the label, in small type. */
  note?: string
  /** A cell that is tapped needs an id; it gets an arrow. */
  id?: string
  onTap?(): void
}

/** Names and figures wrap whole; a sentence wraps as sentences do, so that no comma begins a line. */
const isName = (value: ReactNode) => typeof value === 'string' && !/[，。；：]/.test(value)

/** A row of label and value; with `onTap` a way to somewhere. */
export function Cell({ label, value, note, id, onTap }: Props) {
  return (
    <View id={id} className="cell" onClick={onTap} {...(onTap ? aria('button', label) : {})}>
      <View className="cell__label">
        {label}
        {note && <View className="page__note">{note}</View>}
      </View>
      {value !== undefined && (
        <View className={`cell__value${isName(value) ? ' cell__value--name' : ''}`}>{value}</View>
      )}
      {onTap && <View className="cell__arrow">›</View>}
    </View>
  )
}
