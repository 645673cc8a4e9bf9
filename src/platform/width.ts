import Taro from '@tarojs/taro'

/** From this width, in px, lists and details stand side by side (WeChat on a computer, the browser). */
const WIDE = 900

/** Whether the window is wide now. */
export const isWide = (): boolean => Taro.getWindowInfo().windowWidth >= WIDE
