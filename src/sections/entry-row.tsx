import type { ReactNode } from 'react'
import type { EntryView } from '#types/points'
import { entrySentence } from '#types/units'
import { Item } from '@/components/item'
import { Tag } from '@/components/tag'
import { whenSaid } from '@/components/when'
import { pointsWords as words } from '@/copy/points'
import { cloudTime } from '@/platform/clock'

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
    <Item
      id={`entry-${id}`}
      label={words.entry(sentence, said)}
      amount={said}
      large
      note={
        <>
          {whenSaid(at, cloudTime())} · {words.left(balance)}
          {reversed && <Tag>{words.reversed}</Tag>}
        </>
      }
      below={children}
      onTap={onTap}
    >
      {sentence}
    </Item>
  )
}
