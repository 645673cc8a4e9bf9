import Taro from '@tarojs/taro'
import { useEffect, useState } from 'react'

/** From this width, in px, lists and details stand side by side (WeChat on a computer, the browser). */
const WIDE = 900

/** Whether the window is wide; follows it while it is resized. */
export function useWide(): boolean {
  const [width, setWidth] = useState(() => Taro.getWindowInfo().windowWidth)
  useEffect(() => {
    const hear = () => setWidth(Taro.getWindowInfo().windowWidth)
    Taro.onWindowResize(hear)
    return () => Taro.offWindowResize(hear)
  }, [])
  return width >= WIDE
}
