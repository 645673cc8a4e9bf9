import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import type { EntryView } from '#types/points'
import { entrySentence } from '#types/units'
import { aria } from '@/components/aria'
import { Tag } from '@/components/tag'
import { whenSaid } from '@/components/when'
import { pointsWords as words } from '@/copy/points'
import './index.scss'

interface Props {
  entry: EntryView
  /** Says why; the node's id is `entry-<id>`. */
  onTap?(): void
  /** A button below the words. */
  children?: ReactNode
}

/** One line of the passbook: its sentence, the points, and what was left then. */
export function EntryRow({ entry, onTap, children }: Props) {
  const { id, kind, at, amount, balance, reversed } = entry
  const sentence = entrySentence(kind, entry.words)
  const said = words.signed(amount)
  return (
    <View className="entry">
      <View className="entry__words">
        <View id={`entry-${id}`} onClick={onTap} {...aria(onTap ? 'button' : 'listitem', words.entry(sentence, said))}>
          {sentence}
          <View className="entry__note">
            {whenSaid(at, Date.now())} · {words.left(balance)}
            {reversed && <Tag>{words.reversed}</Tag>}
          </View>
        </View>
        {children && <View className="entry__below">{children}</View>}
      </View>
      <View className="entry__amount">{said}</View>
    </View>
  )
}
