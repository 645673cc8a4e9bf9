import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { aria } from '../aria'
import './index.scss'

interface Props {
  /** What it is. */
  children: ReactNode
  /** Below it, in small grey type. */
  note?: ReactNode
  /** Statuses, below the note. */
  tags?: ReactNode
  /** A picture before the words. */
  picture?: ReactNode
  /** What it comes to, in the colour of points. */
  amount?: string
  /** The amount is what one looks for: larger. */
  large?: boolean
  /** The amount is taken away: red. */
  loss?: boolean
  /** Controls after the amount. */
  end?: ReactNode
  /** Buttons below; taps on them do not count as taps on the item. */
  below?: ReactNode
  id?: string
  onTap?(): void
  /** What a screen reader says in place of its parts. */
  label?: string
}

/** One of several things in a card: words, note and status at the left, what it comes to at the right. */
export function Item(props: Props) {
  const { children, note, tags, picture, amount, large, loss, end, below, id, onTap, label } = props
  const shade = `${large ? ' item__amount--large' : ''}${loss ? ' item__amount--loss' : ''}`
  return (
    <View className="item">
      <View
        id={id}
        className={picture ? 'item__main item__main--pictured' : 'item__main'}
        onClick={onTap}
        {...(label ? aria(onTap ? 'button' : 'listitem', label) : {})}
      >
        {picture}
        <View className="item__words">
          {children}
          {note && <View className="page__note item__note">{note}</View>}
          {tags && <View className="item__tags">{tags}</View>}
        </View>
        {amount && <View className={`item__amount${shade}`}>{amount}</View>}
        {end}
      </View>
      {below && <View className="item__below">{below}</View>}
    </View>
  )
}
