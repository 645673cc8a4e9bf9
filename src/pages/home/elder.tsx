import { View } from '@tarojs/components'
import { useState } from 'react'
import type { HomeOutput } from '#types/home'
import { aria } from '@/components/aria'
import { NoticeBar } from '@/components/notice-bar'
import { ReadAloud } from '@/components/read-aloud'
import { homeWords as words } from '@/copy/home'
import { go } from '@/platform/go'
import { openCases } from '@/sections/cases'
import { CallCard } from './call-card'

/** 长辈模式: four big tiles and a voice that says what they do. */
export function ElderHome({ home }: { home: HomeOutput }) {
  const [calling, setCalling] = useState(false)
  const tiles = [
    { id: 'order', tap: () => go('newOrder') },
    { id: 'mine', tap: () => openCases({ view: 'mine' }) },
    { id: 'shop', tap: () => go('shop') },
    { id: 'call', tap: () => setCalling(!calling) },
  ] as const
  return (
    <>
      {home.unread > 0 && (
        <NoticeBar id="home-unread" onTap={() => go('inbox')}>
          {words.unread(home.unread)} ›
        </NoticeBar>
      )}
      <View className="home__tiles">
        {tiles.map(({ id, tap }) => (
          <View
            key={id}
            id={`elder-${id}`}
            className={`home__tile home__tile--${id}`}
            onClick={tap}
            {...aria('button', words.tiles[id])}
          >
            {words.tiles[id]}
          </View>
        ))}
      </View>
      {calling && <CallCard resident={home.resident} whole />}
      <ReadAloud
        id="elder-read"
        text={words.spoken(home.villageName ?? words.noVillage, home.resident?.open.length ?? 0)}
      />
      <View className="page__gap" />
    </>
  )
}
