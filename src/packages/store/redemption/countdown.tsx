import { View } from '@tarojs/components'
import { useEffect, useRef, useState } from 'react'
import { redemptionWords as words } from '@/copy/store'
import { cloudTime } from '@/platform/clock'

interface Props {
  /** When the answer came. */
  secondsLeft: number
  /** When it came, in ms since 1970; left out: just now. */
  since?: number
  /** Called once, when nothing is left. */
  onOver(): void
}

/** How long the code still counts, second by second. A part of its own, so that each second draws this line alone. */
export function Countdown({ secondsLeft, since, onOver }: Props) {
  const [now, setNow] = useState(cloudTime)
  const came = useRef({ secondsLeft, at: now })
  if (came.current.secondsLeft !== secondsLeft) came.current = { secondsLeft, at: cloudTime() }
  const left = Math.max(0, Math.ceil(secondsLeft - (now - (since ?? came.current.at)) / 1000))
  useEffect(() => {
    const clock = setInterval(() => setNow(cloudTime()), 1000)
    return () => clearInterval(clock)
  }, [])
  const over = left === 0
  // biome-ignore lint/correctness/useExhaustiveDependencies: told once, at the end
  useEffect(() => {
    if (over) onOver()
  }, [over])
  return (
    <View id="redemption-left" className="redemption__left">
      {over ? words.over : words.left(Math.floor(left / 60), left % 60)}
    </View>
  )
}
