import { View } from '@tarojs/components'
import type { EntryView, PointsReverseOutput } from '#types/points'
import { entrySentence } from '#types/units'
import { Decision } from '@/components/decision'
import { householdWords as words } from '@/copy/books'

interface Props {
  entry: EntryView
  onClose(): void
  onDone(moved: PointsReverseOutput): void
}

/** Puts an entry right by a new one, with the reason that the household reads. */
export function Reverse({ entry, onClose, onDone }: Props) {
  return (
    <Decision
      id="reverse"
      title={words.reverseTitle}
      confirm={words.reverse}
      kind="danger"
      reason={words.reason}
      action="points.reverse"
      inputOf={(reason) => ({ entryId: entry.id, reason })}
      onDone={onDone}
      onClose={onClose}
    >
      <View className="page__words">
        {entrySentence(entry.kind, entry.words)}
        <View className="page__note">{words.reverseAdvice}</View>
      </View>
    </Decision>
  )
}
