import { View } from '@tarojs/components'
import { cloudTime } from '@/platform/clock'
import { aria } from '../aria'
import { Photos } from '../photos'
import { whenSaid } from '../when'
import './index.scss'

/** One entry of a history. */
export interface TimelineEntry {
  id: string
  /** What happened: 已派单. */
  title: string
  /** ISO instant or ms. */
  at: string | number
  /** Who did it. */
  by?: string
  note?: string
  /** Addresses that can be shown. */
  photos?: string[]
}

/** A history, newest first as handed in, with photos that open full size. `now` (ms) is only given in tests. */
export function Timeline({ entries, now = cloudTime() }: { entries: TimelineEntry[]; now?: number }) {
  return (
    <View className="timeline" {...aria('list')}>
      {entries.map((entry) => (
        <View key={entry.id} className="timeline__entry" {...aria('listitem')}>
          <View className="timeline__title">{entry.title}</View>
          <View className="page__note">
            {whenSaid(entry.at, now)}
            {entry.by && ` · ${entry.by}`}
          </View>
          {entry.note && <View className="timeline__note">{entry.note}</View>}
          <Photos id={`timeline-${entry.id}`} photos={entry.photos ?? []} />
        </View>
      ))}
    </View>
  )
}
