import { Canvas, Image, View } from '@tarojs/components'
import { useMemo } from 'react'
import type { CardPrint } from '#types/card'
import { aria } from '@/components/aria'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { NoticeBar } from '@/components/notice-bar'
import { Page } from '@/components/page'
import { Skeleton } from '@/components/skeleton'
import { cardsWords as words } from '@/copy/card'
import { drawingBoard, printPicture } from '@/platform/picture'
import { usePicture } from '@/sections/use-picture'
import { sheetOf } from './drawing'
import './index.scss'

interface Props {
  prints: readonly CardPrint[]
  /** Whether the card has just been issued. */
  fresh: boolean
  onBack(): void
}

/** The cards' codes as a picture to save and print; they are gone with the page. */
export function PrintSheet({ prints, fresh, onBack }: Props) {
  const drawing = useMemo(() => sheetOf(prints), [prints])
  const { picture, problem, save } = usePicture(drawing, words.file, words.saved)
  return (
    <Page
      footer={
        <Button id="cards-save" kind="main" disabled={!picture} onTap={() => void save()}>
          {picture ? words.save : words.drawing}
        </Button>
      }
    >
      {drawingBoard && <Canvas id={drawingBoard} className="cards__board" type="2d" />}
      {problem && <NoticeBar tone="error">{problem}</NoticeBar>}
      {fresh && <NoticeBar id="card-issued">{words.issuedTitle}</NoticeBar>}
      <Card title={words.sheet}>
        <View className="page__note">{words.sheetAdvice}</View>
        {picture ? (
          <Image
            id="cards-sheet"
            className="cards__sheet"
            src={picture}
            mode="aspectFit"
            showMenuByLongpress
            {...aria('img', words.sheetOf(prints.length))}
          />
        ) : (
          <Skeleton rows={1} />
        )}
        {printPicture && (
          <Button id="cards-print-now" disabled={!picture} onTap={() => picture && printPicture?.(picture)}>
            {words.printNow}
          </Button>
        )}
      </Card>
      <Button id="cards-back" onTap={onBack}>
        {words.back}
      </Button>
    </Page>
  )
}
