import { Image, View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import type { PlaceView } from '#types/place'
import { aria } from '@/components/aria'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { joined } from '@/components/joined'
import { List } from '@/components/list'
import { NoticeBar } from '@/components/notice-bar'
import { Page } from '@/components/page'
import { places as copy } from '@/copy/places'
import { openDocument } from '@/platform/document'
import { asCallError } from '@/platform/error'
import { workPages } from '@/sections/menu'
import { useList } from '@/state/query'
import './index.scss'

const toNew = () => void Taro.navigateTo({ url: workPages.place })

/** The QR places of one's areas, each with its printable code. */
export default function Places() {
  return (
    <Page
      footer={
        <Button id="place-new" kind="main" onTap={toNew}>
          {copy.create}
        </Button>
      }
    >
      <Content />
    </Page>
  )
}

function Content() {
  const query = useList('place.list', {})
  return (
    <List
      id="places"
      query={query}
      keyOf={(row) => row.token}
      empty={{ title: copy.nothing, advice: copy.nothingAdvice }}
      row={(row) => <PlaceCard place={row} />}
    />
  )
}

/** Ids: `place-<token>-print`. */
function PlaceCard({ place }: { place: PlaceView }) {
  const [problem, setProblem] = useState<string>()
  const print = (url: string) => {
    setProblem(undefined)
    openDocument({ url, fileName: copy.file(place.name) }).catch((thrown) => setProblem(asCallError(thrown).message))
  }
  return (
    <Card title={place.name}>
      <View className="page__note page__note--names">{joined([place.areaName])}</View>
      {place.codeUrl ? (
        <>
          <Image
            className="places__code"
            src={place.codeUrl}
            mode="aspectFit"
            {...aria('img', copy.code(place.name))}
          />
          <View className="page__note page__note--names places__number">{copy.number(place.token)}</View>
          <Button id={`place-${place.token}-print`} onTap={() => print(place.codeUrl!)}>
            {copy.print}
          </Button>
        </>
      ) : (
        <View className="page__note page__note--names">{copy.noCode}</View>
      )}
      {problem && <NoticeBar tone="error">{problem}</NoticeBar>}
    </Card>
  )
}
