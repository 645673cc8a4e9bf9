import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import './index.scss'

interface Props {
  /** Heading of the card. */
  title?: string
  /** At the right of the heading. */
  aside?: ReactNode
  /** A card that is tapped as a whole needs an id. */
  id?: string
  label?: string
  onTap?(): void
  children?: ReactNode
}

/** A white sheet for what belongs together. */
export function Card({ title, aside, id, label, onTap, children }: Props) {
  return (
    <View id={id} className="card" onClick={onTap} aria-role={onTap && 'button'} aria-label={label}>
      {(title || aside) && (
        <View className="card__head">
          <View className="card__title">{title}</View>
          {aside}
        </View>
      )}
      {children}
    </View>
  )
}
