import { View } from '@tarojs/components'
import { useState } from 'react'
import type { HomeOutput } from '#types/home'
import { aria } from '@/components/aria'
import { ReadAloud } from '@/components/read-aloud'
import { homeWords as words } from '@/copy/home'
import { go } from '@/platform/go'
import { openCases } from '@/sections/cases'
import { CallCard } from './call-card'

/** 长辈模式: four big tiles and a voice that says what they do. */
export function ElderHome({ home }: { home: HomeOutput }) {
  const [calling, setCalling] = useState(false)
  const tiles = [
    { id: 'order', note: '', tap: () => go('newOrder') },
    { id: 'mine', note: '', tap: () => openCases({ view: 'mine' }) },
    { id: 'call', note: '', tap: () => setCalling(!calling) },
    { id: 'inbox', note: words.unread(home.unread), tap: () => go('inbox') },
  ] as const
  return (
    <>
      <View className="home__tiles">
        {tiles.map(({ id, note, tap }) => (
          <View
            key={id}
            id={`elder-${id}`}
            className={`home__tile home__tile--${id}`}
            onClick={tap}
            {...aria('button', `${words.tiles[id]}${note}`)}
          >
            {words.tiles[id]}
            {note && <View className="home__note">{note}</View>}
          </View>
        ))}
      </View>
      {calling && <CallCard resident={home.resident} whole />}
      <ReadAloud
        id="elder-read"
        text={words.spoken(home.villageName ?? words.noVillage, home.resident?.open.length ?? 0)}
      />
      <View className="home__gap" />
    </>
  )
}
