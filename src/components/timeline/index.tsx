import { Image, View } from '@tarojs/components'
import { kit } from '@/copy/kit'
import { showPhotos } from '@/platform/photos'
import { aria } from '../aria'
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
export function Timeline({ entries, now = Date.now() }: { entries: TimelineEntry[]; now?: number }) {
  return (
    <View className="timeline" {...aria('list')}>
      {entries.map((entry) => (
        <View key={entry.id} className="timeline__entry" {...aria('listitem')}>
          <View className="timeline__title">{entry.title}</View>
          <View className="timeline__when">
            {whenSaid(entry.at, now)}
            {entry.by && ` · ${entry.by}`}
          </View>
          {entry.note && <View className="timeline__note">{entry.note}</View>}
          {entry.photos && entry.photos.length > 0 && (
            <View className="timeline__photos">
              {entry.photos.map((address, at) => (
                <Image
                  key={address}
                  id={`timeline-${entry.id}-${at}`}
                  className="timeline__photo"
                  src={address}
                  mode="aspectFill"
                  lazyLoad
                  onClick={() => showPhotos(entry.photos!, address)}
                  {...aria('button', kit.photo(at + 1))}
                />
              ))}
            </View>
          )}
        </View>
      ))}
    </View>
  )
}
