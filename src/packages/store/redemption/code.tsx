import { View } from '@tarojs/components'
import { useEffect } from 'react'
import type { RedemptionDetail } from '#types/redemption'
import { aria } from '@/components/aria'
import { NoticeBar } from '@/components/notice-bar'
import { QrCode } from '@/components/qr-code'
import { ReadAloud } from '@/components/read-aloud'
import { redemptionWords as words } from '@/copy/store'
import { keepAwake } from '@/platform/keep-awake'
import { qrText } from '../qr-text'
import { goodsSaid, grouped } from '../said'
import '../store.scss'
import { Countdown } from './countdown'

interface Props {
  redemption: RedemptionDetail
  /** When a copy that could not be renewed was received. */
  since?: number
  onOver(): void
}

/** What is shown to the keeper, while it counts; then how it stands. */
export function Code({ redemption, since, onOver }: Props) {
  const { state, code, token, secondsLeft = 0 } = redemption
  if (state === 'claimed') return <NoticeBar>{words.claimed}</NoticeBar>
  if (state !== 'reserved' || !code || !token) return null
  if (secondsLeft === 0) return <NoticeBar tone="warn">{words.over}</NoticeBar>
  return (
    <View className="redemption__code">
      <Awake />
      <View>{words.show}</View>
      <QrCode id="redemption-qr" text={qrText('redemption', token)} label={words.show} />
      <View
        id="redemption-digits"
        className="redemption__digits"
        {...aria('text', `${words.digits} ${[...code].join(' ')}`)}
      >
        {grouped(code)}
      </View>
      <Countdown secondsLeft={secondsLeft} since={since} onOver={onOver} />
      <View className="page__gap" />
      <ReadAloud id="redemption-read" text={words.spoken(goodsSaid(redemption.items), [...code].join(' '))} />
    </View>
  )
}

/** The screen stays on while the code is shown. */
function Awake() {
  useEffect(() => {
    keepAwake(true)
    return () => keepAwake(false)
  }, [])
  return null
}
