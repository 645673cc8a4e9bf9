import Taro from '@tarojs/taro'
import { places } from '@/platform/go'

/** The pages behind the counter. */
const ways = {
  counter: places.counter,
  card: '/packages/store/card-counter/index',
  shelf: '/packages/store/shelf/index',
  returns: '/packages/store/returns/index',
  month: '/packages/store/month/index',
} as const

/** Opens one of them above this page. */
export const goBehind = (way: keyof typeof ways): void => void Taro.navigateTo({ url: ways[way] })
