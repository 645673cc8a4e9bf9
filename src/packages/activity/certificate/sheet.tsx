import { Canvas, Image, View } from '@tarojs/components'
import { useMemo } from 'react'
import type { Certificate } from '#types/service'
import { aria } from '@/components/aria'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { Cell } from '@/components/cell'
import { NoticeBar } from '@/components/notice-bar'
import { Page } from '@/components/page'
import { Row } from '@/components/row'
import { certificateWords as words } from '@/copy/service'
import { go } from '@/platform/go'
import { certificateLink } from '@/platform/link'
import { drawingBoard, printPicture } from '@/platform/picture'
import { usePicture } from '@/sections/use-picture'
import { drawingOf } from './drawing'
import './index.scss'

/** The certificate in words and as a picture to keep and print. */
export function Sheet({ certificate, onAgain }: { certificate: Certificate; onAgain(): void }) {
  const { number } = certificate
  const drawing = useMemo(() => drawingOf(certificate, certificateLink(number)), [certificate, number])
  const { picture, problem, save } = usePicture(drawing, words.file(number), words.saved)
  return (
    <Page
      footer={
        <>
          {problem && <NoticeBar tone="error">{problem}</NoticeBar>}
          <Button id="certificate-save" kind="main" disabled={!picture} onTap={() => void save()}>
            {picture ? words.save : words.drawing}
          </Button>
        </>
      }
    >
      {drawingBoard && <Canvas id={drawingBoard} className="certificate__board" type="2d" />}
      <Fields certificate={certificate} />
      <Card title={words.picture}>
        {picture && (
          <Image
            id="certificate-picture"
            className="certificate__picture"
            src={picture}
            mode="widthFix"
            showMenuByLongpress
            {...aria('img', `${words.title} ${number}`)}
          />
        )}
        <View className="certificate__note">{words.hold}</View>
        <Row>
          {printPicture && (
            <Button id="certificate-print" disabled={!picture} onTap={() => picture && printPicture?.(picture)}>
              {words.print}
            </Button>
          )}
          <Button id="certificate-verify" onTap={() => go('verify', { number })}>
            {words.verify}
          </Button>
          <Button id="certificate-again" onTap={onAgain}>
            {words.again}
          </Button>
        </Row>
      </Card>
    </Page>
  )
}

/** The fields as words: read aloud, enlarged, copied. */
function Fields({ certificate }: { certificate: Certificate }) {
  const { number, name, identity, organization, services, activities, hours, from, to } = certificate
  return (
    <Card title={words.title}>
      {certificate.demo && <NoticeBar tone="warn">{words.demo}</NoticeBar>}
      <Cell label={words.number} value={<View id="certificate-number">{number}</View>} />
      <Cell label={words.name} value={name} />
      {identity && <Cell label={words.identity} value={identity} />}
      <Cell label={words.organization} value={organization} />
      <Cell
        label={words.period}
        value={
          <>
            <View>{from}</View>
            <View>{words.until(to)}</View>
          </>
        }
      />
      <Cell label={words.sum} value={words.sumOf(hours, activities)} />
      <Cell label={words.issuer} value={certificate.issuer} />
      <Cell label={words.issuedOn} value={certificate.issuedOn} />
      <View className="certificate__services">{words.services}</View>
      {services.map((service, at) => (
        <Cell
          // two of one day may bear the same title
          // biome-ignore lint/suspicious/noArrayIndexKey: the list of an issued certificate never changes
          key={`${service.date}-${at}`}
          label={service.title}
          note={words.service(service.date, service.hours, service.filledIn)}
        />
      ))}
      {activities > services.length && (
        <View className="certificate__note">{words.more(activities - services.length)}</View>
      )}
    </Card>
  )
}
