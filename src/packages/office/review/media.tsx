import { Image } from '@tarojs/components'
import { useEffect, useState } from 'react'
import { aria } from '@/components/aria'
import { Button } from '@/components/button'
import { NoticeBar } from '@/components/notice-bar'
import { review as copy } from '@/copy/office'
import { showPhotos } from '@/platform/photos'
import { play } from '@/platform/voice'

const sounds = /\.(mp3|m4a|aac|wav|webm|ogg)(\?|$)/i

/** A picture to look at full size, or a recording to listen to. Ids: `review-<id>-media`. */
export function Media({ id, link }: { id: string; link: string | undefined }) {
  const [stop, setStop] = useState<() => void>()
  useEffect(() => stop, [stop])
  if (!link) return <NoticeBar tone="warn">{copy.gone}</NoticeBar>
  if (!sounds.test(link)) {
    return (
      <Image
        id={`review-${id}-media`}
        className="review__picture"
        src={link}
        mode="aspectFit"
        lazyLoad
        onClick={() => showPhotos([link], link)}
        {...aria('button', copy.picture)}
      />
    )
  }
  const toggle = () => {
    if (stop) return setStop(undefined)
    const ended = play(link, () => setStop(undefined))
    setStop(() => ended)
  }
  return (
    <Button id={`review-${id}-media`} onTap={toggle}>
      {stop ? copy.stop : copy.play}
    </Button>
  )
}
