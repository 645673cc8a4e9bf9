import { View } from '@tarojs/components'
import type { HomeOutput } from '#types/home'
import { Button } from '@/components/button'
import { homeWords as words } from '@/copy/home'
import { useElderMode } from '@/state/elder'

/** Where I am, and elder mode in one tap. */
export function Head({ home }: { home: HomeOutput }) {
  const { elder, setElder } = useElderMode()
  // who works for a town or the county needs no village
  const place = home.villageName ?? home.leader?.areaName
  return (
    <View className="home__head">
      <View className="home__where">
        <View className="page__title" id="home-village">
          {place ?? words.title}
        </View>
        <View className="home__note">{place ? words.purpose : words.noVillage}</View>
      </View>
      <Button id="home-elder" narrow onTap={() => setElder(!elder)}>
        {elder ? words.toPlain : words.toElder}
      </Button>
    </View>
  )
}
