import { View } from '@tarojs/components'
import { useState } from 'react'
import type { EntryView, PointsReverseOutput } from '#types/points'
import { entrySentence } from '#types/units'
import { Sheet } from '@/components/sheet'
import { householdWords as words } from '@/copy/books'
import { useWrite } from '@/state/write'

interface Props {
  entry: EntryView
  onClose(): void
  onDone(moved: PointsReverseOutput): void
}

/** Puts an entry right by a new one, with the reason that the household reads. */
export function Reverse({ entry, onClose, onDone }: Props) {
  const write = useWrite('points.reverse')
  const [short, setShort] = useState(false)
  const send = async (reason: string) => {
    setShort(reason.length < 2)
    if (reason.length < 2) return
    const answer = await write.run({ entryId: entry.id, reason })
    if (answer.ok) onDone(answer.output)
  }
  return (
    <Sheet
      id="reverse"
      open
      title={words.reverseTitle}
      confirm={words.reverse}
      kind="danger"
      reason={words.reason}
      busy={write.busy}
      error={short ? words.reasonShort : write.error?.message}
      onConfirm={(reason) => void send(reason)}
      onClose={onClose}
    >
      <View className="page__words">
        {entrySentence(entry.kind, entry.words)}
        <View className="page__note">{words.reverseAdvice}</View>
      </View>
    </Sheet>
  )
}
