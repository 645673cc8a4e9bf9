import { useDidHide, useDidShow } from '@tarojs/taro'
import { useEffect, useRef, useState } from 'react'
import { call } from '@/platform/call'
import { cloudTime } from '@/platform/clock'
import { asCallError, type CallError } from '@/platform/error'
import { keepAwake } from '@/platform/keep-awake'
import { type ShownCode, secondsLeft, shown } from './rotation'

/** What the page shows of the code. */
export interface RotatingCode {
  code?: ShownCode
  /** Seconds until the next one. */
  left: number
  /** Why the newest attempt failed; it is tried again by itself. */
  error?: CallError
  retry(): void
}

/** A failed attempt is repeated after so long. */
const againMs = 3_000

/**
 * The code of an activity, renewed by itself as long as the page is in sight, with the screen kept on. It isn't read through
 * the cache: an old code is of no use.
 */
export function useCode(activityId: string | undefined): RotatingCode {
  const [code, setCode] = useState<ShownCode>()
  const [error, setError] = useState<CallError>()
  const [now, setNow] = useState(cloudTime)
  const [inSight, setInSight] = useState(true)
  const asking = useRef(false)
  const nextTry = useRef(0)
  useDidShow(() => setInSight(true))
  useDidHide(() => setInSight(false))

  const ask = async () => {
    if (asking.current || activityId === undefined) return
    asking.current = true
    try {
      const answer = await call('activity.code', { activityId })
      setCode(shown(answer, cloudTime()))
      setNow(cloudTime())
      setError(undefined)
    } catch (thrown) {
      setError(asCallError(thrown))
      nextTry.current = cloudTime() + againMs
    } finally {
      asking.current = false
    }
  }
  const tick = useRef(() => {})
  tick.current = () => {
    const at = cloudTime()
    setNow(at)
    if ((!code || at >= code.renewAt) && at >= nextTry.current) void ask()
  }
  useEffect(() => {
    if (!inSight) return
    keepAwake(true)
    tick.current()
    const clock = setInterval(() => tick.current(), 1000)
    return () => {
      clearInterval(clock)
      keepAwake(false)
    }
  }, [inSight])

  const worth = code && now < code.worthlessAt ? code : undefined
  return { code: worth, left: worth ? secondsLeft(worth, now) : 0, error, retry: () => void ask() }
}
