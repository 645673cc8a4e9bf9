import { View } from '@tarojs/components'
import { useEffect, useState } from 'react'
import type { CaseDetail } from '#types/case'
import { Button } from '@/components/button'
import { whyMissing } from '@/components/photos/missing'
import { detailWords as words } from '@/copy/detail'
import { play } from '@/platform/voice'

/** What was spoken; says so while it may not be heard yet. */
export function VoicePlay({ voice }: { voice: NonNullable<CaseDetail['voice']> }) {
  const [stop, setStop] = useState<() => void>()
  useEffect(() => stop, [stop])
  const address = voice.url
  if (!address) return <View className="page__note">{whyMissing(voice)}</View>
  const tap = () => {
    if (stop) return setStop(undefined)
    const stopPlaying = play(address, () => setStop(undefined))
    setStop(() => stopPlaying)
  }
  return (
    <Button id="voice-play" onTap={tap}>
      {stop ? words.stop : words.play(voice.seconds)}
    </Button>
  )
}
